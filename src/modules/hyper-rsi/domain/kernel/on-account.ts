import { formatLots, type Lots, type Price } from '../../../../shared/pure/market/scale.js';
import type { PositionChangedInput, StopAskedInput } from '../../../../shared/pure/strategy/input.js';
import { fixedAddLevel } from '../add-level.js';
import { increased, reduced } from '../position.js';
import { changedState } from '../state.js';
import { ratcheted } from '../protection/arm.js';
import { cancel, change, entrySide, note, type Turn } from './turn.js';
import { closeAtMarket, endCycle, endInstance, ordersOf } from './close.js';
import { hedgeAdjusted, stopHedge } from './hedge/hedge-account.js';
import { protectHedge } from './hedge/protect-hedge.js';
import { protect } from './protect.js';

/** The position differs from what the fills explain: the cycle takes it as it is, on its own side only. */
export function onPositionChanged(turn: Turn, input: PositionChangedInput): void {
  const { size: signed, position, cause, price, at } = input;
  const { open, ended, stopping } = turn.state;
  const { scale } = turn.plan.market;
  if (ended || hedgeAdjusted(turn, input)) return;
  // Its own fills may be heard of later than what has taken them.
  if (cause === 'liquidation' && signed === 0) turn.state = changedState(turn.state, { takenAt: at });
  if (open === null || open.size === 0) {
    if (signed !== 0) note(turn, 'position-unexplained', { size: formatLots(scale, signed) });
    return;
  }
  if (position !== undefined && position !== open.side) return;
  const size = Math.max(0, open.side === 'long' ? signed : 0 - signed);
  if (size === open.size) return;
  note(turn, cause === 'liquidation' ? 'liquidated' : 'adjusted', { size: formatLots(scale, size) });
  if (size < open.size) change(turn, reduced(open, open.size - size));
  else {
    const gained = {
      leg: `adjustment-${at}`,
      side: entrySide(open.side),
      price,
      size: (size - open.size) as Lots,
    };
    const cycle = change(turn, increased({ ...turn.plan.market, buyFeeInBase: false }, open, gained));
    change(turn, { addLevel: fixedAddLevel(turn.plan, cycle) });
  }
  if (size === 0) endCycle(turn, at, null);
  else if (stopping !== 'keep') protect(turn);
}

/** The venue follows the price by itself; what is remembered here is what a replaced stop starts from. */
export function onPriceMoved(turn: Turn, price: Price): void {
  const { open } = turn.state;
  if (open === null || open.trail === null) return;
  const trail = ratcheted(turn.plan, open, open.trail, price);
  if (trail === open.trail) return;
  change(turn, { trail });
  protectHedge(turn);
}

/** Close everything, or cancel every order and keep the position; the instance ends when nothing of it can still act. */
export function onStopAsked(turn: Turn, { mode }: StopAskedInput): void {
  const { open, ended, stopping } = turn.state;
  if (ended || stopping !== null) return;
  turn.state = { ...turn.state, stopping: mode };
  if (open !== null) {
    const legs = mode === 'keep' ? ordersOf(open) : unresolvedEntries(turn);
    for (const leg of legs) cancel(turn, leg);
    if (mode === 'keep') change(turn, { targets: [], stop: null, closing: null });
    else if (open.size > 0 && open.closing === null) closeAtMarket(turn, 'manual');
  }
  stopHedge(turn, mode);
  endInstance(turn);
}

const unresolvedEntries = (turn: Turn): string[] =>
  turn.state.open!.entries.filter(({ unresolved }) => unresolved).map(({ leg }) => leg);
