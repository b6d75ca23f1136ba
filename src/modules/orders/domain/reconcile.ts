import type { Money } from '../../../shared/pure/numbers/money.js';
import { decodeClientOrderId } from './client-order-id.js';
import { unitsOfText } from './exposure.js';
import type { ShownPosition } from './holdings.js';

/** What a venue shows of an account, as far as our books can be held against it. */
export interface VenueSnapshot {
  readonly positions: readonly {
    readonly symbol: string;
    readonly side: string;
    readonly hedged?: true;
    readonly size: string;
  }[];
  readonly openOrders: readonly { readonly symbol: string; readonly clientOrderId: string }[];
}

/** Sizes that the venue shows of a symbol. */
export function shownPosition(
  { positions }: Pick<VenueSnapshot, 'positions'>,
  symbol: string,
): ShownPosition {
  const sizes = { long: 0n, short: 0n };
  let isHedged = false;
  for (const { symbol: theirs, side, size, hedged } of positions) {
    if (theirs !== symbol) continue;
    sizes[side === 'short' ? 'short' : 'long'] += unitsOfText(size);
    isHedged ||= hedged === true;
  }
  return { long: sizes.long as Money, short: sizes.short as Money, hedged: isHedged };
}

/**
 * Whose an open order is that our books do not know.
 * @param incarnations of this installation: the one of now, and those of before a time was lost
 */
export function strangerKind(
  clientOrderId: string,
  incarnations: readonly string[],
): 'unknown-order' | 'other-installation' | 'foreign' {
  const decoded = decodeClientOrderId(clientOrderId);
  if (decoded === null) return 'foreign';
  return incarnations.includes(decoded.incarnation) ? 'unknown-order' : 'other-installation';
}

/** A difference as it was seen the last time. */
export interface SeenDifference {
  /** Everything that it depends on: what our books and the venue say. */
  readonly what: string;
  /** When it was seen first, as it is. */
  readonly sinceMs: number;
  /** Since when it is seen with nothing on its way that may explain it; null while something is. */
  readonly calmSinceMs: number | null;
  /** How often it was seen so. */
  readonly looks: number;
}

/** A difference that stays the same for so long is one; anything shorter may be a fill on its way. */
export const DIFFERS_FOR_MS = 10_000;
/** After so long, and so many looks, nobody will explain it any more: a fill may come a minute after its order. */
const UNEXPLAINED_FOR_MS = 120_000;
const UNEXPLAINED_LOOKS = 3;

/**
 * One that is not what it was before begins anew: whatever fills changes what the venue shows or what our books say. While
 * something is on its way a look proves nothing, but takes nothing back either, or a bot that goes on trying to close what its
 * venue does not have any more would keep its books wrong for ever.
 */
export function seenAgain(
  before: SeenDifference | undefined,
  { what, busy }: { readonly what: string; readonly busy: boolean },
  atMs: number,
): SeenDifference {
  const same = before?.what === what ? before : { what, sinceMs: atMs, calmSinceMs: null, looks: 0 };
  if (busy) return { ...same, calmSinceMs: null };
  return { ...same, calmSinceMs: same.calmSinceMs ?? atMs, looks: same.looks + 1 };
}

/** It has stood long enough to hold back what adds, and to be told. */
export const stands = ({ calmSinceMs }: SeenDifference, nowMs: number): boolean =>
  calmSinceMs !== null && nowMs - calmSinceMs >= DIFFERS_FOR_MS;

/** Milliseconds until it is old enough to be taken for what it is; 0 when it is. */
export const agesInMs = ({ sinceMs }: SeenDifference, nowMs: number): number =>
  Math.max(0, sinceMs + UNEXPLAINED_FOR_MS - nowMs);

/** It has stood long enough to be taken for what it is. */
export const isUnexplained = ({ sinceMs, calmSinceMs, looks }: SeenDifference, nowMs: number): boolean =>
  calmSinceMs !== null && looks >= UNEXPLAINED_LOOKS && nowMs - sinceMs >= UNEXPLAINED_FOR_MS;
