import { epochMs } from '../../../pure/time/epoch.js';
import { reactionDto } from './present.js';

describe('a reaction as people see it', () => {
  it('says what caused it, without what is written down to go through the run again', () => {
    const cause = { kind: 'started', run: 2, record: { settings: { margin: '100' }, state: { v: 1 } } };
    const view = { id: 'r1', at: epochMs(0), cause, correlationId: 'c', effects: [] };
    expect(reactionDto(view)).toEqual({
      ...{ at: '1970-01-01T00:00:00.000Z', correlationId: 'c', effects: [] },
      cause: { kind: 'started', run: 2 },
    });
  });
});
