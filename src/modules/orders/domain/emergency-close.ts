import { unitsOfText } from './exposure.js';
import { formatMoney } from '../../../shared/pure/numbers/money.js';
import type { WireOrder } from '../../../shared/pure/strategy/wire-order.js';

/** Legs of the orders that close what cannot be protected begin so; a number follows. */
export const EMERGENCY_LEG = 'emergency-close-';

/** Closes the whole of a signed size at the market; reduce-only, so that one too many can never open the other way. */
export function emergencyClose(size: string): Extract<WireOrder, { type: 'market' }> {
  const units = unitsOfText(size);
  const held = formatMoney(units < 0n ? 0n - units : units);
  return { type: 'market', side: units < 0n ? 'buy' : 'sell', reduceOnly: true, size: held };
}
