import type { Evidence } from './order-life.js';

/** What a venue answered to an order, in words that are the same for all venues. */
export interface VenueAnswer {
  readonly outcome: 'accepted' | 'rejected' | 'duplicate' | 'cancelled' | 'not-found' | 'unknown';
  readonly code: string | null;
}

/**
 * Refusals that a venue gives before it has looked for a place for the order, so that nothing can be there afterwards. An
 * adapter translates the raw codes of its venue that are proven to be of this kind, and no others, into these words.
 */
const DEFINITE_NO: ReadonlySet<string> = new Set([
  'account-restricted',
  'above-maximum',
  'below-minimum',
  'duplicate-order',
  'insufficient-funds',
  'insufficient-margin',
  'instrument-halted',
  'instrument-not-prepared',
  'invalid-key',
  'invalid-leverage',
  'invalid-price',
  'invalid-size',
  'invalid-terms',
  'leverage-above-tier',
  'no-price',
  'not-held',
  'nothing-to-reduce',
  'one-way-only',
  'position-mode',
  'position-open',
  'post-only-would-take',
  'price-out-of-band',
  'rate-limited',
  'too-many-orders',
  'unknown-account',
  'unknown-instrument',
  'unknown-order',
  'wrong-currency',
]);

/** The venue says that it has not looked at the order at all, because it came after its deadline, and never will. */
const TOO_LATE = 'deadline-passed';

/**
 * What an answer proves about an order that was sent. A definite no is only what stands on the list; a word that nobody has
 * put there says nothing, whatever the venue may have meant by it.
 */
export function classify({ outcome, code }: VenueAnswer): Evidence {
  switch (outcome) {
    case 'accepted':
      return { kind: 'accepted' };
    case 'rejected':
      if (code === TOO_LATE) return { kind: 'absent' };
      return code !== null && DEFINITE_NO.has(code)
        ? { kind: 'rejected', code }
        : { kind: 'unanswered', code: code ?? 'rejected-without-a-reason' };
    case 'duplicate':
      return { kind: 'unanswered', code: 'duplicate' };
    case 'cancelled':
    case 'not-found':
    case 'unknown':
      return { kind: 'unanswered', code: code ?? outcome };
  }
}
