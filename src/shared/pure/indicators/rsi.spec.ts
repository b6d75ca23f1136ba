import { Rsi, rsi } from './rsi.js';

const column = (...values: number[]): Float64Array => Float64Array.from(values);

/** The definition as the textbook writes it. */
function textbook(closes: readonly number[], length: number): number[] {
  let gain = 0;
  let loss = 0;
  return closes.map((close, i) => {
    const change = i === 0 ? 0 : close - closes[i - 1]!;
    const [up, down] = [Math.max(change, 0), Math.max(-change, 0)];
    if (i <= length) {
      gain += up / length;
      loss += down / length;
    } else {
      gain = (gain * (length - 1) + up) / length;
      loss = (loss * (length - 1) + down) / length;
    }
    if (i < length) return NaN;
    if (loss === 0) return gain === 0 ? 50 : 100;
    return 100 - 100 / (1 + gain / loss);
  });
}

describe('RSI', () => {
  it('begins with the means of the first changes, then smooths', () => {
    // Changes +2, -1, +3: gain 1, loss 0.5; then gain (1 + 3) / 2 = 2, loss 0.25.
    const [first, second, third, fourth] = rsi(column(10, 12, 11, 14), 2);
    expect([first, second]).toEqual([NaN, NaN]);
    expect(third).toBeCloseTo(100 / 1.5, 12);
    expect(fourth).toBeCloseTo(200 / 2.25, 12);
  });

  it('is 100 without losses, 0 without gains, 50 without either', () => {
    expect(rsi(column(1, 2, 3, 4, 5), 3)).toEqual(column(NaN, NaN, NaN, 100, 100));
    expect(rsi(column(5, 4, 3, 2, 1), 3)).toEqual(column(NaN, NaN, NaN, 0, 0));
    expect(rsi(column(7, 7, 7, 7, 7), 3)).toEqual(column(NaN, NaN, NaN, 50, 50));
  });

  it('stays where it was while price stands still', () => {
    const values = rsi(column(10, 12, 11, 11, 11, 11), 2);
    for (const value of values.subarray(2)) expect(value).toBeCloseTo(100 / 1.5, 12);
  });

  it('equals the textbook formula to 1e-11 over thousands of candles', () => {
    const closes = Array.from(
      { length: 4000 },
      (_, i) => 30_000 + 900 * Math.sin(i / 7) + 50 * Math.sin(i * i),
    );
    const expected = textbook(closes, 14);
    rsi(Float64Array.from(closes), 14).forEach((value, i) => {
      if (i < 14) expect(value).toBeNaN();
      else expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-11);
    });
  });

  it('knows its last value, also after a restart', () => {
    const stream = new Rsi(2);
    expect(stream.value).toBeNaN();
    for (const close of [10, 12, 11]) stream.next(close);
    expect(stream.value).toBeCloseTo(100 / 1.5, 12);
    expect(Rsi.restore(stream.snapshot()).value).toBe(stream.value);
  });

  it('writes into a column that is given, which must be as long', () => {
    const into = new Float64Array(4);
    expect(rsi(column(10, 12, 11, 14), 2, into)).toBe(into);
    expect(into[3]).toBeCloseTo(200 / 2.25, 12);
    expect(() => rsi(column(10, 12, 11, 14), 2, new Float64Array(3))).toThrow(RangeError);
  });
});
