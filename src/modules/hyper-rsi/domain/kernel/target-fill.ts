import type { Lots } from '../../../../shared/pure/market/scale.js';
import type { Fill } from '../../../../shared/pure/strategy/order.js';
import { armedTrail } from '../protection/arm.js';
import { breakEvenAfter } from '../protection/break-even.js';
import { isTighter } from '../protection/stop.js';
import type { Level, Target } from '../state.js';
import { closeAtMarket } from './close.js';
import { changedInLine, inLine } from './line.js';
import { protect, protectStop } from './protect.js';
import { cancel, change, type Turn } from './turn.js';

/** A take-profit has filled, in whole or in part. False when the fill is not one of a take-profit. */
export function targetFilled(turn: Turn, fill: Fill): boolean {
  const { targets } = turn.state.open!;
  const target = targets.find((one) => inLine(one, fill.leg) !== null);
  if (target === undefined) return false;
  change(turn, { taken: true });
  if (target.leg === fill.leg) currentFilled(turn, target, fill);
  else replacedFilled(turn, target, inLine(target, fill.leg)!, fill);
  return true;
}

function currentFilled(turn: Turn, target: Target, fill: Fill): void {
  const filled = (target.filled + fill.size) as Lots;
  if (filled < target.size) {
    swap(turn, target, { ...target, filled });
    return;
  }
  swap(turn, target, null);
  done(turn, target.levels, fill);
}

/** The order that was to be replaced was quicker: what it filled counts, and the rest is derived anew. */
function replacedFilled(turn: Turn, target: Target, previous: Target, fill: Fill): void {
  const filled = (previous.filled + fill.size) as Lots;
  if (filled < previous.size) {
    swap(turn, target, changedInLine(target, { ...previous, filled }));
  } else {
    swap(turn, target, null);
    cancel(turn, target.leg);
    done(turn, previous.levels, fill);
  }
  if (turn.state.open!.size > 0) protect(turn);
}

function swap(turn: Turn, old: Target, next: Target | null): void {
  const { targets } = turn.state.open!;
  change(turn, {
    targets: targets.flatMap((target) => (target !== old ? [target] : next === null ? [] : [next])),
  });
}

/** Levels are done for the cycle: the stop goes to break-even, the trailing is armed. */
function done(turn: Turn, filledLevels: readonly number[], fill: Fill): void {
  const { plan } = turn;
  const levels = turn.state.open!.levels.map((level, index) =>
    filledLevels.includes(index) ? { price: level.price, done: true } : level,
  ) as [Level, Level, Level];
  const cycle = change(turn, { levels });
  if (cycle.size === 0) return;
  if (filledLevels.includes(plan.armedBy)) change(turn, { trail: armedTrail(plan, cycle, fill) });
  const breakEven = breakEvenAfter(plan, cycle, filledLevels);
  if (breakEven !== null && isTighter(cycle, breakEven, fill.price)) {
    // The price is beyond the new stop already: a stop there would be refused or act at once.
    protectStop(turn);
    if (cycle.closing === null) closeAtMarket(turn, 'break-even');
    return;
  }
  if (breakEven !== null && (cycle.breakEven === null || isTighter(cycle, breakEven, cycle.breakEven)))
    change(turn, { breakEven });
  protectStop(turn);
}
