/**
 * One step of Wilder's moving average, `(average (n - 1) + value) / n`, with `weight = 1 / n` and `keep = 1 - weight`, so that
 * no division stands in the chain from one value to the next.
 * Source: J. W. Wilder, New Concepts in Technical Trading Systems (1978).
 */
export const wilder = (average: number, value: number, keep: number, weight: number): number =>
  average * keep + value * weight;

/** Wilder's true range: how far price went since the previous close. */
export const trueRange = (high: number, low: number, previousClose: number): number =>
  Math.max(high, previousClose) - Math.min(low, previousClose);
