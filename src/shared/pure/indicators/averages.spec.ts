import { Ema, ema } from './ema.js';
import { Sma, sma } from './sma.js';

const column = (...values: number[]): Float64Array => Float64Array.from(values);

describe('SMA', () => {
  it('is the mean of the last closes', () => {
    expect(sma(column(1, 2, 3, 7, 8), 3)).toEqual(column(NaN, NaN, 2, 4, 6));
    expect(sma(column(4, 9), 1)).toEqual(column(4, 9));
  });

  it('is exactly the close while all closes of the window are equal', () => {
    const values = sma(column(9e9, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1), 3);
    expect(values.subarray(3)).toEqual(column(0.1, 0.1, 0.1, 0.1, 0.1));
  });

  it('knows its last value, also after a restart', () => {
    const stream = new Sma(3);
    for (const close of [1, 2, 3, 7]) stream.next(close);
    expect(stream.value).toBe(4);
    expect(Sma.restore(stream.snapshot()).value).toBe(4);
    expect(Sma.restore(new Sma(3).snapshot()).value).toBeNaN();
  });
});

describe('EMA', () => {
  it('begins with the simple mean and then follows with weight 2 / (length + 1)', () => {
    expect(ema(column(1, 2, 3, 5, 3.5), 3)).toEqual(column(NaN, NaN, 2, 3.5, 3.5));
    expect(ema(column(4, 9), 1)).toEqual(column(4, 9));
  });

  it('leaves a constant price exactly as it is', () => {
    const values = ema(new Float64Array(2000).fill(101.37), 2);
    expect(new Set(values.subarray(1))).toEqual(new Set([101.37]));
  });

  it('knows its last value, also after a restart', () => {
    const stream = new Ema(3);
    for (const close of [1, 2, 3, 5]) stream.next(close);
    expect(stream.value).toBe(3.5);
    expect(Ema.restore(stream.snapshot()).value).toBe(3.5);
    expect(new Ema(3).value).toBeNaN();
  });
});
