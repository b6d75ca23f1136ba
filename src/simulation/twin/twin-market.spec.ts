import fc from 'fast-check';
import type { Candle } from '../../shared/pure/market/candle.js';
import { epochMs } from '../../shared/pure/time/epoch.js';
import { folded, valuesOf, type IndicatorNeed } from '../../shared/platform/strategy/indicator-memory.js';
import { TwinMarket } from './twin-market.js';

const MINUTE_MS = 60_000;
const NEEDS: readonly IndicatorNeed[] = [
  { name: 'rsi', length: 3 },
  { name: 'atr', length: 2 },
];

const candlesOf = (closes: readonly number[]): Candle[] =>
  closes.map((close, index) => {
    const open = closes[Math.max(0, index - 1)]!;
    return {
      openTime: epochMs(index * MINUTE_MS),
      ...{ open: String(open), close: String(close), volume: '1' },
      ...{ high: String(Math.max(open, close)), low: String(Math.min(open, close)) },
    };
  });

const closes = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 30 });

describe('the market of a twin', () => {
  test('has the values that a memory has which was folded candle by candle', () => {
    fc.assert(
      fc.property(closes, (prices) => {
        const candles = candlesOf(prices);
        const market = new TwinMarket(candles);
        const after = (place: number) =>
          new Map(
            NEEDS.map((need) => [
              `${need.name} ${need.length}`,
              folded(need, undefined, candles.slice(0, place + 1))!,
            ]),
          );
        for (const [place, { openTime }] of candles.entries())
          expect(market.valuesAt(place, NEEDS)).toEqual(valuesOf(NEEDS, after(place), openTime));
      }),
    );
  });

  test('has the same values of a candle whatever was asked before, and of candles that have come since', () => {
    fc.assert(
      fc.property(closes, closes, (first, then) => {
        const candles = candlesOf(first);
        const market = new TwinMarket(candles);
        market.valuesAt(candles.length - 1, NEEDS);
        candles.push(...candlesOf([...first, ...then]).slice(first.length));
        const place = candles.length - 1;
        expect(market.valuesAt(place, NEEDS)).toEqual(new TwinMarket(candles).valuesAt(place, NEEDS));
      }),
    );
  });

  test('finds a candle by when it opened, and none that is not there', () => {
    const market = new TwinMarket(candlesOf([100, 101, 102]));
    expect(market.find(MINUTE_MS)).toMatchObject({ place: 1, candle: { close: '101' } });
    expect(market.find(MINUTE_MS + 1)).toBeUndefined();
  });
});
