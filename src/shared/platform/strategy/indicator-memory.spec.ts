import fc from 'fast-check';
import { Rsi } from '../../pure/indicators/index.js';
import type { Candle } from '../../pure/market/candle.js';
import { epochMs } from '../../pure/time/epoch.js';
import {
  folded,
  missingHistory,
  needKey,
  valuesOf,
  warmUpCandles,
  type IndicatorNeed,
  type IndicatorSnapshot,
} from './indicator-memory.js';

const MINUTE = 60_000;
const RSI: IndicatorNeed = { name: 'rsi', length: 3 };
const ATR: IndicatorNeed = { name: 'atr', length: 2 };

const candles = (closes: readonly number[]): readonly Candle[] =>
  closes.map((close, index) => ({
    openTime: epochMs(index * MINUTE),
    ...{ open: String(close), high: String(close + 2), low: String(close - 2) },
    ...{ close: String(close), volume: '1' },
  }));

const reread = (snapshot: IndicatorSnapshot | undefined): IndicatorSnapshot | undefined =>
  snapshot === undefined ? undefined : (JSON.parse(JSON.stringify(snapshot)) as IndicatorSnapshot);

const closes = fc.array(fc.integer({ min: 10, max: 1_000 }), { minLength: 1, maxLength: 40 });

describe('the memory of an indicator', () => {
  test.each([RSI, ATR])(
    'cut anywhere and read back from JSON it goes on as if it had not been: $name',
    (need) => {
      fc.assert(
        fc.property(closes, fc.nat(40), (prices, cut) => {
          const all = candles(prices);
          const whole = folded(need, undefined, all);
          const first = reread(folded(need, undefined, all.slice(0, cut)));
          expect(reread(folded(need, first, all.slice(cut)))).toEqual(reread(whole));
        }),
      );
    },
  );

  test('candles that it holds already change nothing, so history may overlap', () => {
    const all = candles([10, 12, 11, 15, 14, 18]);
    const half = folded(RSI, undefined, all.slice(0, 4));
    expect(folded(RSI, half, all)).toEqual(folded(RSI, undefined, all));
    expect(folded(RSI, half, all.slice(0, 2))).toBe(half);
  });

  test('its value and the one before are those of the plain indicator; null before warm-up', () => {
    const prices = [10, 12, 11, 15, 14, 18];
    const rsi = new Rsi(3);
    const expected = prices.map((price) => rsi.next(price));
    const after = (count: number) => folded(RSI, undefined, candles(prices.slice(0, count)));
    expect(after(3)).toMatchObject({ value: null, previous: null });
    expect(after(4)).toMatchObject({ value: expected[3], previous: null });
    expect(after(6)).toMatchObject({ value: expected[5], previous: expected[4] });
  });

  test('a memory of another candle is no value of this one', () => {
    const snapshot = folded(RSI, undefined, candles([10, 12, 11, 15, 14]))!;
    const known = new Map([[needKey(RSI), snapshot]]);
    expect(valuesOf([RSI], known, snapshot.candleOpen)).toEqual({
      rsi: snapshot.value,
      'rsi.previous': snapshot.previous,
    });
    expect(valuesOf([RSI], known, epochMs(snapshot.candleOpen + MINUTE))).toEqual({
      rsi: null,
      'rsi.previous': null,
    });
    expect(valuesOf([ATR], known, snapshot.candleOpen)).toEqual({ atr: null });
  });

  test('a first candle needs a warm-up, the next one nothing, one after a gap what lies between', () => {
    const snapshot = folded(RSI, undefined, candles([10, 11]))!;
    expect(missingHistory(undefined, epochMs(0), '1m')).toBe('warm-up');
    expect(missingHistory(snapshot, epochMs(2 * MINUTE), '1m')).toBe('nothing');
    expect(missingHistory(snapshot, epochMs(3 * MINUTE), '1m')).toBe('since');
    expect(missingHistory(snapshot, snapshot.candleOpen, '1m')).toBe('nothing');
  });

  test('a warm-up is long enough that what came before could not be seen in a double', () => {
    for (const length of [2, 14, 100]) {
      const forgotten = (1 - 1 / length) ** warmUpCandles([{ name: 'rsi', length }]);
      expect(forgotten).toBeLessThan(Number.EPSILON);
    }
  });
});
