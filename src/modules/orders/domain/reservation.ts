import { divide } from '../../../shared/pure/numbers/decimal.js';
import { formatMoney, type Money } from '../../../shared/pure/numbers/money.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import type { ApprovedOrder, Denial } from './risk/approve.js';
import { quoteOf } from './risk/limits.js';

/** What an order ties up of its account until it is known not to need it any more. */
export interface Reservation {
  readonly currency: string;
  /** In units of 10^-18, above 0. */
  readonly amount: Money;
}

/** What an account has of a currency for orders that add. */
export interface Funds {
  /** Null while it is not known: the venue decides then. */
  readonly total: Money | null;
  readonly reserved: Money;
}

/** The currency that an instrument is paid in: `BTC/USDT:USDT` in USDT, `BTC/USD:BTC` in BTC, `BTC/USDT` in USDT. */
export const paidIn = (symbol: string): string => symbol.split(':')[1] ?? quoteOf(symbol);

/**
 * What an approved order reserves: the value by which it may add, divided by the leverage it is traded with and rounded up.
 * Null for what adds nothing: an exit waits for nobody's money.
 * @param leverage null where it is not known; `maxLeverage`, which leaves the least, is reserved for then.
 */
export function reservationOf(
  symbol: string,
  { exposure }: ApprovedOrder,
  leverage: number | null,
  maxLeverage: number,
): Reservation | null {
  if (exposure === 0n) return null;
  const spot = !symbol.includes(':');
  const divisor = spot ? 1 : Math.max(1, Math.floor(leverage ?? maxLeverage));
  return { currency: paidIn(symbol), amount: divide(exposure, BigInt(divisor), 'ceil') as Money };
}

/** Why the account cannot pay for it; null when it can, or when it is not known. */
export function fundsDenial({ currency, amount }: Reservation, { total, reserved }: Funds): Denial | null {
  if (total === null) return null;
  const free = total - reserved;
  if (amount <= free) return null;
  return {
    code: 'not-enough-free',
    details: {
      currency,
      needed: formatMoney(amount),
      available: formatMoney(free < 0n ? 0n : free),
      reserved: formatMoney(reserved),
      total: formatMoney(total),
    },
  };
}

/** An approved order with what it reserves, and what is left then; nothing where `funds` is null. Refused when it is not there. */
export function reservedFor(
  funds: Funds | null,
  symbol: string,
  approved: ApprovedOrder,
  { leverage, maxLeverage }: { readonly leverage: number | null; readonly maxLeverage: number },
): Result<{ readonly reservation: Reservation | null; readonly left: Funds | null }, Denial> {
  const reservation = funds === null ? null : reservationOf(symbol, approved, leverage, maxLeverage);
  if (funds === null || reservation === null) return ok({ reservation: null, left: funds });
  const denial = fundsDenial(reservation, funds);
  if (denial !== null) return err(denial);
  const reserved = (funds.reserved + reservation.amount) as Money;
  return ok({ reservation, left: { total: funds.total, reserved } });
}
