import fc from 'fast-check';
import type { Candle } from '../../../shared/pure/market/candle.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { endingAt, openOfEnding, rollUp, rollUpAll } from './roll-up.js';

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
