import { tickAt, type Price } from '../../../../shared/pure/market/scale.js';
import type { Fill, Trail } from '../../../../shared/pure/strategy/order.js';
import type { Plan } from '../plan.js';
import type { Cycle } from '../state.js';

/**
 * The trailing part of the stop once its level has filled; the fill price is the first extreme. A gap between two levels
 * of one rounded price is taken as one tick: no venue follows at no distance.
 */
export function armedTrail({ settings, market }: Plan, { levels }: Cycle, fill: Fill): Trail {
  const { unit, value } = settings.trailing.offset;
  const base = { extreme: fill.price, reason: 'trailing', armedBy: fill.tradeId };
  if (unit === 'percent') return { ...base, offset: { unit, value } };
  const [, second, third] = levels;
  const gap = Math.abs((third.price ?? 0) - (second.price ?? 0));
  const distance = Math.max(gap, tickAt(market.scale, fill.price)) as Price;
  return { ...base, offset: { unit: 'distance', value: distance } };
}

/** The trailing part with a better extreme, or the same object while the price has not moved a tick beyond it. */
export function ratcheted({ market }: Plan, { side }: Cycle, trail: Trail, price: Price): Trail {
  const gain = side === 'long' ? price - trail.extreme : trail.extreme - price;
  return gain >= tickAt(market.scale, price) ? { ...trail, extreme: price } : trail;
}
