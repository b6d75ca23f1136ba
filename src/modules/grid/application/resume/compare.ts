import type { InstrumentKind } from '../../../../shared/pure/market/instrument.js';
import { money } from '../../../../shared/pure/numbers/money.js';

/** An order by its natural name within one bot. */
export interface NamedOrder {
  readonly cycle: number | null;
  readonly leg: string | null;
}

/** A live order as our books have it. */
export interface BookedOrder extends NamedOrder {
  readonly clientOrderId: string;
}

export interface Comparison<Wanted extends NamedOrder> {
  readonly wanted: number;
  /** Wanted, booked and open at the venue. */
  readonly recovered: number;
  /** Wanted, although they are known to have ended. */
  readonly missing: readonly Wanted[];
}

const nameOf = ({ cycle, leg }: NamedOrder): string => `${cycle} ${leg}`;

/**
 * What a ladder wants against what our books hold as live or as ended and what the venue shows as open. An order that is not
 * booked yet, or booked but not shown, is on its way or being looked for by its client order id: it is neither recovered nor
 * missing, and to place another one for it would make two.
 */
export function compareOrders<Wanted extends NamedOrder>(
  wanted: readonly Wanted[],
  booked: { readonly live: readonly BookedOrder[]; readonly ended: readonly NamedOrder[] },
  atVenue: readonly string[],
): Comparison<Wanted> {
  const ended = new Set(booked.ended.map(nameOf));
  const known = new Map(booked.live.map((order) => [nameOf(order), order.clientOrderId]));
  const shown = new Set(atVenue);
  return {
    wanted: wanted.length,
    recovered: wanted.filter((order) => shown.has(known.get(nameOf(order)) ?? '')).length,
    missing: wanted.filter((order) => ended.has(nameOf(order)) && !known.has(nameOf(order))),
  };
}

/** A venue's account, as far as a position is concerned; sizes as decimal text. */
export interface Holdings {
  readonly balances: readonly { readonly currency: string; readonly total: string }[];
  readonly positions: readonly { readonly symbol: string; readonly side: string; readonly size: string }[];
}

/**
 * Whether the venue holds what the ladder holds (signed, plain decimal): exactly that on a perpetual; on spot at least that,
 * since coins of one kind are not told apart. Null while the venue does not tell.
 */
export function holdsAsMuch(
  { kind, symbol, base }: { readonly kind: InstrumentKind; readonly symbol: string; readonly base: string },
  held: string,
  account: Holdings | null,
): boolean | null {
  if (account === null) return null;
  if (kind === 'spot') {
    const balance = account.balances.find(({ currency }) => currency === base)?.total ?? '0';
    return money(balance) >= money(held);
  }
  const position = account.positions.find((each) => each.symbol === symbol);
  const size = position === undefined ? 0n : money(position.size);
  return (position?.side === 'short' ? 0n - size : size) === money(held);
}
