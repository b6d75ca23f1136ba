import fc from 'fast-check';
import { Bollinger, bollinger } from './bollinger.js';

const column = (...values: number[]): Float64Array => Float64Array.from(values);

/** Standard deviation of whole numbers without a rounding before the last step. */
function exactDeviation(values: readonly number[]): number {
  const n = BigInt(values.length);
  const sum = values.reduce((all, value) => all + BigInt(value), 0n);
  const squares = values.reduce((all, value) => all + BigInt(value) ** 2n, 0n);
  return Math.sqrt(Number(n * squares - sum * sum)) / values.length;
}

describe('Bollinger bands', () => {
  it('lie population standard deviations around the mean', () => {
    const { upper, middle, lower } = bollinger(column(1, 2, 3, 4, 6), 4, 2);
    expect(middle).toEqual(column(NaN, NaN, NaN, 2.5, 3.75));
    expect(upper[3]).toBeCloseTo(2.5 + 2 * Math.sqrt(1.25), 12);
    expect(lower[4]).toBeCloseTo(3.75 - 2 * Math.sqrt(2.1875), 12);
  });

  it('have exactly no width as soon as all closes of the window are equal, whatever came before', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 30 }),
        fc.array(fc.double({ min: -1e12, max: 1e12, noNaN: true }), { maxLength: 70 }),
        fc.double({ min: -1e9, max: 1e9, noNaN: true }),
        (length, before, close) => {
          const closes = Float64Array.from([...before, ...new Array<number>(length + 40).fill(close)]);
          const { upper, middle, lower } = bollinger(closes, length, 2);
          const first = before.length + length - 1;
          const still = new Set([...upper, ...middle, ...lower].filter((_, i) => i % closes.length >= first));
          expect([...still]).toEqual([close + 0]);
        },
      ),
    );
  });

  it('keep their precision where prices are high, noise is small and a spike has just left', () => {
    const noise = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 21, maxLength: 60 });
    fc.assert(
      fc.property(noise, fc.integer({ min: 0, max: 20 }), (digits, spike) => {
        const closes = digits.map((digit, i) => 160_000_000_000 + digit + (i === spike ? 9e11 : 0));
        const { upper, middle } = bollinger(Float64Array.from(closes), 20, 100);
        for (let i = 19; i < closes.length; i += 1) {
          const exact = exactDeviation(closes.slice(i - 19, i + 1));
          // The mean and the band are rounded to about 3e-5 of a tick at this price; so is their difference.
          expect(Math.abs((upper[i]! - middle[i]!) / 100 - exact)).toBeLessThanOrEqual(1e-6 + 1e-12 * exact);
        }
      }),
    );
  });

  it('do not drift: after 300,000 closes the last window is as exact as the first', () => {
    const closes = Float64Array.from({ length: 300_000 }, (_, i) => 50_000 + ((i * 7919) % 10_007));
    const { upper, middle } = bollinger(closes, 20, 1);
    const window = [...closes.subarray(-20)];
    const exact = exactDeviation(window);
    const mean = window.reduce((sum, value) => sum + value, 0) / 20;
    expect(middle.at(-1)).toBeCloseTo(mean, 9);
    expect(upper.at(-1)! - middle.at(-1)!).toBeCloseTo(exact, 9);
  });

  it('know where they are, also after a restart and after a column', () => {
    const stream = new Bollinger(4, 2);
    expect([stream.upper, stream.middle, stream.lower]).toEqual([NaN, NaN, NaN]);
    const columns = stream.fold(column(1, 2, 3, 4, 6, 9, 2, 5));
    const again = Bollinger.restore(stream.snapshot());
    for (const it of [stream, again]) {
      expect([it.upper, it.middle, it.lower]).toEqual([
        columns.upper[7],
        columns.middle[7],
        columns.lower[7],
      ]);
    }
  });

  it.each([-1, 101, NaN, Infinity])('refuse %p deviations', (deviations) => {
    expect(() => new Bollinger(20, deviations)).toThrow(/deviations/);
  });

  it('refuse a snapshot whose blocks do not fit its values', () => {
    const snapshot = new Bollinger(4, 2).snapshot();
    for (const window of [
      { head: 0, values: [1, 2, 3, 4] },
      { head: 3, values: [1, 2] },
      { head: 5, values: [1, 2, 3, 4] },
      { head: 1, values: [1, 2, 3, 4, 5] },
    ]) {
      expect(() => Bollinger.restore({ ...snapshot, window })).toThrow(RangeError);
    }
  });
});
