import { isLegal, type Lots } from '../../../../shared/pure/market/scale.js';
import { opposite, type LimitOrder, type Side } from '../../../../shared/pure/strategy/order.js';
import type { CancelOutput, PlaceOutput } from '../../../../shared/pure/strategy/output.js';
import { isReduceOnly } from '../ladder/sides.js';
import { isSameSlot, lineOf, type Slot } from '../ladder/slots.js';
import type { GridMarket } from '../market.js';
import type { GridSettings } from '../settings/grid-settings.js';
import { isBarred, isParting } from './barred.js';
import { cellLeg, NO_TRADES, withCell, type Cell, type GridState } from './state.js';

/** What the next order of a cell is for: to fill it up, or to empty it. */
export type Want = 'open' | 'close';

/** A state in which a cell has got its next order, and that order; null when the cell is kept from trading. */
export interface Armed {
  readonly state: GridState;
  readonly output: PlaceOutput | null;
}

/** The side a cell opens with. */
export const opens = (state: GridState, index: number): Side => state.slots[index]!.opens;

/**
 * Gives a cell its next order. What would be below the venue's minimum is not placed alone but merged: too little to
 * close is filled up first, too little to fill up is closed first. A cell that holds nothing takes the slot it is to have.
 */
export function arm(
  market: GridMarket,
  settings: GridSettings,
  before: GridState,
  index: number,
  cell: Cell,
  want: Want,
  quietSince: number | null = before.quietSince,
): Armed {
  const state = cell.held === 0 && before.targets !== null ? arrivedAt(before, index) : before;
  const slot = state.slots[index]!;
  const closing = opposite(slot.opens);
  const toClose = cell.held;
  const toOpen = (slot.size - cell.held) as Lots;
  const mayClose = isLegalIn(market, slot, closing, toClose);
  const mayOpen = isLegalIn(market, slot, slot.opens, toOpen);
  const closes = want === 'close' ? mayClose || toOpen <= 0 : !mayOpen && mayClose;
  if (isParting(state, slot) || (!closes && isBarred(settings, market.scale, state, slot)))
    return { state: withCell(state, index, bare(cell, 'barred'), quietSince), output: null };
  const size = closes ? toClose : mayOpen ? toOpen : slot.size;
  const next: Cell = {
    order: closes ? closing : slot.opens,
    orders: cell.orders + 1,
    size,
    filled: 0 as Lots,
    held: cell.held,
    trades: NO_TRADES,
  };
  const order = cellOrder(settings, state, index, next);
  return {
    state: withCell(state, index, next, quietSince),
    output: { kind: 'place', order, replaces: null },
  };
}

/** The whole size of a slot was looked at when the ladder was laid. */
const isLegalIn = ({ scale }: GridMarket, slot: Slot, side: Side, size: Lots): boolean =>
  size === slot.size || isLegal(scale, lineOf(slot, side), size);

/** A cell without an order. */
export const bare = (cell: Cell, order: 'barred' | 'missing' | 'idle' | 'done'): Cell => ({
  order,
  orders: cell.orders,
  size: 0 as Lots,
  filled: 0 as Lots,
  held: cell.held,
  trades: NO_TRADES,
});

/** The state in which a cell works where it is to work. */
export function arrivedAt(state: GridState, index: number): GridState {
  const { targets } = state;
  if (targets === null || isSameSlot(targets[index]!, state.slots[index]!)) return state;
  const slots = state.slots.slice();
  slots[index] = targets[index]!;
  return { ...state, slots, targets: isEverywhere(slots, targets) ? null : targets };
}

const isEverywhere = (slots: readonly Slot[], targets: readonly Slot[]): boolean =>
  slots.every((slot, index) => isSameSlot(slot, targets[index]!));

/** The live order of a cell, as it was placed. */
export function cellOrder(settings: GridSettings, state: GridState, index: number, cell: Cell): LimitOrder {
  const side = cell.order as Side;
  return {
    type: 'limit',
    leg: cellLeg(index, cell.orders),
    cycle: state.generation,
    side,
    price: lineOf(state.slots[index]!, side),
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
