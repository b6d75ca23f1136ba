import fc from 'fast-check';
import { adx, atr, bollinger, ema, rsi, sma } from '../../src/shared/pure/indicators/index.js';
import { anyCandles, walk } from './candles.js';

const lengths = fc.integer({ min: 2, max: 9 });
const warm = (column: Float64Array): number[] => [...column].filter((value) => !Number.isNaN(value));
const map = (column: Float64Array, change: (value: number) => number): Float64Array => column.map(change);

function expectClose(actual: Float64Array, expected: Float64Array, tolerance: number): void {
  actual.forEach((value, i) => {
    if (Number.isNaN(expected[i]!)) expect(value).toBeNaN();
    else expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(tolerance * (1 + Math.abs(expected[i]!)));
  });
}

describe('invariants', () => {
  it('the RSI stays within 0 and 100', () => {
    fc.assert(
      fc.property(lengths, anyCandles(60), (length, { close }) => {
        for (const value of warm(rsi(close, length))) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(100);
        }
      }),
    );
  });

  it('+DI, -DI and the ADX stay within 0 and 100 up to rounding', () => {
    fc.assert(
      fc.property(lengths, anyCandles(60), (length, { high, low, close }) => {
        for (const column of Object.values(adx(high, low, close, length) as object) as Float64Array[]) {
          for (const value of warm(column)) {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(100 * (1 + 1e-12));
          }
        }
      }),
    );
  });

  it('the ATR is never negative, and the bands never cross', () => {
    fc.assert(
      fc.property(lengths, anyCandles(60), (length, { high, low, close }) => {
        for (const value of warm(atr(high, low, close, length))) expect(value).toBeGreaterThanOrEqual(0);
        const { upper, middle, lower } = bollinger(close, length, 2);
        middle.forEach((value, i) => {
          if (i + 1 < length) return;
          expect(upper[i]!).toBeGreaterThanOrEqual(value);
          expect(lower[i]!).toBeLessThanOrEqual(value);
        });
      }),
    );
  });

  it('the middle band is the SMA, bit for bit', () => {
    fc.assert(
      fc.property(lengths, anyCandles(60), (length, { close }) => {
        expect(bollinger(close, length, 2).middle).toEqual(sma(close, length));
      }),
    );
  });

  it('at another price level means and bands move along, and what measures changes stays', () => {
    const { high, low, close } = walk(600);
    const shift = (value: number): number => value + 4096;
    const [h, l, c] = [map(high, shift), map(low, shift), map(close, shift)];
    expectClose(rsi(c, 14), rsi(close, 14), 1e-9);
    expectClose(atr(h, l, c, 14), atr(high, low, close, 14), 1e-9);
    expectClose(adx(h, l, c, 14).adx, adx(high, low, close, 14).adx, 1e-9);
    expectClose(sma(c, 20), map(sma(close, 20), shift), 1e-12);
    expectClose(ema(c, 20), map(ema(close, 20), shift), 1e-12);
    expectClose(bollinger(c, 20, 2).upper, map(bollinger(close, 20, 2).upper, shift), 1e-12);
  });

  it('in another currency prices scale, and what is relative stays; a power of two changes no bit', () => {
    const { high, low, close } = walk(600);
    const scale = (value: number): number => value * 1024;
    const [h, l, c] = [map(high, scale), map(low, scale), map(close, scale)];
    expect(rsi(c, 14)).toEqual(rsi(close, 14));
    expect(adx(h, l, c, 14)).toEqual(adx(high, low, close, 14));
    expect(atr(h, l, c, 14)).toEqual(map(atr(high, low, close, 14), scale));
    expect(sma(c, 20)).toEqual(map(sma(close, 20), scale));
    expect(ema(c, 20)).toEqual(map(ema(close, 20), scale));
    expect(bollinger(c, 20, 2).lower).toEqual(map(bollinger(close, 20, 2).lower, scale));
  });

  it('turned upside down the RSI is mirrored at 50 and the bands change places', () => {
    const { close } = walk(600);
    const turned = map(close, (value) => -value);
    expectClose(
      rsi(turned, 14),
      map(rsi(close, 14), (value) => 100 - value),
      1e-12,
    );
    expect(bollinger(turned, 20, 2).upper).toEqual(map(bollinger(close, 20, 2).lower, (value) => -value));
  });

  it('forgets where history began: after 21 lengths Wilder values agree to 1e-9, window values after one', () => {
    const { high, low, close } = walk(1200);
    const from = 500;
    const late = 21 * 14;
    const tail = (column: Float64Array, skip: number): Float64Array => column.subarray(skip);
    const part = { high: high.slice(from), low: low.slice(from), close: close.slice(from) };
    expectClose(tail(rsi(part.close, 14), late), tail(rsi(close, 14), from + late), 1e-9);
    expectClose(
      tail(atr(part.high, part.low, part.close, 14), late),
      tail(atr(high, low, close, 14), from + late),
      1e-9,
    );
    expectClose(tail(sma(part.close, 20), 20), tail(sma(close, 20), from + 20), 1e-14);
    expectClose(
      tail(bollinger(part.close, 20, 2).upper, 20),
      tail(bollinger(close, 20, 2).upper, from + 20),
      1e-12,
    );
  });
});
