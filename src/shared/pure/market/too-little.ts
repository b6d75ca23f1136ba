import { money, type Money } from '../numbers/money.js';
import type { Instrument } from './instrument.js';

const ONE = 10n ** 18n;

/**
 * Whether a holding is so little that its venue takes no order that would close it: less than the smallest size or, of coins, worth less
 * than the smallest value. A perpetual may be reduced whatever it is worth.
 * @param size >= 0, in units of 10^-18
 * @param price of one unit, in units of 10^-18; null while none is known: then only the size counts
 */
export function isTooLittle(
  { kind, minSize, minNotional }: Pick<Instrument, 'kind' | 'minSize' | 'minNotional'>,
  size: Money,
  price: Money | null,
): boolean {
  if (size < money(minSize)) return true;
  return kind === 'spot' && price !== null && size * price < money(minNotional) * ONE;
}
