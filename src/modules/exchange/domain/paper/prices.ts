import { snapRatio, tickAt, type Price } from '../../../../shared/pure/market/scale.js';
import type { Side } from '../../../../shared/pure/strategy/order.js';
import type { Rules } from './rules.js';

/**
 * `numerator / denominator` price units snapped to the tick of the band of the unrounded price, exact. Numbers are used
 * while their products are safe integers (an integer minus its remainder divides without rounding), BigInt beyond.
 */
export function snapTo(rules: Rules, numerator: number, denominator: number, up: boolean): Price {
  const unrounded = (numerator - (numerator % denominator)) / denominator;
  const step = denominator * tickAt(rules.scale, unrounded);
  const rest = numerator % step;
  const steps = (numerator - rest) / step;
  return ((rest > 0 && up ? steps + 1 : steps) * (step / denominator)) as Price;
}

/** A price times a fraction close to 1, snapped up or down. */
export function scaleBy(
  rules: Rules,
  price: number,
  numerator: number,
  denominator: number,
  up: boolean,
): Price {
  const product = price * numerator;
  return Number.isSafeInteger(product)
    ? snapTo(rules, product, denominator, up)
    : snapRatio(rules.scale, BigInt(price) * BigInt(numerator), BigInt(denominator), up ? 'ceil' : 'floor');
}

/** What a market order pays: slippage and the rounding to the tick are both against the trader, a buy up, a sell down. */
export function slipped(rules: Rules, price: number, side: Side): Price {
  const { slippage, slippageBase } = rules;
  return side === 'buy'
    ? scaleBy(rules, price, slippageBase + slippage, slippageBase, true)
    : scaleBy(rules, price, slippageBase - slippage, slippageBase, false);
}

/** What a limit order gets when the open is beyond it: the open, rounded against the trader, never worse than its price. */
export function bettered(rules: Rules, open: number, side: Side, limit: number): Price {
  const rounded = snapTo(rules, open, 1, side === 'buy');
  return (side === 'buy' ? Math.min(rounded, limit) : Math.max(rounded, limit)) as Price;
}

/** Whether the market, standing at `price`, has reached a limit order. */
export function isReached(
  rules: Rules,
  { price: limit, side }: { readonly price: number; readonly side: Side },
  price: number,
): boolean {
  const reach = reachOf(rules, limit, side);
  return side === 'buy' ? price <= reach : price >= reach;
}

/** How far the market must go for a limit order: its price, or one tick of its price beyond it. */
export function reachOf(rules: Rules, price: number, side: Side): number {
  if (!rules.through) return price;
  const tick = tickAt(rules.scale, price);
  return side === 'buy' ? price - tick : price + tick;
}
