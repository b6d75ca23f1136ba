import type { OrderStatus } from '../contracts/queries/list-orders.query.js';
import type { Evidence } from './order-life.js';
import { isAtVenue, isUnresolved } from './status.js';

/** What a venue that was asked for an order has shown of it. */
export type Sighting =
  | { readonly seen: 'open' | 'filled' | 'triggered' }
  | { readonly seen: 'cancelled' | 'rejected' | 'expired'; readonly code: string | null }
  /** Looked for everywhere, and nowhere to be found. */
  | { readonly seen: 'nowhere' }
  /** Not looked for, or not everywhere: no answer. */
  | { readonly seen: 'nothing' };

/** An order that is looked for, as far as the conclusion depends on it. */
export interface LookedFor {
  readonly status: OrderStatus;
  readonly cancelWanted: boolean;
  /** Looks before this one that found nothing although the venue could no longer accept it. */
  readonly looks: number;
  /** The venue can no longer accept it, and what it accepted last is visible: only now does "nowhere" say something. */
  readonly believable: boolean;
  /** How many looks must find nothing. */
  readonly looksNeeded: number;
}

export interface Conclusion {
  readonly evidence: Evidence | null;
  /** It must be looked for once more; a look that counts brings "never was" closer. */
  readonly again: 'counted' | 'not-counted' | null;
  /** It is still there although its end is wanted: the venue is asked once more to cancel it. */
  readonly cancelAgain: boolean;
}

const AGAIN: Conclusion = { evidence: null, again: 'not-counted', cancelAgain: false };

/**
 * What follows from one look at the venue. An order that is nowhere was either never accepted, or it was there before and its
 * end has been missed; both are believed only after the deadline and after as many looks as the venue needs. A filled order
 * is accepted and no more: fills are counted from trades, never from a status.
 */
export function conclude(order: LookedFor, sighting: Sighting): Conclusion {
  const { status, cancelWanted } = order;
  switch (sighting.seen) {
    case 'nothing':
      return AGAIN;
    case 'open': {
      const evidence: Evidence | null = isUnresolved(status) ? { kind: 'accepted' } : null;
      return { evidence, again: null, cancelAgain: cancelWanted };
    }
    case 'filled':
    case 'triggered':
      return { ...AGAIN, evidence: isUnresolved(status) ? { kind: 'accepted' } : null };
    case 'cancelled':
    case 'expired':
    case 'rejected': {
      const code = sighting.code ?? (sighting.seen === 'cancelled' && cancelWanted ? 'asked' : sighting.seen);
      return { evidence: { kind: sighting.seen, code }, again: null, cancelAgain: false };
    }
    case 'nowhere':
      return nowhere(order);
  }
}

function nowhere({ status, cancelWanted, looks, believable, looksNeeded }: LookedFor): Conclusion {
  if (!believable) return AGAIN;
  if (looks + 1 < looksNeeded) return { evidence: null, again: 'counted', cancelAgain: false };
  if (isUnresolved(status)) return { evidence: { kind: 'absent' }, again: null, cancelAgain: false };
  if (!isAtVenue(status)) return { evidence: null, again: null, cancelAgain: false };
  const code = cancelWanted ? 'asked' : 'gone-at-venue';
  return { evidence: { kind: 'cancelled', code }, again: null, cancelAgain: false };
}
