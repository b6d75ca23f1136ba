import fc from 'fast-check';
import type { Candle } from '../../../shared/pure/market/candle.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { bucketEnd, bucketOpen, TIMEFRAMES } from '../../../shared/pure/time/timeframe.js';
import { endingAt, openOfEnding, overdue, rollUp, rollUpAll } from './roll-up.js';

const MINUTE = 60_000;
const at = (minute: number) => epochMs(Date.UTC(2025, 0, 1) + minute * MINUTE);
const candle = (
  minute: number,
  open: string,
  high: string,
  low: string,
  close: string,
  volume = '1',
): Candle => ({
  ...{ openTime: at(minute), open, high, low, close, volume },
});

const minutes = fc.array(
  fc.record({
    open: fc.integer({ min: 100, max: 200 }),
    close: fc.integer({ min: 100, max: 200 }),
    reach: fc.nat(20),
    volume: fc.nat(1000),
  }),
  { minLength: 1, maxLength: 40 },
);

describe('coarse candles', () => {
  test('open of the first, close of the last, highest high, lowest low, all the volume', () => {
    const rolled = rollUp(
      [candle(0, '100', '101.5', '99', '101'), candle(1, '101', '101.50', '98.7', '99', '0.25')],
      '5m',
    );
    expect(rolled).toEqual(candle(0, '100', '101.5', '98.7', '99', '1.25'));
  });

  test('prices are compared as numbers, not as text', () => {
    const rolled = rollUp([candle(0, '9', '9', '9', '9'), candle(1, '10', '10.5', '10', '10')], '3m');
    expect([rolled.high, rolled.low]).toEqual(['10.5', '9']);
  });

  test('nothing makes no candle, and text that is no number is refused', () => {
    expect(() => rollUp([], '5m')).toThrow(RangeError);
    expect(() => rollUp([candle(0, '1', '1', '1', '1'), candle(1, '1', 'x', '1', '1')], '5m')).toThrow(
      'plain decimal',
    );
  });

  test('at a full hour the candles of five to sixty minutes end, at a full day all of them', () => {
    expect(endingAt(at(60), '1m')).toEqual(['3m', '5m', '15m', '30m', '1h']);
    expect(endingAt(at(7), '1m')).toEqual([]);
    expect(endingAt(at(24 * 60), '1m')).toEqual(['3m', '5m', '15m', '30m', '1h', '2h', '4h', '8h', '1d']);
    expect(endingAt(at(30), '5m')).toEqual(['15m', '30m']);
  });

  test('the candle that ends at an instant opened one length before', () => {
    expect(openOfEnding(at(60), '1h')).toBe(at(0));
    expect(openOfEnding(at(60), '15m')).toBe(at(45));
  });

  test('what had begun and ends in a gap is overdue, in order of the ends; what has ended and what is empty is not', () => {
    expect(overdue(at(14), at(20), '1m')).toEqual([{ end: at(15), timeframes: ['3m', '5m', '15m'] }]);
    expect(overdue(at(13), at(61), '1m')).toEqual([
      { end: at(15), timeframes: ['3m', '5m', '15m'] },
      { end: at(30), timeframes: ['30m'] },
      { end: at(60), timeframes: ['1h'] },
    ]);
    expect(overdue(at(15), at(17), '1m')).toEqual([]);
    expect(overdue(at(25), at(45), '5m')).toEqual([{ end: at(30), timeframes: ['15m', '30m'] }]);
  });

  test('what is overdue are the buckets that the last candle lies in and that the next one does not', () => {
    const minute = fc.integer({ min: 1, max: 3_000 });
    fc.assert(
      fc.property(minute, fc.integer({ min: 1, max: 3_000 }), (from, missing) => {
        const to = from + missing;
        const closed = overdue(at(from), at(to), '1m').flatMap(({ end, timeframes }) =>
          timeframes.map((timeframe) => ({ end, timeframe })),
        );
        for (const timeframe of TIMEFRAMES.filter((one) => one !== '1m')) {
          const end = bucketEnd(bucketOpen(at(from - 1), timeframe), timeframe);
          const isOverdue = end > at(from) && bucketOpen(at(to), timeframe) >= end;
          expect(closed.filter((one) => one.timeframe === timeframe)).toEqual(
            isOverdue ? [{ end, timeframe }] : [],
          );
        }
      }),
    );
  });

  test('a bucket that has not ended is no candle yet', () => {
    const candles = [
      candle(0, '1', '1', '1', '1'),
      candle(5, '2', '2', '2', '2'),
      candle(6, '3', '3', '3', '3'),
    ];
    expect(rollUpAll(candles, '5m', at(7)).map(({ openTime }) => openTime)).toEqual([at(0)]);
    expect(rollUpAll(candles, '5m', at(10)).map(({ openTime }) => openTime)).toEqual([at(0), at(5)]);
    expect(rollUpAll([], '5m', at(10))).toEqual([]);
  });

  test('missing minutes leave a candle of those that are there, and an empty bucket leaves none', () => {
    const rolled = rollUpAll([candle(1, '1', '2', '1', '2'), candle(11, '5', '5', '5', '5')], '5m', at(15));
    expect(rolled.map(({ openTime }) => openTime)).toEqual([at(0), at(10)]);
  });

  test('rolling minutes up to fifteen directly, or by way of five, is the same', () => {
    fc.assert(
      fc.property(minutes, (rows) => {
        const fine = rows.map(({ open, close, reach, volume }, minute) =>
          candle(
            minute,
            `${open}`,
            `${Math.max(open, close) + reach}`,
            `${Math.min(open, close) - reach}`,
            `${close}`,
            `0.${volume}`,
          ),
        );
        const far = at(1_000);
        expect(rollUpAll(rollUpAll(fine, '5m', far), '15m', far)).toEqual(rollUpAll(fine, '15m', far));
      }),
    );
  });
});
