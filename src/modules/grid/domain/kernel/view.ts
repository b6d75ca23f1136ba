import { formatLots, formatPrice, type MarketScale } from '../../../../shared/pure/market/scale.js';
import type { WantedOrder } from '../../../../shared/pure/strategy/order.js';
import type { GridMarket } from '../market.js';
import type { GridSettings } from '../settings/grid-settings.js';
import { cellOrder } from './arm.js';
import { initialOrder, triggerOrders } from './lay.js';
import { isLive, type CellOrder, type GridState } from './state.js';

/**
 * Every resting or pending order a running or paused grid should have now: what a restart compares with the venue. Triggers first,
 * then the initial order, then the cells from the lowest up.
 */
export function wantedOrders(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
): readonly WantedOrder[] {
  if (state.phase !== 'running' && state.phase !== 'paused') return [];
  const { initial, course } = state;
  return [
    ...triggerOrders(market, settings, state).filter(({ leg }) => course.triggers.includes(leg)),
    ...(initial === null ? [] : [initialOrder(settings.mode, state, initial.size)]),
    ...state.cells.flatMap((cell, index) => (isLive(cell) ? [cellOrder(settings, state, index, cell)] : [])),
  ];
}

/** One cell for a person: decimal texts. */
export interface CellView {
  readonly cell: number;
  readonly lower: string;
  readonly upper: string;
  readonly size: string;
  /** The side it opens with: what it does first of every pair. */
  readonly opens: 'buy' | 'sell';
  readonly order: CellOrder;
  readonly filled: string;
  readonly held: string;
}

/** The cells by their price, lowest first; none before the start. */
export const ladderView = (scale: MarketScale, { slots, cells }: GridState): readonly CellView[] =>
  cells
    .map(({ order, filled, held }, cell): CellView & { readonly at: number } => {
      const { lower, upper, size, opens } = slots[cell]!;
      return {
        cell,
        lower: formatPrice(scale, lower),
        upper: formatPrice(scale, upper),
        size: formatLots(scale, size),
        opens,
        order,
        filled: formatLots(scale, filled),
        held: formatLots(scale, held),
        at: lower,
      };
    })
    .sort((a, b) => a.at - b.at || a.cell - b.cell)
    .map(({ at: _, ...view }) => view);
