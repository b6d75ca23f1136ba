import fc from 'fast-check';
import type { Candle } from '../../pure/market/candle.js';
import { epochMs } from '../../pure/time/epoch.js';
import { folded, type IndicatorNeed, type IndicatorSnapshot } from './indicator-memory.js';
import { LiveIndicator } from './live-indicator.js';

const MINUTE = 60_000;
const NEEDS: readonly IndicatorNeed[] = [
  { name: 'rsi', length: 3 },
  { name: 'atr', length: 2 },
];

const candleAt = (index: number, close: number): Candle => ({
  openTime: epochMs(index * MINUTE),
  ...{ open: String(close), high: String(close + 2), low: String(close - 1) },
  ...{ close: String(close), volume: '1' },
});

const pricesOf = ({ high, low, close }: Candle) => ({
  high: Number(high),
  low: Number(low),
  close: Number(close),
});

const begun = (need: IndicatorNeed, candle: Candle): LiveIndicator => {
  const indicator = new LiveIndicator(need);
  indicator.take(folded(need, undefined, [candle])!);
  return indicator;
};

const reread = (snapshot: IndicatorSnapshot | undefined): IndicatorSnapshot =>
  JSON.parse(JSON.stringify(snapshot)) as IndicatorSnapshot;

describe('an indicator that lives on', () => {
  const closes = fc.array(fc.integer({ min: 10, max: 1_000 }), { minLength: 1, maxLength: 30 });

  test.each(NEEDS)('is at every candle what a fold from the beginning is: $name', (need) => {
    fc.assert(
      fc.property(closes, fc.nat(30), (prices, cut) => {
        const candles = prices.map((close, index) => candleAt(index, close));
        let live = begun(need, candles[0]!);
        for (const [index, candle] of candles.entries()) {
          // Written down and read back anywhere it goes on as it was.
          if (index === cut) {
            const again = new LiveIndicator(need);
            again.take(reread(live.snapshot()));
            live = again;
          }
          live.next(candle.openTime, pricesOf(candle));
          const whole = folded(need, undefined, candles.slice(0, index + 1))!;
          expect(reread(live.snapshot())).toEqual(reread(whole));
          expect([live.value, live.previous]).toEqual([whole.value, whole.previous]);
        }
      }),
    );
  });

  test('follows the candle before and the same once more, and nothing without history', () => {
    const [need] = NEEDS;
    const live = begun(need!, candleAt(0, 10));
    expect(live.follows(epochMs(0), '1m')).toBe(true);
    expect(live.follows(epochMs(MINUTE), '1m')).toBe(true);
    expect(live.follows(epochMs(2 * MINUTE), '1m')).toBe(false);
    expect(new LiveIndicator(need!).follows(epochMs(0), '1m')).toBe(false);
  });

  test('a candle that is in it already changes nothing', () => {
    const [need] = NEEDS;
    const live = begun(need!, candleAt(0, 10));
    live.next(epochMs(MINUTE), pricesOf(candleAt(1, 12)));
    const before = live.snapshot();
    live.next(epochMs(MINUTE), pricesOf(candleAt(1, 50)));
    live.next(epochMs(0), pricesOf(candleAt(0, 50)));
    expect(live.snapshot()).toEqual(before);
  });
});
