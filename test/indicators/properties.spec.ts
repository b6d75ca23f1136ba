import fc from 'fast-check';
import type { PriceColumns } from '../../src/shared/pure/indicators/index.js';
import { anyCandles, slice, walk } from './candles.js';
import { FAMILY, type Stream } from './family.js';

/** Every output of each candle, one list per output. */
const streamed = (stream: Stream, { high, low, close }: PriceColumns): number[][] => {
  const rows = Array.from(close, (value, i) => stream.next(high[i]!, low[i]!, value));
  return rows.length === 0 ? [] : rows[0]!.map((_, output) => rows.map((row) => row[output]!));
};
const folded = (stream: Stream, prices: PriceColumns): number[][] =>
  prices.close.length === 0 ? [] : stream.fold(prices).map((column) => [...column]);
const joined = (parts: readonly number[][][]): number[][] =>
  parts.reduce(
    (all, part) => (all.length === 0 ? part : all.map((column, i) => [...column, ...(part[i] ?? [])])),
    [],
  );
const jsonOf = (stream: Stream): string => JSON.stringify(stream.snapshot());

describe.each(FAMILY)('$name', ({ least, warmUp, start, restore }) => {
  const lengths = fc.integer({ min: least, max: 9 });

  it('a column and its candles one by one give the same bits', () => {
    fc.assert(
      fc.property(lengths, anyCandles(70), (length, prices) => {
        expect(folded(start(length), prices)).toEqual(streamed(start(length), prices));
      }),
    );
  });

  it('a column of thousands, fed in parts with single candles between them, gives the same bits', () => {
    const prices = walk(5000);
    const whole = streamed(start(14), prices);
    const stream = start(14);
    const cuts = [0, 1, 9, 10, 1500, 1507, 4100, 5000];
    const parts = cuts.slice(1).map((to, i) => {
      const part = slice(prices, cuts[i]!, to);
      return i % 3 === 2 ? streamed(stream, part) : folded(stream, part);
    });
    expect(joined(parts)).toEqual(whole);
    expect(folded(start(14), prices)).toEqual(whole);
  });

  it('restored from JSON at any candle it goes on with the same bits', () => {
    fc.assert(
      fc.property(lengths, anyCandles(60), fc.nat(60), (length, prices, at) => {
        const before = slice(prices, 0, at);
        const after = slice(prices, at, prices.close.length);
        const unbroken = start(length);
        streamed(unbroken, before);
        const broken = restore(JSON.parse(jsonOf(unbroken)));
        expect(jsonOf(broken)).toBe(jsonOf(unbroken));
        expect(folded(broken, after)).toEqual(streamed(unbroken, after));
        expect(jsonOf(broken)).toBe(jsonOf(unbroken));
      }),
    );
  });

  it('no value depends on a later candle', () => {
    fc.assert(
      fc.property(lengths, anyCandles(50), anyCandles(20), (length, prices, later) => {
        const size = prices.close.length;
        const longer = {
          high: Float64Array.of(...prices.high, ...later.high),
          low: Float64Array.of(...prices.low, ...later.low),
          close: Float64Array.of(...prices.close, ...later.close),
        };
        const known = folded(start(length), longer).map((column) => column.slice(0, size));
        if (size > 0) expect(known).toEqual(folded(start(length), prices));
      }),
    );
  });

  it('has its first value exactly when its warm-up says, and one at every candle from then on', () => {
    fc.assert(
      fc.property(lengths, anyCandles(60), (length, prices) => {
        const main = folded(start(length), prices)[0] ?? [];
        main.forEach((value, i) => {
          expect(Number.isFinite(value)).toBe(i + 1 >= warmUp(length));
        });
      }),
    );
  });

  it.each([NaN, Infinity, -Infinity, 1e101])('refuses %p before remembering anything', (unusable) => {
    const prices = walk(40);
    const stream = start(5);
    streamed(stream, slice(prices, 0, 20));
    const before = stream.snapshot();
    expect(() => stream.next(101, 99, unusable)).toThrow(RangeError);
    expect(stream.snapshot()).toEqual(before);
    prices.close[30] = unusable;
    expect(() => start(5).fold(prices)).toThrow(/not a usable value/);
  });

  it.each([least - 1, 0, -3, 2.5, NaN, Infinity, 10_001])('refuses the length %p', (length) => {
    expect(() => start(length)).toThrow(RangeError);
  });

  it('refuses a snapshot in which a number was lost', () => {
    const stream = start(5);
    streamed(stream, walk(20));
    const text = jsonOf(stream);
    const numbers = [...text.matchAll(/(?<=[:[,])-?\d[\d.e+-]*/g)];
    expect(numbers.length).toBeGreaterThan(2);
    for (const { 0: number, index } of numbers) {
      const damaged = `${text.slice(0, index)}null${text.slice(index + number.length)}`;
      expect(() => restore(JSON.parse(damaged))).toThrow(RangeError);
    }
  });
});
