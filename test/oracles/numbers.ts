/** A value that does not exist (yet). Every comparison with NaN is false, which is what the strategy page asks for. */
export const NONE = NaN;

/** Sum from the oldest to the newest. */
export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export const mean = (values: readonly number[]): number => sum(values) / values.length;

/** Root of the mean squared distance from the mean, in two passes; exactly 0 for equal values. */
export function populationDeviation(values: readonly number[]): number {
  if (values.every((value) => value === values[0])) return 0;
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

/** The `count` values up to and including `index`, or null while there are fewer. */
export const upTo = (values: readonly number[], index: number, count: number): readonly number[] | null =>
  index + 1 < count ? null : values.slice(index + 1 - count, index + 1);

/** The value at an index, NONE where the list has none. */
export const at = (values: readonly number[], index: number): number => values[index] ?? NONE;
