import type { CandleSketch } from './candle-text.js';

/** Seeded luck for tests: mulberry32. */
export function luck(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A random walk around `price`, with gaps in time and in price, in cents. */
export function walk(
  seed: number,
  count: number,
  {
    price = 100,
    step = 1,
    gaps = true,
  }: { readonly price?: number; readonly step?: number; readonly gaps?: boolean } = {},
): readonly CandleSketch[] {
  const random = luck(seed);
  const cents = (value: number): number => Math.max(1, Math.round(value * 100)) / 100;
  const sketches: CandleSketch[] = [];
  let last = price;
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    const open = gaps && random() < 0.05 ? cents(last + (random() - 0.5) * 4 * step) : last;
    const close = cents(open + (random() - 0.5) * 2 * step + (price - open) * 0.01);
    const high = cents(Math.max(open, close) + random() * step);
    const low = Math.min(open, close, cents(Math.min(open, close) - random() * step));
    sketches.push([open, high, low, close, at]);
    at += gaps && random() < 0.02 ? 1 + Math.floor(random() * 40) : 1;
    last = close;
  }
  return sketches;
}
