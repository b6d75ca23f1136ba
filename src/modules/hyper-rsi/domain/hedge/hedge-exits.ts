import type { Price } from '../../../../shared/pure/market/scale.js';
import { distance, moved, onTick, type Distance } from '../distance.js';
import type { Plan } from '../plan.js';
import { isTighter } from '../protection/stop.js';
import { averageOf, type Cycle, type HedgeLeg } from '../state.js';
import type { HedgePlan } from './hedge-plan.js';

/** Prices at which the hedge's exits should rest; `keep` = what it follows is gone, so what rests stays. */
export interface HedgeExitPrices {
  readonly target: Price | null | 'keep';
  readonly stop: Price | null | 'keep';
}

/** Exit prices round away from the market, as those of the main side do. @param main null while the main side is flat. */
export function hedgeExitPrices(
  plan: Plan,
  hedge: HedgePlan,
  leg: HedgeLeg,
  main: Cycle | null,
): HedgeExitPrices {
  return { target: targetPrice(plan, hedge, leg, main), stop: stopPrice(plan, hedge, leg, main) };
}

function targetPrice(
  plan: Plan,
  { takeProfit, profit }: HedgePlan,
  leg: HedgeLeg,
  main: Cycle | null,
): HedgeExitPrices['target'] {
  if (profit !== null) return fromEntry(plan, leg, profit, leg.side === 'long' ? 1 : -1);
  if (takeProfit !== 'main-stop') return null;
  return main === null ? 'keep' : effectiveStop(plan, main);
}

function stopPrice(
  plan: Plan,
  { stop, stopLevel }: HedgePlan,
  leg: HedgeLeg,
  main: Cycle | null,
): HedgeExitPrices['stop'] {
  if (stop !== null) return fromEntry(plan, leg, stop, leg.side === 'long' ? -1 : 1);
  if (stopLevel < 0) return null;
  return main === null ? 'keep' : main.levels[stopLevel]!.price;
}

function fromEntry({ market }: Plan, leg: HedgeLeg, by: Distance, direction: 1 | -1): Price | null {
  return onTick(market, moved(averageOf(leg), by, direction, null), direction > 0 ? 'ceil' : 'floor');
}

/**
 * Where the main side's stop acts as far as is known here: the tighter of its fixed price and the trailing level of the best
 * price told so far. The venue's own stop may have gone further; when it acts the hedge is closed by that fill.
 */
export function effectiveStop(plan: Plan, main: Cycle): Price | null {
  const fixed = main.stop?.price ?? null;
  const trailing = main.trail === null ? null : trailingLevel(plan, main);
  if (fixed === null || trailing === null) return fixed ?? trailing;
  return isTighter(main, trailing, fixed) ? trailing : fixed;
}

function trailingLevel({ market }: Plan, { side, trail }: Cycle): Price | null {
  const { extreme, offset } = trail!;
  const direction = side === 'long' ? -1 : 1;
  const best = BigInt(extreme) * market.averageFactor;
  const rounding = side === 'long' ? 'floor' : 'ceil';
  if (offset.unit === 'percent')
    return onTick(market, moved(best, distance(offset), direction, null), rounding);
  const away = BigInt(direction * offset.value) * market.averageFactor;
  return onTick(market, { numerator: best + away, divisor: 1n }, rounding);
}
