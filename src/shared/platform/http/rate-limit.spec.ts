import fc from 'fast-check';
import { RateLimit } from './rate-limit.js';

describe('a limit of requests', () => {
  it('takes as many at once as in a minute, says how many are left, and refuses the next', () => {
    const limit = new RateLimit(3);
    const takes = [0, 0, 0, 0].map((now) => limit.take('anna', now));
    expect(takes.map(({ taken, remaining }) => [taken, remaining])).toEqual([
      ...[
        [true, 2],
        [true, 1],
        [true, 0],
        [false, 0],
      ],
    ]);
    expect(takes.at(-1)).toMatchObject({ retryAfterSec: 20, resetSec: 60 });
  });

  it('takes the next one when it said it would, and is full again when it said so', () => {
    const limit = new RateLimit(3);
    for (let index = 0; index < 4; index += 1) limit.take('anna', 1_000);
    expect(limit.take('anna', 20_999)).toMatchObject({ taken: false, retryAfterSec: 1 });
    expect(limit.take('anna', 21_000)).toMatchObject({ taken: true, remaining: 0 });
    expect(limit.take('anna', 200_000)).toMatchObject({ taken: true, remaining: 2 });
  });

  it('tells whole seconds also at an instant whose sums are not exact', () => {
    for (const now of [62_311.91909529099, 28_026.45248008151])
      expect(new RateLimit(10).take('anna', now).resetSec).toBe(6);
  });

  it('counts every name for itself', () => {
    const limit = new RateLimit(1);
    expect(limit.take('anna', 0).taken).toBe(true);
    expect(limit.take('ben', 0).taken).toBe(true);
    expect(limit.take('anna', 0).taken).toBe(false);
  });

  it('never takes more than twice the limit in any minute, nor less than the limit of who asks all the time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 400 }),
        (perMinute, gaps) => {
          const limit = new RateLimit(perMinute);
          let now = 0;
          const times: number[] = [];
          for (const gap of gaps) if (limit.take('anna', (now += gap)).taken) times.push(now);
          for (const from of times)
            expect(times.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(
              2 * perMinute,
            );
          const asked = gaps.length;
          expect(times.length).toBeGreaterThanOrEqual(Math.min(asked, perMinute));
        },
      ),
      { numRuns: 100 },
    );
  });
});
