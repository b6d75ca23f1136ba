import fc from 'fast-check';
import { epochMs } from './epoch.js';
import { bucketEnd, bucketOpen, isMultiple, isTimeframe, TIMEFRAME_MS, TIMEFRAMES } from './timeframe.js';

describe('timeframes', () => {
  test('they are listed finest first', () => {
    const lengths = TIMEFRAMES.map((timeframe) => TIMEFRAME_MS[timeframe]);
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
  });

  test('names that are none are told apart, inherited ones too', () => {
    expect(isTimeframe('15m')).toBe(true);
    expect(isTimeframe('toString')).toBe(false);
    expect(isTimeframe('7m')).toBe(false);
  });

  test('a time lies in its bucket, and buckets are aligned to the UTC epoch', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -(10 ** 12), max: 4 * 10 ** 12 }),
        fc.constantFrom(...TIMEFRAMES),
        (at, timeframe) => {
          const open = bucketOpen(epochMs(at), timeframe);
          expect(open <= at && at < bucketEnd(open, timeframe)).toBe(true);
          expect(Math.abs(open % TIMEFRAME_MS[timeframe])).toBe(0);
        },
      ),
    );
  });

  test('a day has twelve two-hour candles, and three minutes are no whole part of five', () => {
    expect(isMultiple('1d', '2h')).toBe(true);
    expect(isMultiple('5m', '3m')).toBe(false);
  });

  test('a time is an integer within the calendar', () => {
    expect(epochMs(0)).toBe(0);
    for (const wrong of [1.5, NaN, Infinity, 2 ** 60]) expect(() => epochMs(wrong)).toThrow(RangeError);
  });
});
