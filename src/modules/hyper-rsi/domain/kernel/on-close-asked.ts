import type { Lots } from '../../../../shared/pure/market/scale.js';
import { partOf } from '../../../../shared/pure/market/part-of.js';
import type { CloseAskedInput } from '../../../../shared/pure/strategy/input.js';
import { hedgeLegOf } from '../state.js';
import { closeAtMarket } from './close.js';
import { closeHedge } from './hedge/close-hedge.js';
import { nextHedgeName } from './hedge/leg.js';
import { cancel, exitSide, nextLeg, type Turn } from './turn.js';

/** Reason of everything that a person closes. */
const MANUAL = 'manual';

/**
 * A person closes a position of the bot, whole or in part, on its own side only; the bot goes on. Closed whole, the cycle ends
 * as at any other exit. After a part the take-profits and the stop are brought to what is left when that part has filled.
 * Nothing happens where nothing is held on that side, a close of it is on its way, or the part or what it would leave is
 * less than the venue takes.
 */
export function onCloseAsked(turn: Turn, { side, percent }: CloseAskedInput): void {
  const { open, ended, stopping } = turn.state;
  if (ended || stopping !== null) return;
  const hedge = hedgeLegOf(turn.state);
  if (open !== null && open.size > 0 && (side === null || side === open.side)) {
    if (open.closing !== null) return;
    const lots = partOf(open.size, percent);
    if (lots === open.size) closeWhole(turn);
    else if (isTaken(turn, lots, open.size))
      sell(turn, open.side, nextLeg(turn, MANUAL), lots, turn.state.cycle);
  } else if (hedge !== null && hedge.size > 0 && side === hedge.side && hedge.closing === null) {
    const lots = partOf(hedge.size, percent);
    if (lots === hedge.size) closeHedge(turn, MANUAL);
    else if (isTaken(turn, lots, hedge.size))
      sell(turn, side, nextHedgeName(turn, MANUAL), lots, hedge.cycle);
  }
}

/** Nothing may be added beside it: entries on their way are given up. */
function closeWhole(turn: Turn): void {
  for (const { leg, unresolved } of turn.state.open!.entries) if (unresolved) cancel(turn, leg);
  closeAtMarket(turn, MANUAL);
}

const isTaken = ({ plan }: Turn, lots: Lots, held: Lots): boolean => {
  const { minSize } = plan.market.scale;
  return lots >= minSize && held - lots >= minSize;
};

function sell(turn: Turn, side: 'long' | 'short', leg: string, size: Lots, cycle: number): void {
  const order = {
    type: 'market',
    leg,
    cycle,
    side: exitSide(side),
    reason: MANUAL,
    reduceOnly: true,
    size,
  } as const;
  turn.outputs.push({ kind: 'place', order, replaces: null });
}
