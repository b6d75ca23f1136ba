import type { Lots } from '../../../../shared/pure/market/scale.js';
import { divide } from '../../../../shared/pure/numbers/decimal.js';
import type { HyperRsiMarket } from '../market.js';
import type { HedgePlan } from './hedge-plan.js';

/** What a market order is worth when it is judged is not known before: this much more than the minimum is asked for. */
const HEADROOM_PERCENT = 1n;

/**
 * Lots of the next hedge order: what the target (floored to the lot) has more than the hedge that is there or on its way, and
 * never less than the venue takes. 0 when nothing is missing.
 */
export function hedgeOrderSize(
  { share }: HedgePlan,
  market: HyperRsiMarket,
  main: number,
  existing: number,
  price: number,
): Lots {
  const target = (share.numerator * (share.of === 'main' ? BigInt(main) : 1n)) / share.divisor;
  const missing = Number(target) - existing;
  // A target that is less than a lot is still a target, as long as there is no hedge at all.
  if (missing < 0 || (missing === 0 && existing > 0)) return 0 as Lots;
  return Math.max(missing, leastLots(market, price)) as Lots;
}

function leastLots({ scale }: HyperRsiMarket, price: number): number {
  const worth = scale.minNotional * (100n + HEADROOM_PERCENT);
  return Math.max(scale.minSize, Number(divide(worth, 100n * BigInt(price) * scale.valueFactor, 'ceil')));
}
