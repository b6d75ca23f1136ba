import { AVERAGE_DECIMALS } from '../../../shared/pure/market/scale.js';
import { divide, formatUnits } from '../../../shared/pure/numbers/decimal.js';
import { moved, type ExactPrice } from './distance.js';
import type { Plan } from './plan.js';
import { averageOf, type Cycle } from './state.js';

/** Next add level of a position: the reference stepped by the spacing against the position, not rounded. */
function exactLevel({ settings, market, spacing }: Plan, cycle: Cycle, atr: number | null): ExactPrice {
  const reference =
    settings.pyramidingReference === 'average'
      ? averageOf(cycle)
      : BigInt(cycle.lastPrice) * market.averageFactor;
  return moved(reference, spacing, cycle.side === 'long' ? -1 : 1, atr);
}

/** The last price in price units that has reached the level: closes are whole units, so comparing them is exact. */
export function addLevelBound(plan: Plan, cycle: Cycle, atr: number | null): number {
  const { numerator, divisor } = exactLevel(plan, cycle, atr);
  const rounding = cycle.side === 'long' ? 'floor' : 'ceil';
  return Number(divide(numerator, divisor * plan.market.averageFactor, rounding));
}

/** What the state keeps after an entry fill: the level as a bound, or null where it moves with the ATR. */
export const fixedAddLevel = (plan: Plan, cycle: Cycle): number | null =>
  plan.spacing.unit === 'atr' ? null : addLevelBound(plan, cycle, null);

export function addLevelReached(plan: Plan, cycle: Cycle, close: number, atr: number | null): boolean {
  const bound = cycle.addLevel ?? addLevelBound(plan, cycle, atr);
  return cycle.side === 'long' ? close <= bound : close >= bound;
}

/** The level for people, to 12 decimals. */
export function addLevelText(plan: Plan, cycle: Cycle, atr: number | null): string {
  const { numerator, divisor } = exactLevel(plan, cycle, atr);
  return formatUnits(divide(numerator, divisor, 'half-up'), AVERAGE_DECIMALS);
}
