import type { Price } from '../../../../shared/pure/market/scale.js';
import { moved, onTick } from '../distance.js';
import type { Plan } from '../plan.js';
import { averageOf, filledEntries, type Cycle } from '../state.js';

/** What the one stop order should be: the tighter of stop and break-even, and the trailing part beside it. */
export interface WantedStop {
  readonly price: Price | null;
  readonly reason: string;
}

/** Null when nothing protects: no stop in use (yet), no break-even, no trailing. */
export function deriveStop(plan: Plan, cycle: Cycle): WantedStop | null {
  const stop = stopPrice(plan, cycle);
  const { breakEven } = cycle;
  if (stop === null && breakEven === null)
    return cycle.trail === null ? null : { price: null, reason: 'trailing' };
  if (breakEven === null || (stop !== null && !isTighter(cycle, breakEven, stop)))
    return { price: stop, reason: 'stop' };
  return { price: breakEven, reason: 'break-even' };
}

/** With `stopOnlyAfterLastEntry` there is none before the last allowed entry has filled. */
function stopPrice(plan: Plan, cycle: Cycle): Price | null {
  if (plan.stopLoss === null) return null;
  if (plan.settings.stopOnlyAfterLastEntry && filledEntries(cycle) < plan.settings.pyramidingLimit)
    return null;
  const long = cycle.side === 'long';
  const exact = moved(averageOf(cycle), plan.stopLoss, long ? -1 : 1, cycle.atr);
  return onTick(plan.market, exact, long ? 'floor' : 'ceil');
}

/** Nearer to where profit lies: higher for a long, lower for a short. */
export const isTighter = ({ side }: Cycle, price: number, than: number): boolean =>
  side === 'long' ? price > than : price < than;
