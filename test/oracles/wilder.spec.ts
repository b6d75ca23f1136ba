import { describeWithRecordings } from '../kit/recordings.js';
import { adx } from './adx.js';
import { recordedCandles } from './recorded-candles.js';
import { farthest, talibColumn, VECTOR_CANDLES } from './talib-vectors.js';
import { wilderAtr, wilderRsi } from './wilder.js';

describe("Wilder's averages of the oracle", () => {
  it('give RSI 75 for gains of 3 and losses of 1, then forget by 1/n', () => {
    // Changes +3, -1: averages 1.5 and 0.5. Then +1.5: (1.5 + 1.5) / 2 and 0.5 / 2.
    expect(wilderRsi([10, 13, 12, 13.5], 2)).toEqual([NaN, NaN, 75, 100 - 100 / (1 + 1.5 / 0.25)]);
  });

  it('give RSI 100 without losses, 0 without gains and 50 without either', () => {
    expect(wilderRsi([1, 2, 3], 2).at(-1)).toBe(100);
    expect(wilderRsi([3, 2, 1], 2).at(-1)).toBe(0);
    expect(wilderRsi([2, 2, 2], 2).at(-1)).toBe(50);
  });

  it('count the gap from the close before into the true range, and begin at the second candle', () => {
    const candles = [
      { high: 11, low: 9, close: 10 },
      { high: 15, low: 14, close: 14 },
      { high: 14, low: 12, close: 13 },
      { high: 9, low: 8, close: 8 },
    ];
    // True ranges 5, 2, 5; mean of two 3.5, then (3.5 + 5) / 2.
    expect(wilderAtr(candles, 2)).toEqual([NaN, NaN, 3.5, 4.25]);
  });

  it('give DI and ADX of length 2 as worked by hand', () => {
    const candles = [
      { high: 10, low: 8, close: 9 },
      { high: 12, low: 9, close: 11 },
      { high: 13, low: 10, close: 12 },
      { high: 12, low: 7, close: 8 },
    ];
    // Movements +2 / 0, +1 / 0, 0 / 3 with ranges 3, 3, 5: sums 2 / 0 / 3, then 2 / 0 / 4.5, then 1 / 3 / 7.25.
    const [, , third, fourth] = adx(candles, 2);
    expect(third!.plusDi).toBeCloseTo(200 / 4.5, 12);
    expect(third).toMatchObject({ minusDi: 0, adx: NaN });
    expect(fourth!.plusDi).toBeCloseTo(100 / 7.25, 12);
    expect(fourth!.minusDi).toBeCloseTo(300 / 7.25, 12);
    // DX 100, then 100 x 2 / 4.
    expect(fourth!.adx).toBeCloseTo(75, 12);
  });

  it('give no movement and no direction in a market that stands still', () => {
    const still = Array.from({ length: 10 }, () => ({ high: 5, low: 5, close: 5 }));
    expect(adx(still, 3).at(-1)).toEqual({ plusDi: 0, minusDi: 0, adx: 0 });
  });
});

describeWithRecordings("the oracle's RSI, ATR, DI and ADX of length 14", () => {
  it('are those of TA-Lib', () => {
    const candles = recordedCandles(VECTOR_CANDLES).slice(0, 2000);
    const closes = candles.map(({ close }) => close);
    const movement = adx(candles, 14);
    expect(farthest(wilderRsi(closes, 14), talibColumn('rsi14'))).toBeLessThan(1e-8);
    expect(farthest(wilderAtr(candles, 14), talibColumn('atr14'))).toBeLessThan(1e-8);
    expect(
      farthest(
        movement.map(({ plusDi }) => plusDi),
        talibColumn('plusdi14'),
      ),
    ).toBeLessThan(1e-8);
    expect(
      farthest(
        movement.map(({ minusDi }) => minusDi),
        talibColumn('minusdi14'),
      ),
    ).toBeLessThan(1e-8);
    expect(
      farthest(
        movement.map((each) => each.adx),
        talibColumn('adx14'),
      ),
    ).toBeLessThan(1e-8);
  });
});
