import { formatLots, type Lots } from '../../../../../shared/pure/market/scale.js';
import type { PositionChangedInput, StopAskedInput } from '../../../../../shared/pure/strategy/input.js';
import { increased, reduced } from '../../position.js';
import { hedgeLegOf, type HedgeLeg } from '../../state.js';
import { endInstance } from '../close.js';
import { entrySide, note, type Turn } from '../turn.js';
import { closeHedge, endHedge } from './close-hedge.js';
import { cancelHedgeOrder, changeHedge, hedgeOrders } from './leg.js';
import { protectHedge } from './protect-hedge.js';

/**
 * The position differs from what the fills explain. With a hedge there are two: a size says by its sign which one it is
 * about unless it is named, and 0 says that both are gone (what a liquidation of the whole account leaves).
 * @returns true when it is about the hedge alone.
 */
export function hedgeAdjusted(
  turn: Turn,
  { size, position, cause, price, at }: PositionChangedInput,
): boolean {
  const leg = hedgeLegOf(turn.state);
  if (leg === null || leg.size === 0) return false;
  const about = position ?? (size === 0 ? 'both' : size > 0 ? 'long' : 'short');
  if (about !== 'both' && about !== leg.side) return false;
  const lots = Math.abs(size);
  if (lots !== leg.size) {
    const text = formatLots(turn.plan.market.scale, lots);
    note(turn, cause === 'liquidation' ? 'liquidated' : 'adjusted', { size: text });
    changeHedge(turn, adjusted(turn, leg, lots, price, at));
    if (lots === 0) endHedge(turn, null);
    else protectHedge(turn);
    endInstance(turn);
  }
  return about !== 'both';
}

function adjusted(
  { plan }: Turn,
  leg: HedgeLeg,
  lots: number,
  price: PositionChangedInput['price'],
  at: number,
): Partial<HedgeLeg> {
  if (lots < leg.size) return reduced(leg, leg.size - lots);
  const gained = {
    leg: `adjustment-${at}`,
    side: entrySide(leg.side),
    price,
    size: (lots - leg.size) as Lots,
  };
  return increased({ ...plan.market, buyFeeInBase: false }, leg, gained);
}

/** Close the hedge, or cancel all its orders and keep its position. */
export function stopHedge(turn: Turn, mode: StopAskedInput['mode']): void {
  const leg = hedgeLegOf(turn.state);
  if (leg === null) return;
  if (mode === 'close') {
    closeHedge(turn, 'manual');
    return;
  }
  for (const name of hedgeOrders(leg)) cancelHedgeOrder(turn, name);
  changeHedge(turn, { target: null, stop: null, closing: null, repair: false });
}
