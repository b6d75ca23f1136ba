import { isLegal, type Lots, type Price } from '../../../../shared/pure/market/scale.js';
import { opposite, type LimitOrder, type Side } from '../../../../shared/pure/strategy/order.js';
import type { CancelOutput, PlaceOutput } from '../../../../shared/pure/strategy/output.js';
import { isReduceOnly, openingSide } from '../ladder/sides.js';
import type { GridMarket } from '../market.js';
import type { GridSettings } from '../settings/grid-settings.js';
import { cellLeg, NO_TRADES, type Cell, type GridState } from './state.js';

/** What the next order of a cell is for: to fill it up, or to empty it. */
export type Want = 'open' | 'close';

export interface Armed {
  readonly cell: Cell;
  readonly output: PlaceOutput;
}

/** The side a cell of this ladder opens with. */
export const opens = ({ mode }: GridSettings, state: GridState, index: number): Side =>
  openingSide(mode, state.waiting, index);

/** A cell's buy rests at its lower line, its sell at its upper one. */
export const linePrice = ({ ladder }: GridState, index: number, side: Side): Price =>
  ladder.lines[side === 'buy' ? index : index + 1]!;

/**
 * Gives a cell its next order. What would be below the venue's minimum is not placed alone but merged: too little to
 * close is filled up first, too little to fill up is closed first.
 */
export function arm(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
  index: number,
  cell: Cell,
  want: Want,
): Armed {
  const opening = opens(settings, state, index);
  const whole = state.ladder.sizes[index]!;
  const toClose = cell.held;
  const toOpen = (whole - cell.held) as Lots;
  const legal = (side: Side, size: Lots): boolean =>
    size === whole || isLegal(market.scale, linePrice(state, index, side), size);
  const closes =
    want === 'close'
      ? legal(opposite(opening), toClose) || toOpen <= 0
      : !legal(opening, toOpen) && legal(opposite(opening), toClose);
  const size = closes ? toClose : legal(opening, toOpen) ? toOpen : whole;
  return place(settings, state, index, cell, closes ? opposite(opening) : opening, size);
}

function place(
  settings: GridSettings,
  state: GridState,
  index: number,
  cell: Cell,
  side: Side,
  size: Lots,
): Armed {
  const next: Cell = {
    order: side,
    orders: cell.orders + 1,
    size,
    filled: 0 as Lots,
    held: cell.held,
    trades: NO_TRADES,
  };
  return {
    cell: next,
    output: { kind: 'place', order: cellOrder(settings, state, index, next), replaces: null },
  };
}

/** The live order of a cell, as it was placed. */
export function cellOrder(settings: GridSettings, state: GridState, index: number, cell: Cell): LimitOrder {
  const side = cell.order as Side;
  return {
    type: 'limit',
    leg: cellLeg(index, cell.orders),
    cycle: state.generation,
    side,
    price: linePrice(state, index, side),
    size: cell.size,
    reason: side === 'buy' ? 'grid-buy' : 'grid-sell',
    reduceOnly: isReduceOnly(settings, side),
  };
}

export const cancel = ({ generation }: GridState, leg: string): CancelOutput => ({
  kind: 'cancel',
  leg,
  cycle: generation,
});
