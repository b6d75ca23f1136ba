import { Adx, adx } from './adx.js';
import { Atr, atr } from './atr.js';

const column = (...values: number[]): Float64Array => Float64Array.from(values);

// True ranges from the second candle on: 3, 3, 5, 6. Moves up: 2, 1, 0, 0; down: 0, 0, 3, 1.
const high = column(10, 12, 13, 12, 12);
const low = column(8, 9, 10, 7, 6);
const close = column(9, 11, 10, 8, 7);

describe('ATR', () => {
  it('begins with the mean of the first true ranges, which start at the second candle, then smooths', () => {
    expect(atr(high, low, close, 2)).toEqual(column(NaN, NaN, 3, 4, 5));
  });

  it('counts a gap: the range reaches to the previous close', () => {
    expect(atr(column(10, 21, 6), column(10, 20, 5), column(10, 20, 5), 1)).toEqual(column(NaN, 11, 15));
  });

  it('knows its last value, also after a restart', () => {
    const stream = new Atr(2);
    close.forEach((value, i) => stream.next(high[i]!, low[i]!, value));
    expect(stream.value).toBe(5);
    expect(Atr.restore(stream.snapshot()).value).toBe(5);
    expect(new Atr(2).value).toBeNaN();
  });

  it('refuses columns of different lengths', () => {
    expect(() => atr(high, low.subarray(1), close, 2)).toThrow(/5, 4, 5, 5/);
  });
});

describe('ADX', () => {
  it('follows TA-Lib: one move is summed, the next decays, DX 100 and 50 make the first ADX', () => {
    const columns = adx(high, low, close, 2);
    // Sums of +DM 2, 2, 1, 0.5; of -DM 0, 0, 3, 2.5; of the true range 3, 4.5, 7.25, 9.625.
    const plus = [NaN, NaN, 200 / 4.5, 100 / 7.25, 50 / 9.625];
    const minus = [NaN, NaN, 0, 300 / 7.25, 250 / 9.625];
    const index = [NaN, NaN, NaN, 75, (75 + 200 / 3) / 2];
    for (const [actual, expected] of [
      [columns.plusDi, plus],
      [columns.minusDi, minus],
      [columns.adx, index],
    ] as const) {
      actual.forEach((value, i) => {
        if (Number.isNaN(expected[i]!)) expect(value).toBeNaN();
        else expect(value).toBeCloseTo(expected[i]!, 12);
      });
    }
  });

  it('is 0 where nothing moves, and a fall then makes it 100', () => {
    const still = new Adx(2);
    for (let i = 0; i < 4; i += 1) still.next(5, 5, 5);
    expect([still.value, still.plusDi, still.minusDi]).toEqual([0, 0, 0]);
    still.next(5, 4, 4);
    expect([still.value, still.plusDi, still.minusDi]).toEqual([50, 0, 100]);
  });

  it('works at prices far below any epsilon', () => {
    const tiny = (values: Float64Array): Float64Array => values.map((value) => value * 2 ** -100);
    expect(adx(tiny(high), tiny(low), tiny(close), 2)).toEqual(adx(high, low, close, 2));
  });

  it('knows its last values, also after a restart', () => {
    const stream = new Adx(2);
    close.forEach((value, i) => stream.next(high[i]!, low[i]!, value));
    const again = Adx.restore(stream.snapshot());
    expect([again.value, again.plusDi, again.minusDi]).toEqual([stream.value, stream.plusDi, stream.minusDi]);
    expect(again.value).toBeCloseTo((75 + 200 / 3) / 2, 12);
  });
});
