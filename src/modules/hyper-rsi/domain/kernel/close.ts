import type { Leg } from '../../../../shared/pure/strategy/order.js';
import { changedState, hedgeLegOf, type Cycle } from '../state.js';
import { mainStopped, noteHedgeLeft } from './hedge/close-hedge.js';
import { cancel, change, exitSide, nextLeg, type Turn } from './turn.js';

/** Reasons of a market close that stands in for the stop. */
const STOPS: ReadonlySet<string> = new Set(['stop', 'break-even', 'trailing']);

/** A market order for all that is held; the resting orders stay until it has filled. */
export function closeAtMarket(turn: Turn, reason: string): void {
  const { side, size } = turn.state.open!;
  const leg = nextLeg(turn, 'close');
  turn.outputs.push({
    kind: 'place',
    order: {
      type: 'market',
      leg,
      cycle: turn.state.cycle,
      side: exitSide(side),
      reason,
      reduceOnly: true,
      size,
    },
    replaces: null,
  });
  change(turn, { closing: { leg, reason, size, filled: 0 as typeof size } });
  if (STOPS.has(reason)) mainStopped(turn);
}

/**
 * The cycle is over: all its orders are cancelled but the one that just ended it, and its side rests. Entries that may
 * still fill are remembered: nothing new is entered until it is known what became of them.
 */
export function endCycle(turn: Turn, at: number, ended: Leg | null): void {
  const open = turn.state.open!;
  for (const leg of ordersOf(open)) if (leg !== ended) cancel(turn, leg);
  const { side, entries, atr } = open;
  const orphans = entries.filter(({ unresolved }) => unresolved).map((entry) => ({ ...entry, atr }));
  const { long, short } = turn.state.freeAt;
  const free = freeAt(turn, at);
  turn.state = changedState(turn.state, {
    open: null,
    freeAt: side === 'long' ? { long: free, short } : { long, short: free },
    orphans: [...turn.state.orphans, ...orphans],
  });
  noteHedgeLeft(turn);
  endInstance(turn);
}

/** After a stop was asked for: nothing is left that could still act, or the position is kept as asked. */
export function endInstance(turn: Turn): void {
  const { stopping, open, orphans, ended } = turn.state;
  if (stopping === null || ended || orphans.length > 0) return;
  const hedge = hedgeLegOf(turn.state);
  if (hedge !== null && (stopping === 'close' || hedge.entries.some(({ unresolved }) => unresolved))) return;
  if (open !== null && (stopping === 'close' || open.entries.some(({ unresolved }) => unresolved))) return;
  turn.state = changedState(turn.state, { ended: true });
  turn.outputs.push({ kind: 'ended', reason: 'manual' });
}

export function ordersOf({ entries, targets, stop, closing }: Cycle): Leg[] {
  const legs = entries.filter(({ unresolved }) => unresolved).map(({ leg }) => leg);
  if (closing !== null && closing.leg !== null) legs.push(closing.leg);
  legs.push(...targets.map(({ leg }) => leg));
  if (stop !== null) legs.push(stop.leg);
  return legs;
}

/**
 * Earliest decision of the next entry: `cooldownSec` after the exit, and after the first `cooldownCandles` closes, that of
 * the exit's own candle included, by the clock.
 */
function freeAt({ plan: { settings, timeframeMs } }: Turn, at: number): number {
  const bySeconds = at + settings.cooldownSec * 1000;
  if (settings.cooldownCandles === 0) return bySeconds;
  const lastRefused = Math.floor(at / timeframeMs) * timeframeMs + settings.cooldownCandles * timeframeMs;
  return Math.max(bySeconds, lastRefused + 1);
}
