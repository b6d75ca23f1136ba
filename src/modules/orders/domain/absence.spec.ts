import fc from 'fast-check';
import { absenceOf, absenceWithin } from './absence.js';

/** What became of an order that was sent at 0 and accepted, in milliseconds. */
interface Life {
  readonly endedAt: number | null;
  readonly filledAt: readonly number[];
}

const time = fc.integer({ min: 0, max: 1_000 });
const life: fc.Arbitrary<Life> = fc
  .record({ ended: fc.option(time), filled: fc.array(time, { maxLength: 2 }) })
  .map(({ ended, filled }) => ({
    endedAt: ended,
    filledAt: ended === null ? filled : filled.map((at) => Math.min(at, ended)),
  }));
const remembers = fc.record({ unfilledMs: time, executionsMs: time });

describe('an order that its venue shows nowhere', () => {
  it('was never accepted where nothing is forgotten', () => {
    expect(absenceOf(null, Number.MAX_SAFE_INTEGER)).toBe('never-accepted');
  });

  it('is over once unfilled ones are forgotten, and forgotten once executions are', () => {
    const memory = { unfilledMs: 7_200_000, executionsMs: 7_776_000_000 };
    expect(absenceOf(memory, 7_199_999)).toBe('never-accepted');
    expect(absenceOf(memory, 7_200_000)).toBe('over');
    expect(absenceOf(memory, 7_776_000_000)).toBe('forgotten');
  });

  it('is never taken for one that was not accepted, or has filled nothing, if it was, or has', () => {
    fc.assert(
      fc.property(life, remembers, time, ({ endedAt, filledAt }, memory, nowMs) => {
        const filled = filledAt.filter((at) => at <= nowMs);
        const rests = endedAt === null || endedAt > nowMs;
        const forMs = filled.length > 0 ? memory.executionsMs : memory.unfilledMs;
        const shown = rests || nowMs - endedAt <= forMs;
        if (shown) return;
        const absence = absenceOf(memory, nowMs);
        expect(absence).not.toBe('never-accepted');
        if (absence === 'over') for (const at of filled) expect(nowMs - at).toBeLessThan(memory.executionsMs);
      }),
    );
  });

  it('proves nothing while the bounds of its age disagree, and else what it proves of every age between them', () => {
    fc.assert(
      fc.property(remembers, fc.array(time, { minLength: 3, maxLength: 3 }), (memory, ages) => {
        const [atLeastMs, ageMs, atMostMs] = ages.sort((a, b) => a - b) as [number, number, number];
        const seen = absenceWithin(memory, { atLeastMs, atMostMs });
        if (seen === 'unsure') expect(absenceOf(memory, atLeastMs)).not.toBe(absenceOf(memory, atMostMs));
        else expect(absenceOf(memory, ageMs)).toBe(seen);
      }),
    );
    expect(absenceWithin({ unfilledMs: 10, executionsMs: 20 }, { atLeastMs: 19, atMostMs: 20 })).toBe(
      'unsure',
    );
  });

  it('proves less and less as time goes by', () => {
    const proof = ['never-accepted', 'over', 'forgotten'];
    fc.assert(
      fc.property(remembers, time, time, (memory, one, other) => {
        const [early, late] = [Math.min(one, other), Math.max(one, other)];
        expect(proof.indexOf(absenceOf(memory, early))).toBeLessThanOrEqual(
          proof.indexOf(absenceOf(memory, late)),
        );
      }),
    );
  });
});
