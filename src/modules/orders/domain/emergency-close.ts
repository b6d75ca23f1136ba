import { unitsOfText } from './exposure.js';
import { isOnTheWrongSide } from './kept-position.js';
import { formatMoney } from '../../../shared/pure/numbers/money.js';
import type { PositionSide } from '../../../shared/pure/strategy/order.js';
import type { WireOrder } from '../../../shared/pure/strategy/wire-order.js';

/** Legs of the orders that close what cannot be protected begin so; the position follows in hedge mode, then a number. */
export const EMERGENCY_LEG = 'emergency-close-';

/** How the legs begin that close this position. */
export const emergencyLeg = (position: 'net' | PositionSide): string =>
  position === 'net' ? EMERGENCY_LEG : `${EMERGENCY_LEG}${position}-`;

/**
 * Closes the whole of a signed size at the market; reduce-only, so that one too many can never open the other way. Null where a
 * position of hedge mode is not on its own side: more was taken of it than was booked for its holder, and an order about it would
 * open what there is none of.
 */
export function emergencyClose(
  size: string,
  position: 'net' | PositionSide,
): Extract<WireOrder, { type: 'market' }> | null {
  const units = unitsOfText(size);
  if (isOnTheWrongSide(position, units)) return null;
  const held = formatMoney(units < 0n ? 0n - units : units);
  const about = position === 'net' ? {} : { positionSide: position };
  return { type: 'market', side: units < 0n ? 'buy' : 'sell', reduceOnly: true, size: held, ...about };
}
