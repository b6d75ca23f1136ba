import type { PositionSide, Side } from '../../../../shared/pure/strategy/order.js';
import type { GridMode, GridSettings } from '../settings/grid-settings.js';

/**
 * The order that opens a cell; the other one closes it. Spot and long buy first, short sells first; in a neutral grid the
 * cells below the waiting line buy first and the cells from it on sell first.
 */
export function openingSide(mode: GridMode, waiting: number, cell: number): Side {
  if (mode === 'neutral') return cell < waiting ? 'buy' : 'sell';
  return mode === 'short' ? 'sell' : 'buy';
}

/** Side of the position a cell holds when it is open; side of its trades. */
export const cellSide = (mode: GridMode, waiting: number, cell: number): PositionSide =>
  openingSide(mode, waiting, cell) === 'buy' ? 'long' : 'short';

/** Cells `from` (included) to `to` (not included). */
export interface CellRange {
  readonly from: number;
  readonly to: number;
}

export const NO_CELLS: CellRange = { from: 0, to: 0 };

/** Cells that start with the order which closes them, so need something to close: sells of spot and long, buys of short. */
export function needyCells(mode: GridMode, waiting: number, cells: number): CellRange {
  if (mode === 'neutral') return NO_CELLS;
  return mode === 'short' ? { from: 0, to: waiting } : { from: waiting, to: cells };
}

/** The cells of a range, the nearest to the price first: upwards on spot and long, downwards on short. */
export function nearestFirst(mode: GridMode, { from, to }: CellRange): readonly number[] {
  const upwards = Array.from({ length: to - from }, (_, index) => from + index);
  return mode === 'short' ? upwards.reverse() : upwards;
}

/** True when an order of this side makes the position of a one-sided perpetual smaller. Spot and neutral have none. */
export function isReduceOnly({ mode }: Pick<GridSettings, 'mode'>, side: Side): boolean {
  return mode === 'long' ? side === 'sell' : mode === 'short' ? side === 'buy' : false;
}
