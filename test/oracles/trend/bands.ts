import { mean, NONE, populationDeviation, upTo } from '../numbers.js';

/** Bollinger bands of one window of closes. */
export interface Band {
  /** BBW, ten times the width over the mean. */
  readonly width: number;
  /** BBR, where the last close stands between the bands; NONE when they coincide because no close differs. */
  readonly position: number;
}

export function band(closes: readonly number[]): Band {
  const m = mean(closes);
  const d = 1.5 * populationDeviation(closes);
  const upper = m + d;
  const lower = m - d;
  const close = closes.at(-1)!;
  return {
    width: (10 * (upper - lower)) / m,
    position: d === 0 ? NONE : (close - lower) / (upper - lower),
  };
}

/** The bands over the last `count` closes at every candle, NONE while there are fewer. */
export const bands = (closes: readonly number[], count: number): readonly Band[] =>
  closes.map((_, index) => {
    const window = upTo(closes, index, count);
    return window === null ? { width: NONE, position: NONE } : band(window);
  });
