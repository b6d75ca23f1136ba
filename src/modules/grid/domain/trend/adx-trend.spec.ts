import fc from 'fast-check';
import { AdxTrend } from './adx-trend.js';

/** A trend after candles whose closes are these; each candle spans one unit around its close. */
const after = (closes: readonly number[], trend = new AdxTrend()): AdxTrend => {
  for (const close of closes) trend.next(close + 0.5, close - 0.5, close);
  return trend;
};
const stateOf = (trend: AdxTrend): number => trend.values['adx.trend']!;

/** Swings without a direction; `side` 1 ends with the price falling, -1 with it rising. */
const swings = (count: number, side: 1 | -1 = 1): readonly number[] =>
  Array.from({ length: count }, (_, index) => 100 + side * Math.sin(index / 2));
const ramp = (from: number, step: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => from + step * (index + 1));
const states = (closes: readonly number[], trend: AdxTrend): readonly number[] =>
  closes.map((close) => stateOf(after([close], trend)));
/** Extreme after forty candles in one direction: the last close is 140 or 60. */
const risen = (): AdxTrend => after(ramp(100, 1, 40), after(swings(56, -1)));
const fallen = (): AdxTrend => after(ramp(100, -1, 40), after(swings(56, 1)));

describe('the trend state', () => {
  it('is unknown until the first ADX, the 56th candle', () => {
    expect(stateOf(after(swings(55)))).toBeNaN();
    expect(stateOf(after(swings(56)))).toBe(0);
  });

  it('becomes 1 when the indicators cross and 2 when the ADX has risen over two candles, with the sign of the move', () => {
    const up = states(ramp(100, 0.6, 40), after(swings(56, -1)));
    const down = states(ramp(100, -0.6, 40), after(swings(56, 1)));
    expect(up.slice(0, 3)).toEqual([1, 1, 2]);
    expect(down.slice(0, 3)).toEqual([-1, -1, -2]);
    expect(up.slice(3).every((state) => state === 2)).toBe(true);
  });

  it('+2 is over at 90 % of the highest high, -2 at 110 % of the lowest low', () => {
    // The high is 140.5 and the low 59.5: 126.45 and 65.45.
    expect([126.46, 126.44].map((close) => stateOf(after([close], risen())))).toEqual([2, 0]);
    expect([65.44, 65.46].map((close) => stateOf(after([close], fallen())))).toEqual([-2, 0]);
  });

  it('looks at the high of fifty candles, not of all', () => {
    const near = after(
      Array.from({ length: 50 }, (_, index) => 139 + (index % 2)),
      after([1_000], risen()),
    );
    expect(near.snapshot().highs).toHaveLength(50);
    expect(Math.max(...near.snapshot().highs)).toBe(140.5);
  });

  it('ends when the ADX has fallen over three candles above its threshold', () => {
    const next = states(ramp(140, -0.8, 12), risen());
    expect(next[0]).toBe(2);
    const over = next.indexOf(0);
    expect(over).toBeGreaterThan(2);
    // The price is still far from 90 % of its high then.
    expect(140 - 0.8 * (over + 1)).toBeGreaterThan(127);
  });

  it('ends when the ADX comes below its threshold', () => {
    const trend = after(ramp(100, 0.5, 16), after(swings(56, -1)));
    expect(stateOf(trend)).toBe(2);
    expect(trend.snapshot().last[0]).toBeGreaterThan(20);
    after([103], trend);
    // One fall only, and far from 90 % of the high of 108.5.
    const [now, before, twoBefore] = trend.snapshot().last;
    expect([now! < 20, before! > 20, before! > twoBefore!]).toEqual([true, true, true]);
    expect(stateOf(trend)).toBe(0);
  });

  it('a snapshot at any candle continues bit for bit', () => {
    const prices = fc.array(fc.integer({ min: 50, max: 150 }), { minLength: 60, maxLength: 120 });
    fc.assert(
      fc.property(prices, fc.nat(100), (closes, cut) => {
        const whole = after(closes);
        const half = after(closes.slice(0, cut));
        const again = AdxTrend.restore(
          JSON.parse(JSON.stringify(half.snapshot())) as ReturnType<AdxTrend['snapshot']>,
        );
        expect(after(closes.slice(cut), again).snapshot()).toEqual(whole.snapshot());
      }),
      { numRuns: 30 },
    );
  });
});
