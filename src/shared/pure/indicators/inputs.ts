/**
 * No price or size of any market comes near it, and no sum or square of such values overflows: the memory of an
 * indicator stays finite and therefore plain JSON. (`checkValue` writes it out: the engine loads
 * an exported constant anew for every value.)
 */
export const LARGEST_INPUT = 1e100;

/** Windows longer than this are a mistake, not an indicator. */
export const LONGEST = 10_000;

/**
 * One NaN folded into a recurrence would stay in it for ever and make every later comparison false, so it is refused
 * at the door, before anything is remembered.
 * @throws RangeError when the value is NaN, infinite or beyond `LARGEST_INPUT`.
 */
export function checkValue(value: number): void {
  if (!(Math.abs(value) <= 1e100)) throw unusable(value);
}

/**
 * `checkValue` for each of `from`..`to`, given the sum of their sizes that the loop over them has gathered on its way: while
 * the sum is usable each of them is, and there is nothing to look at. @throws RangeError naming the place.
 */
export function checkSizes(sum: number, column: Float64Array, from: number, to: number): void {
  if (sum <= LARGEST_INPUT) return;
  for (let i = from; i < to; i += 1) {
    if (!(Math.abs(column[i]!) <= LARGEST_INPUT)) throw unusable(column[i]!, i);
  }
}

/** Columns of one series are equally long. @throws RangeError */
export function checkSameLength(...columns: readonly Float64Array[]): void {
  const lengths = columns.map((column) => column.length);
  if (new Set(lengths).size > 1) throw new RangeError(`columns of different lengths: ${lengths.join(', ')}`);
}

/** @throws RangeError when `length` is not a whole number of `least`..`LONGEST`. */
export function checkLength(length: number, least: number): number {
  if (Number.isSafeInteger(length) && length >= least && length <= LONGEST) return length;
  throw new RangeError(`length must be a whole number ${least}..${LONGEST}, not ${length}`);
}

/** A number of a snapshot: JSON turns NaN into null, which arithmetic would take for 0. @throws RangeError */
export function checkRemembered(value: number): number {
  if (Number.isFinite(value)) return value;
  throw new RangeError(`a snapshot must hold finite numbers, not ${String(value)}`);
}

/** A counter of a snapshot. @throws RangeError */
export function checkCount(value: number, most: number): number {
  if (Number.isSafeInteger(value) && value >= 0 && value <= most) return value;
  throw new RangeError(`a snapshot must count 0..${most}, not ${String(value)}`);
}

function unusable(value: number, at?: number): RangeError {
  const place = at === undefined ? '' : ` at index ${at}`;
  return new RangeError(`not a usable value${place}: ${value}; finite and at most ${LARGEST_INPUT} wanted`);
}
