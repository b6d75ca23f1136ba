import { formatLots } from '../../../../../shared/pure/market/scale.js';
import type { Leg } from '../../../../../shared/pure/strategy/order.js';
import { hedgeLegOf } from '../../state.js';
import { exitSide, note, type Turn } from '../turn.js';
import { cancelHedgeOrder, changeHedge, hedgeOrders, nextHedgeName, setHedge } from './leg.js';

/**
 * Closes the hedge at market, on its own side only. Its entries in flight are cancelled, its resting exits stay until the
 * close has filled. Nothing happens without a hedge or while a close is on its way.
 */
export function closeHedge(turn: Turn, reason: string, takesProfit = false): void {
  const leg = hedgeLegOf(turn.state);
  if (leg === null || (leg.closing !== null && leg.closing.leg !== null)) return;
  for (const entry of leg.entries) if (entry.unresolved) cancelHedgeOrder(turn, entry.leg);
  const { side, cycle, size } = leg;
  if (size === 0) return;
  const name = nextHedgeName(turn, 'close');
  turn.outputs.push({
    kind: 'place',
    order: { type: 'market', leg: name, cycle, side: exitSide(side), reason, reduceOnly: true, size },
    replaces: null,
  });
  const closing = { leg: name, reason, size, filled: 0 as typeof size, takesProfit };
  changeHedge(turn, { closing, repair: false });
}

/** The main side's stop has acted: a hedge that follows it takes its profit now. */
export function mainStopped(turn: Turn): void {
  if (turn.plan.hedge?.takeProfit === 'main-stop') closeHedge(turn, 'hedge');
}

/** The hedge is flat: its other orders are cancelled. Entries that may still fill keep it alive until that is known. */
export function endHedge(turn: Turn, ended: Leg | null): void {
  const leg = hedgeLegOf(turn.state)!;
  for (const name of hedgeOrders(leg)) if (name !== ended) cancelHedgeOrder(turn, name);
  const entries = leg.entries.filter(({ unresolved }) => unresolved);
  if (entries.length === 0) setHedge(turn, { leg: null });
  else changeHedge(turn, { entries, target: null, stop: null, closing: null, repair: false });
}

/** The main cycle is over and the hedge goes on by its own rules: that is worth telling, for it is now a bare position. */
export function noteHedgeLeft(turn: Turn): void {
  const leg = hedgeLegOf(turn.state);
  if (leg === null || leg.size === 0 || leg.closing !== null) return;
  note(turn, 'hedge-left', { side: leg.side, size: formatLots(turn.plan.market.scale, leg.size) });
}
