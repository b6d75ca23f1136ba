import { divide, parseDecimal, pow10 } from '../../../shared/pure/numbers/decimal.js';
import { MONEY_SCALE, type Money } from '../../../shared/pure/numbers/money.js';
import type { WireOrder } from '../../../shared/pure/strategy/wire-order.js';

/** A size or an amount of money in units of 10^-18; both are `numeric(38,18)` where they are stored. */
export function unitsOfText(text: string): Money {
  const value = parseDecimal(text);
  if (value === null) throw new RangeError(`not a plain decimal: ${JSON.stringify(text.slice(0, 60))}`);
  const { units, scale } = value;
  if (scale <= MONEY_SCALE) return (units * pow10(MONEY_SCALE - scale)) as Money;
  return divide(units, pow10(scale - MONEY_SCALE), 'toward-zero') as Money;
}

/** Value of `size` at `price`, rounded up: a limit is never passed by rounding. */
export const valueOf = (size: Money, price: Money): Money =>
  divide(size * price, pow10(MONEY_SCALE), 'ceil') as Money;

/** A ccxt symbol names the settlement currency after a colon; spot has none. */
export const isSpot = (symbol: string): boolean => !symbol.includes(':');

/** What is held and what already waits to close it. */
export interface Holdings {
  /** Signed, long positive. */
  readonly position: Money;
  /** Size of the short position of hedge mode, which `position` counts as negative; 0 in one-way mode. */
  readonly short: Money;
  /** Sizes that resting orders may still buy and sell. */
  readonly resting: { readonly buy: Money; readonly sell: Money };
}

/** Sizes of all that is held, whatever its side. */
export function grossSize({ position, short }: Pick<Holdings, 'position' | 'short'>): Money {
  const size = (units: bigint): bigint => (units < 0n ? 0n - units : units);
  return (size(position + short) + size(short)) as Money;
}

/**
 * The part of an order that may make a position larger. In hedge mode that is all of it, unless it is reduce-only. Otherwise nothing for what is reduce-only, for a whole-bot trigger and for
 * what spot sells; otherwise what goes beyond the position on the other side, as far as no resting order closes that already.
 */
export function addedSize(
  symbol: string,
  order: WireOrder,
  { position, resting }: Pick<Holdings, 'position' | 'resting'>,
): Money {
  if (order.reduceOnly || order.type === 'trigger') return 0n as Money;
  if (order.positionSide !== undefined) return unitsOfText(order.size);
  if (isSpot(symbol) && order.side === 'sell') return 0n as Money;
  const opposing = order.side === 'buy' ? 0n - position : position;
  const closable = opposing - resting[order.side];
  const size = unitsOfText(order.size);
  return (closable <= 0n ? size : size > closable ? size - closable : 0n) as Money;
}

/** The price that the exposure of an order is counted at: its own, else the last known one. */
export function referencePrice(order: WireOrder, markPrice: string): Money {
  const own = 'price' in order ? order.price : null;
  return unitsOfText(own ?? markPrice);
}
