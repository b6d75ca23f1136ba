const PIECE = 4096;

/**
 * Walks `from`..`to` in pieces. The loops over a piece are plain functions of numbers and columns, called often: a loop over
 * a whole column would be one long call, which the engine optimises only while it runs, and worse; a method would lose its
 * optimised code at each full garbage collection that finds no instance of its class.
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
