import fc from 'fast-check';
import type { PriceColumns } from '../../src/shared/pure/indicators/index.js';

/** A candle by its close and how far its high and low lie beyond the closes around it. */
type Shape = readonly [close: number, above: number, below: number];

/** Columns in which every candle holds its own close and the one before, as candles without gaps do. */
export function columnsOf(shapes: readonly Shape[]): PriceColumns {
  const size = shapes.length;
  const prices = {
    high: new Float64Array(size),
    low: new Float64Array(size),
    close: new Float64Array(size),
  };
  shapes.forEach(([close, above, below], i) => {
    const open = shapes[i - 1]?.[0] ?? close;
    prices.high[i] = Math.max(open, close) + above;
    prices.low[i] = Math.min(open, close) - below;
    prices.close[i] = close;
  });
  return prices;
}

const cents = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max }).map((value) => value / 100);

/** Prices of every temper: still, quiet, wild, with spikes, and anything a double can be. */
const close = fc.oneof(
  fc.constant(100),
  cents(10_000),
  cents(100_000_000),
  fc.double({ min: -1e12, max: 1e12, noNaN: true }),
);
const reach = fc.oneof(fc.constant(0), cents(500));

export const anyCandles = (maxLength: number): fc.Arbitrary<PriceColumns> =>
  fc.array(fc.tuple(close, reach, reach), { maxLength }).map(columnsOf);

/** A long reproducible walk; the generator is a linear congruence, so the series is the same everywhere. */
export function walk(size: number, start = 30_000, step = 40): PriceColumns {
  let state = 12_345;
  const random = (): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32;
  };
  let price = start;
  return columnsOf(
    Array.from({ length: size }, () => {
      price += (random() - 0.5) * step;
      return [price, random() * step, random() * step] as const;
    }),
  );
}

export const slice = (
  { high, low, close: closes }: PriceColumns,
  from: number,
  to: number,
): PriceColumns => ({
  high: high.slice(from, to),
  low: low.slice(from, to),
  close: closes.slice(from, to),
});
