import type { Lots } from '../../../../shared/pure/market/scale.js';

/** Lots of one cell in an order that is shared by several, in the order in which they are filled up. */
export type CellShare = readonly [cell: number, lots: Lots];

/** Lots of a shared order that fall to each of its cells once so many are filled. */
export function portions(shares: readonly CellShare[], filled: number): readonly CellShare[] {
  let left = filled;
  return shares.map(([cell, lots]): CellShare => {
    const part = Math.min(left, lots);
    left -= part;
    return [cell, part as Lots];
  });
}
