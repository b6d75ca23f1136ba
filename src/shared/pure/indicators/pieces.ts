const PIECE = 4096;

/**
 * Cuts `from`..`to` into pieces. The loop over a piece is a plain function of numbers and columns that is called often: a loop
 * over a whole column would be one long call, which the engine optimises only while it runs, and worse; a method or a
 * closure loses its optimised code at each full garbage collection that finds no instance of its class.
 */
export function* pieces(
  from: number,
  to: number,
  size: number = PIECE,
): Generator<readonly [number, number]> {
  for (let start = from; start < to; start += size) yield [start, Math.min(start + size, to)];
}

/** The smallest piece that holds whole blocks only. */
export const wholeBlocks = (length: number): number => Math.ceil(PIECE / length) * length;
