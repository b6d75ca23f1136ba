import { formatLots, formatPrice, type MarketScale } from '../../../../shared/pure/market/scale.js';
import type { WantedOrder } from '../../../../shared/pure/strategy/order.js';
import type { GridMarket } from '../market.js';
import type { GridSettings } from '../settings/grid-settings.js';
import { cellOrder } from './arm.js';
import { initialOrder, triggerOrders } from './start.js';
import { isLive, type CellOrder, type GridState } from './state.js';

/**
 * Every resting or pending order a running grid should have now: what a restart compares with the venue. Triggers first,
 * then the initial order, then the cells from the lowest up.
 */
export function wantedOrders(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
): readonly WantedOrder[] {
  if (state.phase !== 'running') return [];
  const { initial } = state;
  return [
    ...triggerOrders(market, settings, state),
    ...(initial === null ? [] : [initialOrder(settings, state, initial.size)]),
    ...state.cells.flatMap((cell, index) => (isLive(cell) ? [cellOrder(settings, state, index, cell)] : [])),
  ];
}

/** One cell for a person: decimal texts. */
export interface CellView {
  readonly cell: number;
  readonly lower: string;
  readonly upper: string;
  readonly size: string;
  readonly order: CellOrder;
  readonly filled: string;
  readonly held: string;
}

export const ladderView = (scale: MarketScale, { ladder, cells }: GridState): readonly CellView[] =>
  cells.map(({ order, filled, held }, cell) => ({
    cell,
    lower: formatPrice(scale, ladder.lines[cell]!),
    upper: formatPrice(scale, ladder.lines[cell + 1]!),
    size: formatLots(scale, ladder.sizes[cell]!),
    order,
    filled: formatLots(scale, filled),
    held: formatLots(scale, held),
  }));
