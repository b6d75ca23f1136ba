import fc from 'fast-check';
import { epochMs } from '../../pure/time/epoch.js';
import { SystemClock } from './system-clock.js';
import { SystemIds } from './system-ids.js';
import { SystemRandomness } from './system-randomness.js';

class SteppedClock extends SystemClock {
  constructor(private readonly times: readonly number[]) {
    super();
  }
  private at = 0;
  override now() {
    return epochMs(this.times[Math.min(this.at++, this.times.length - 1)]!);
  }
}

describe('system ids', () => {
  it('are version 7 UUIDs that carry their time', () => {
    const id = new SystemIds(new SteppedClock([1_700_000_000_000]), new SystemRandomness()).next();
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(1_700_000_000_000);
  });

  it('grow in one process however the wall clock jumps', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 2 ** 45 }), { minLength: 1, maxLength: 100 }),
        (times) => {
          const ids = new SystemIds(new SteppedClock(times), new SystemRandomness());
          const made = times.map(() => ids.next());
          expect([...made].sort()).toEqual(made);
          expect(new Set(made).size).toBe(made.length);
        },
      ),
    );
  });

  it('grow when one millisecond makes more ids than its counter holds', () => {
    const ids = new SystemIds(new SteppedClock([5]), new SystemRandomness());
    const made = Array.from({ length: 10_000 }, () => ids.next());
    expect([...made].sort()).toEqual(made);
  });
});

describe('system randomness', () => {
  it('answers whole numbers below the bound and refuses a bound that has none', () => {
    const randomness = new SystemRandomness();
    const drawn = new Set(Array.from({ length: 300 }, () => randomness.below(3)));
    expect([...drawn].sort()).toEqual([0, 1, 2]);
    expect(randomness.bytes(32)).toHaveLength(32);
    for (const bound of [0, -1, 1.5, Number.NaN, 2 ** 48])
      expect(() => randomness.below(bound)).toThrow(RangeError);
  });
});
