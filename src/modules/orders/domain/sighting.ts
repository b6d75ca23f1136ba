import type { OrderStatus } from '../contracts/queries/list-orders.query.js';
import { FORGOTTEN, type AbsenceSeen } from './absence.js';
import type { Evidence } from './order-life.js';
import { isAtVenue, isEnded, isUnresolved } from './status.js';
import { CHILD_LOOKS } from './venue-terms.js';

/** What a venue that was asked for an order has shown of it. */
export type Sighting =
  | { readonly seen: 'open' | 'filled' | 'triggered' }
  /** It has triggered, and another order acts in its place, or will: `shown` once the venue shows that one. */
  | { readonly seen: 'child'; readonly shown: boolean }
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
  /** Once it has triggered, another order acts in its place. */
  readonly actsByChild: boolean;
  /** What it would prove that it is nowhere. */
  readonly absence: AbsenceSeen;
}

export interface Conclusion {
  readonly evidence: Evidence | null;
  /** It must be looked for once more; a look that counts brings "never was" closer. */
  readonly again: 'counted' | 'not-counted' | null;
  /** It is still there although its end is wanted: the venue is asked once more to cancel it. */
  readonly cancelAgain: boolean;
}

const AGAIN: Conclusion = { evidence: null, again: 'not-counted', cancelAgain: false };
const COUNTED: Conclusion = { ...AGAIN, again: 'counted' };

/**
 * What follows from one look at the venue. An order that is nowhere was either never accepted, or it was there before and its
 * end has been missed; both are believed only after the deadline and after as many looks as the venue needs. Once the venue may have
 * forgotten it, it is over and no more is known: then what is held decides. A filled order
 * is accepted and no more: fills are counted from trades, never from a status. One whose child acts for it is there as long as
 * the child is, and for a while when no list shows any of the two.
 */
export function conclude(order: LookedFor, sighting: Sighting): Conclusion {
  const { status, cancelWanted, looks } = order;
  switch (sighting.seen) {
    case 'nothing':
      return AGAIN;
    case 'open': {
      const evidence: Evidence | null = isUnresolved(status) ? { kind: 'accepted' } : null;
      return { evidence, again: null, cancelAgain: cancelWanted };
    }
    case 'filled':
    case 'triggered':
      return order.absence === 'forgotten' && !isUnresolved(status) ? forgotten(order) : accepted(status);
    case 'child':
      if (sighting.shown || isUnresolved(status)) return accepted(status);
      if (looks + 1 < CHILD_LOOKS) return COUNTED;
      return { ...AGAIN, evidence: { kind: 'cancelled', code: 'child-missing' }, again: null };
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

/** There, and to be looked for again: its fills come with its trades. */
const accepted = (status: OrderStatus): Conclusion => ({
  ...AGAIN,
  evidence: isUnresolved(status) ? { kind: 'accepted' } : null,
});

/** Its trades would be told by now, if they were still told. */
const forgotten = (order: LookedFor): Conclusion =>
  order.looks + 1 < looksFor(order) ? COUNTED : { ...AGAIN, evidence: { kind: 'forgotten' } };

/**
 * Looks that have shown a stop as triggered, and not yet what acts in its place, are counted like those that find nothing: as many of
 * them as there may be say nothing of a stop whose end is wanted and that is nowhere. One that should protect is believed to be gone
 * sooner: what it protects has fifteen seconds. None is counted before it is known to have arrived.
 */
const looksFor = ({ status, cancelWanted, looksNeeded, actsByChild }: LookedFor): number =>
  actsByChild && cancelWanted && !isUnresolved(status) ? looksNeeded + CHILD_LOOKS - 1 : looksNeeded;

function nowhere(order: LookedFor): Conclusion {
  const { status, cancelWanted, looks, believable, absence } = order;
  const looksNeeded = looksFor(order);
  if (!believable || absence === 'unsure') return AGAIN;
  if (looks + 1 < looksNeeded) return COUNTED;
  if (absence === 'forgotten' && !isEnded(status)) return forgotten(order);
  if (isUnresolved(status)) {
    const evidence: Evidence = absence === 'over' ? { kind: 'over', code: FORGOTTEN } : { kind: 'absent' };
    return { evidence, again: null, cancelAgain: false };
  }
  if (!isAtVenue(status)) return { evidence: null, again: null, cancelAgain: false };
  const code = cancelWanted ? 'asked' : 'gone-at-venue';
  return { evidence: { kind: 'cancelled', code }, again: null, cancelAgain: false };
}
