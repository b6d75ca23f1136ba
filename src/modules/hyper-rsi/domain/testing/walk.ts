/**
 * A walk of prices that is the same every time: quiet and wild stretches, rises and falls, so that every state of the trend
 * comes up. Rounded to cents like prices of a market.
 */
export function walk(count: number, seed = 1): Float64Array {
  const next = numbers(seed);
  const closes = new Float64Array(count);
  let price = 30_000;
  let wildness = 1;
  let drift = 0;
  for (let i = 0; i < count; i += 1) {
    if (next() < 0.01) wildness = [0.3, 1, 3][Math.floor(next() * 3)]!;
    if (next() < 0.01) drift = (next() - 0.5) * 0.4;
    const noise = next() + next() + next() + next() - 2;
    price *= Math.exp(0.001 * wildness * (noise + drift));
    closes[i] = Math.round(price * 100) / 100;
  }
  return closes;
}

/** Numbers of 0..1 from a seed (Park and Miller). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 0x7fffffff;
    return state / 0x7fffffff;
  };
}
