import { formatLots } from '../../../../shared/pure/market/scale.js';
import { deriveLadder, type UnplacedLevel, type WantedTarget } from '../protection/ladder.js';
import { deriveStop } from '../protection/stop.js';
import { LEVEL_NAMES } from '../settings/hyper-rsi-settings.js';
import type { Target } from '../state.js';
import { protectHedge } from './hedge/protect-hedge.js';
import { cancel, change, exitSide, nextLeg, note, type Turn } from './turn.js';

/**
 * Brings stop and take-profits to what the position needs, by difference: the new order is placed before the one it
 * replaces is cancelled, and an order whose price and size are right is left alone. The stop comes first.
 */
export function protect(turn: Turn): void {
  change(turn, { repair: false });
  placeStop(turn);
  placeLadder(turn);
  protectHedge(turn);
}

/** Only the stop, and the hedge that may follow it: all that a take-profit fill changes. */
export function protectStop(turn: Turn): void {
  placeStop(turn);
  protectHedge(turn);
}

function placeStop(turn: Turn): void {
  const cycle = turn.state.open!;
  const wanted = deriveStop(turn.plan, cycle);
  const { stop, trail } = cycle;
  if (wanted === null) {
    if (stop === null) return;
    cancel(turn, stop.leg);
    change(turn, { stop: null });
    return;
  }
  const armedBy = trail?.armedBy ?? null;
  // A resting stop shrinks with the position (it is reduce-only), so only growth asks for another one.
  const right =
    stop !== null &&
    stop.price === wanted.price &&
    stop.reason === wanted.reason &&
    stop.armedBy === armedBy &&
    stop.size >= cycle.size;
  if (right) return;
  const leg = nextLeg(turn, 'stop');
  const { side, size } = cycle;
  const { price, reason } = wanted;
  turn.outputs.push({
    kind: 'place',
    order: {
      type: 'stop-market',
      leg,
      cycle: turn.state.cycle,
      side: exitSide(side),
      reason,
      reduceOnly: true,
      price,
      size,
      trail,
    },
    replaces: stop?.leg ?? null,
  });
  change(turn, { stop: { leg, size, filled: 0 as typeof size, price, reason, armedBy, previous: stop } });
}

function placeLadder(turn: Turn): void {
  const cycle = turn.state.open!;
  const { levels, targets: wanted, unplaced } = deriveLadder(turn.plan, cycle);
  const targets = wanted.map((target) => placeTarget(turn, target, cycle.targets));
  for (const old of cycle.targets)
    if (!wanted.some((target) => nameOf(target) === nameOf(old))) cancel(turn, old.leg);
  for (const level of unplaced) noteUnplaced(turn, level);
  change(turn, { levels, targets });
}

function placeTarget(turn: Turn, wanted: WantedTarget, resting: readonly Target[]): Target {
  const { levels, price, size } = wanted;
  const old = resting.find((target) => nameOf(target) === nameOf(wanted));
  if (old?.price === price && old.size - old.filled === size) return { ...old, levels };
  const name = nameOf(wanted);
  const leg = nextLeg(turn, name);
  turn.outputs.push({
    kind: 'place',
    order: {
      type: 'limit',
      leg,
      cycle: turn.state.cycle,
      side: exitSide(turn.state.open!.side),
      reason: name,
      reduceOnly: true,
      price,
      size,
    },
    replaces: old?.leg ?? null,
  });
  return { leg, levels, price, size, filled: 0 as typeof size, previous: old ?? null };
}

/** The highest of its levels names an order. */
export const nameOf = ({ levels }: { readonly levels: readonly number[] }): string =>
  LEVEL_NAMES[levels.at(-1)!]!;

function noteUnplaced(turn: Turn, { level, code, size }: UnplacedLevel): void {
  note(turn, code, { which: LEVEL_NAMES[level]!, size: formatLots(turn.plan.market.scale, size) });
}
