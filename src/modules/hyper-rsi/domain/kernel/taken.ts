import { formatLots, type Lots } from '../../../../shared/pure/market/scale.js';
import type { Fill, Leg, PositionSide } from '../../../../shared/pure/strategy/order.js';
import { withFill } from '../new-cycle.js';
import { reduced } from '../position.js';
import { changedState, hedgeLegOf } from '../state.js';
import { endCycle, endInstance } from './close.js';
import { endHedge } from './hedge/close-hedge.js';
import { changeHedge } from './hedge/leg.js';
import { protectHedge } from './hedge/protect-hedge.js';
import { count, orphanOf } from './orphans.js';
import { protect } from './protect.js';
import { change, note, type Turn } from './turn.js';

/*
 * What a venue takes by itself, or Orders because it cannot be protected: all of a position, or a part of it. It is a fill like any
 * other and takes as much as it says; but no strategy has ordered it, so that it may be heard of before the entries that it has taken,
 * or leave what has filled since it was decided.
 */

const isLiquidation = (leg: Leg): boolean => leg.startsWith('liquidation');

/** Names the side of what is held where an account has two positions. */
export const isTaking = (leg: Leg): boolean => isLiquidation(leg) || leg.startsWith('emergency-close');

/** A fill of an entry adds to the position of its side, any other takes from the other one. */
const sideOf = ({ side }: Pick<Fill, 'side'>, adds: boolean): PositionSide =>
  (side === 'buy') === adds ? 'long' : 'short';

/** Something was taken: what is left is protected in its new size. */
export function positionTaken(turn: Turn, fill: Fill): void {
  const { open } = turn.state;
  const side = sideOf(fill, false);
  const hedge = hedgeLegOf(turn.state);
  const held = open?.side === side ? open : hedge?.side === side ? hedge : null;
  const lots = Math.min(fill.size, held?.size ?? 0);
  closedBeyond(turn, fill, fill.size - lots);
  if (held === null || lots === 0) {
    note(turn, 'position-unexplained', { leg: fill.leg, cycle: fill.cycle });
    return;
  }
  const left = reduced(held, lots);
  note(turn, isLiquidation(fill.leg) ? 'liquidated' : 'adjusted', {
    size: formatLots(turn.plan.market.scale, left.size),
  });
  if (held === hedge) {
    changeHedge(turn, left);
    if (left.size === 0) endHedge(turn, null);
    else protectHedge(turn);
    endInstance(turn);
    return;
  }
  change(turn, left);
  if (left.size === 0) endCycle(turn, fill.at, null);
  else if (turn.state.stopping !== 'keep') protect(turn);
}

/**
 * More was closed than had been heard of: that can only be what entries had filled by then, and their fills, when they come, are
 * closed already by so much.
 */
export function closedBeyond(turn: Turn, { at, cycle, ...fill }: Fill, lots: number): void {
  if (lots <= 0) return;
  const side = sideOf(fill, false);
  const before = turn.state.taken?.[side];
  const rest = before?.cycle === cycle ? before.lots : 0;
  remember(turn, side, { at: Math.max(at, before?.at ?? at), cycle, lots: (rest + lots) as Lots });
}

/** The fill of an entry without what was closed of it before it was heard of, and how much that is. */
export function withoutTaken(
  turn: Turn,
  fill: Fill,
): { readonly closed: number; readonly rest: Fill | null } {
  const side = sideOf(fill, true);
  const taken = turn.state.taken?.[side];
  if (taken === undefined || taken.lots === 0 || fill.at > taken.at) return { closed: 0, rest: fill };
  const closed = Math.min(taken.lots, fill.size);
  remember(turn, side, { ...taken, lots: (taken.lots - closed) as Lots });
  const size = (fill.size - closed) as Lots;
  return { closed, rest: size === 0 ? null : { ...fill, size } };
}

/** What of an entry is closed already has filled all the same: the rest of it is not waited for any longer than it is there. */
export function countTaken(turn: Turn, leg: Leg, lots: number): void {
  const { open } = turn.state;
  const orphan = orphanOf(turn, leg);
  if (orphan !== undefined) count(turn, orphan, lots, true);
  else if (open !== null)
    change(turn, { entries: open.entries.map((one) => (one.leg === leg ? withFill(one, lots) : one)) });
}

function remember(
  turn: Turn,
  side: PositionSide,
  taken: NonNullable<Turn['state']['taken']>[PositionSide],
): void {
  turn.state = changedState(turn.state, { taken: { ...turn.state.taken, [side]: taken } });
}
