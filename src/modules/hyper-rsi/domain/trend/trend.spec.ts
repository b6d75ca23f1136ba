import { walk } from '../testing/walk.js';
import { Trend, turnedTrend, type TrendSnapshot, type TrendValue } from './trend.js';

const TRENDS: readonly TrendValue[] = [-2, 0, 2];
const CYCLES = [
  [true, false],
  [false, true],
  [false, false],
] as const;
const BANDS = [-2, -1, 0, 2] as const;

describe('the rules of the trend', () => {
  test('it turns up when bull meets a break-out upwards, and stays while it is bull', () => {
    for (const before of TRENDS) expect(turnedTrend(before, true, false, 2)).toBe(2);
    for (const band of BANDS) expect(turnedTrend(2, true, false, band)).toBe(2);
    for (const band of [-2, -1, 0] as const) expect(turnedTrend(0, true, false, band)).toBe(0);
    for (const band of BANDS) expect(turnedTrend(2, false, false, band)).toBe(0);
  });

  test('it turns down when bear meets a break-out downwards, and stays while it is bear', () => {
    for (const before of TRENDS) expect(turnedTrend(before, false, true, -2)).toBe(-2);
    for (const band of BANDS) expect(turnedTrend(-2, false, true, band)).toBe(-2);
    for (const band of [-1, 0, 2] as const) expect(turnedTrend(0, false, true, band)).toBe(0);
    for (const band of BANDS) expect(turnedTrend(-2, false, false, band)).toBe(0);
  });

  test('up can become down at one close, and down up', () => {
    expect(turnedTrend(2, false, true, -2)).toBe(-2);
    expect(turnedTrend(-2, true, false, 2)).toBe(2);
  });

  test('asked twice with the same candles it answers the same', () => {
    for (const before of TRENDS)
      for (const [bull, bear] of CYCLES)
        for (const band of BANDS) {
          const once = turnedTrend(before, bull, bear, band);
          expect(turnedTrend(once, bull, bear, band)).toBe(once);
        }
  });
});

describe('the trend', () => {
  const told = (cycles: number, bands: number): Trend => {
    const trend = Trend.start();
    for (let i = 0; i < cycles; i += 1) trend.cycle.next(100 + i);
    for (let i = 0; i < bands; i += 1) trend.band.next(100);
    return trend;
  };

  test('it is unknown before both parts are warm, and 0 at the first decision then', () => {
    expect(told(119, 114).decide()).toBeNull();
    expect(told(120, 113).decide()).toBeNull();
    expect(told(120, 114).decide()).toBe(0);
  });

  test('it changes at decisions only', () => {
    const trend = told(120, 113);
    trend.band.next(100);
    expect(trend.value).toBeNull();
    expect(trend.decide()).toBe(0);
    expect(trend.value).toBe(0);
  });

  test('of constant prices it is 0 for ever, however the averages are rounded', () => {
    const trend = told(0, 0);
    for (let i = 0; i < 1_000; i += 1) {
      trend.cycle.next(0.1);
      trend.band.next(0.1);
      expect(trend.decide() ?? 0).toBe(0);
    }
  });

  test('a snapshot is plain JSON and keeps a known trend known', () => {
    const trend = told(120, 114);
    trend.decide();
    const reread = Trend.restore(JSON.parse(JSON.stringify(trend.snapshot())) as TrendSnapshot);
    expect(reread.snapshot()).toEqual(trend.snapshot());
    expect(reread.value).toBe(0);
    expect(() => Trend.restore({ ...trend.snapshot(), value: 1 as TrendValue })).toThrow(RangeError);
  });

  test('in a market all three come up', () => {
    const closes = walk(20_000, 4);
    const trend = Trend.start();
    const seen = new Set<TrendValue | null>();
    for (const [i, close] of closes.entries()) {
      trend.band.next(close);
      if (i % 2 === 1) trend.cycle.next(close);
      seen.add(trend.decide());
    }
    expect([...seen].sort()).toEqual([-2, 0, 2, null].sort());
  });
});
