/** Values per piece; small enough that a piece of every column stays in the first cache. */
const PIECE = 1024;

/**
 * Walks `from`..`to` in pieces. A loop over a whole column is one very long call, which the engine can only optimise while
 * it runs, and worse; a piece is a function called often.
 */
export function inPieces(
  from: number,
  to: number,
  piece: (from: number, to: number) => void,
  size: number = PIECE,
): void {
  for (let start = from; start < to; start += size) piece(start, Math.min(start + size, to));
}

/** The smallest piece that holds whole blocks only. */
export const wholeBlocks = (length: number): number => Math.ceil(PIECE / length) * length;
