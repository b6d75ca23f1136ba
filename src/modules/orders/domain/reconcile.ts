import type { Money } from '../../../shared/pure/numbers/money.js';
import { decodeClientOrderId } from './client-order-id.js';
import { isSpot, unitsOfText } from './exposure.js';

/** What a venue shows of an account, as far as our books can be held against it. */
export interface VenueSnapshot {
  readonly positions: readonly { readonly symbol: string; readonly side: string; readonly size: string }[];
  readonly openOrders: readonly { readonly symbol: string; readonly clientOrderId: string }[];
}

/** Signed size that the venue shows; both sides of a hedged position together. */
export function venuePosition({ positions }: VenueSnapshot, symbol: string): Money {
  let size = 0n;
  for (const each of positions)
    if (each.symbol === symbol)
      size += each.side === 'short' ? 0n - unitsOfText(each.size) : unitsOfText(each.size);
  return size as Money;
}

/** Spot has no positions: coins of one kind are not told apart, and a person may move their own. */
export const isComparable = (symbol: string): boolean => !isSpot(symbol);

/** Whose an open order is that our books do not know. */
export function strangerKind(
  clientOrderId: string,
  incarnation: string,
): 'unknown-order' | 'other-installation' | 'foreign' {
  const decoded = decodeClientOrderId(clientOrderId);
  if (decoded === null) return 'foreign';
  return decoded.incarnation === incarnation ? 'unknown-order' : 'other-installation';
}

/** A difference of positions as it was seen once. */
export interface SeenDifference {
  readonly ours: Money;
  readonly theirs: Money;
  readonly atMs: number;
}

/** A difference that stays the same for so long is one; anything shorter may be a fill on its way. */
export const DIFFERS_FOR_MS = 10_000;

/** Whether a difference has stood long enough, and from when it counts. */
export function confirmed(
  before: SeenDifference | undefined,
  now: SeenDifference,
): { readonly since: SeenDifference; readonly stands: boolean } {
  if (before?.ours !== now.ours || before.theirs !== now.theirs) return { since: now, stands: false };
  return { since: before, stands: now.atMs - before.atMs >= DIFFERS_FOR_MS };
}
