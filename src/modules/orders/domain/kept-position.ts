import { formatMoney, type Money } from '../../../shared/pure/numbers/money.js';
import type { PositionSide } from '../../../shared/pure/strategy/order.js';
import type { WireOrder } from '../../../shared/pure/strategy/wire-order.js';
import { isSpot, unitsOfText } from './exposure.js';

/** Legs of the orders that close what a stopped bot has kept of this position begin so; a number follows. */
export const keptLeg = (position: 'net' | PositionSide): string => `close-kept-${position}-`;

/** What a bot has kept, and the lane that it lies in. Sizes in units of 10^-18. */
export interface Kept {
  readonly symbol: string;
  readonly position: 'net' | PositionSide;
  /** Signed, long positive. */
  readonly held: Money;
}

/** The position of a lane: signed, both sides of hedge mode together, and the size of the short one. */
export interface LanePosition {
  readonly position: Money;
  readonly short: Money;
}

/**
 * How much of what is kept an order may close so that `left` remains. No more than our books show in the whole lane on its side:
 * where somebody else stands on the other side only the difference is there, and a venue may refuse an order that is larger. Coins
 * are not set off against anything. Of a position of hedge mode that is not on its own side nothing can be closed: an order about it would
 * open it.
 */
export function closableOf({ symbol, position, held }: Kept, left: Money, lane: LanePosition): Money {
  const wanted = abs(held) - left;
  if (wanted <= 0n || isOnTheWrongSide(position, held)) return 0n as Money;
  if (isSpot(symbol)) return wanted as Money;
  const there =
    position === 'net' ? lane.position : position === 'long' ? lane.position + lane.short : lane.short;
  const reducible = position === 'net' && there > 0n !== held > 0n ? 0n : abs(there);
  return (wanted < reducible ? wanted : reducible) as Money;
}

/** More was taken of a position of hedge mode than was booked for its holder. */
export const isOnTheWrongSide = (position: 'net' | PositionSide, held: bigint): boolean =>
  position !== 'net' && held < 0n !== (position === 'short');

/**
 * What of it is left once so much is closed, or what was to be left before where that is less.
 * @param size > 0, plain decimal; null for all of it.
 */
export function leftAfter(
  { held, left }: Pick<Kept, 'held'> & { readonly left: Money | null },
  size: string | null,
): Money {
  const rest = size === null ? 0n : abs(held) - unitsOfText(size);
  const wanted = rest < 0n ? 0n : rest;
  return (left !== null && left < wanted ? left : wanted) as Money;
}

/** Closes so much of it at the market; reduce-only, so that one too many can never open the other way. */
export function closingOrder({ position, held }: Kept, size: Money): Extract<WireOrder, { type: 'market' }> {
  const side = held < 0n ? 'buy' : 'sell';
  const about = position === 'net' ? {} : { positionSide: position };
  return { type: 'market', side, reduceOnly: true, size: formatMoney(size), ...about };
}

const abs = (units: bigint): bigint => (units < 0n ? 0n - units : units);
