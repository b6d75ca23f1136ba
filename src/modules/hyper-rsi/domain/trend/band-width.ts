/** Population standard deviations from the mean to each band. */
const DEVIATIONS = 1.5;

/** Mean of `from`..`to` (exclusive), added up from the oldest on. */
export function mean(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += values[i]!;
  return sum / (to - from);
}

/**
 * Distance of each band from the mean, in two passes. Exactly 0 where all closes are equal: a mean that has been rounded
 * would leave a deviation there.
 */
export function bandDistance(closes: Float64Array, from: number, to: number, middle: number): number {
  if (areEqual(closes, from, to)) return 0;
  let squares = 0;
  for (let i = from; i < to; i += 1) {
    const distance = closes[i]! - middle;
    squares += distance * distance;
  }
  return DEVIATIONS * Math.sqrt(squares / (to - from));
}

/** Width of the bands relative to their mean, times ten. */
export const bandWidth = (middle: number, distance: number): number =>
  (10 * (middle + distance - (middle - distance))) / middle;

/** Where the close lies between the lower (0) and the upper band (1), or beyond them; the distance is not 0. */
export const bandPlace = (close: number, middle: number, distance: number): number => {
  const lower = middle - distance;
  return (close - lower) / (middle + distance - lower);
};

/** Nearly always over with the first pair. */
function areEqual(values: Float64Array, from: number, to: number): boolean {
  const newest = values[to - 1]!;
  for (let i = to - 2; i >= from; i -= 1) if (values[i] !== newest) return false;
  // A window that is not full is not equal to anything.
  return !Number.isNaN(newest);
}
