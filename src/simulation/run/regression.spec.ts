import { FAULT_KINDS } from '../process/fault-kinds.js';
import { plainPlan } from './plan.js';
import { keptPlan } from './regression.js';

describe('a seed that is kept', () => {
  const plan = { ...plainPlan(1, 'hostile', 'orders'), without: ['crash'] as const };
  const found = 'something';

  test('is run without the kinds of faults that came when seeds had been kept already', () => {
    const { without } = keptPlan({ found, plan });
    expect(without).toContain('crash');
    expect(without).toContain('wakeup-twice');
    expect(without).toContain('third-coin');
    expect(without).not.toContain('pause');
    expect(without.length).toBeLessThan(FAULT_KINDS.length);
  });

  test('has those of them that it names', () => {
    const { without } = keptPlan({ found, plan, with: ['funding'] });
    expect(without).toContain('wakeup-twice');
    expect(without).not.toContain('funding');
  });
});
