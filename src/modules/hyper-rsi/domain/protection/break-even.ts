import type { Price } from '../../../../shared/pure/market/scale.js';
import { onTick } from '../distance.js';
import type { Plan } from '../plan.js';
import { averageOf, type Cycle } from '../state.js';

/** Names of the levels by index, as in the settings. */
const NAMES = ['tp1', 'tp2', 'tp3'] as const;

/**
 * Where the stop goes when an order that stands for `levels` has filled: the price of the enabled level below the lowest of
 * them, else the average. Null when break-even is off for that level.
 */
export function breakEvenAfter(plan: Plan, cycle: Cycle, levels: readonly number[]): Price | null {
  const lowest = levels[0]!;
  if (!plan.settings.breakEven[NAMES[lowest]!]) return null;
  for (let below = lowest - 1; below >= 0; below -= 1)
    if (plan.levels[below] !== null && cycle.levels[below]!.price !== null) return cycle.levels[below]!.price;
  const exact = { numerator: averageOf(cycle), divisor: 1n };
  return onTick(plan.market, exact, cycle.side === 'long' ? 'floor' : 'ceil');
}
