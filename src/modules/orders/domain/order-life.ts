import type { Money } from '../../../shared/pure/numbers/money.js';
import type { OrderStatus } from '../contracts/queries/list-orders.query.js';
import { FORGOTTEN } from './absence.js';
import { isAtVenue, isEnded, stronger } from './status.js';

/** What changes in the life of an order. Sizes in units of 10^-18. */
export interface OrderLife {
  readonly type: 'market' | 'limit' | 'stop-market' | 'trigger' | 'liquidation';
  /** Null for a trigger, which closes what there is. */
  readonly size: Money | null;
  readonly status: OrderStatus;
  /** Why it ended as it did, or that what is held has to decide whether it filled anything; null otherwise. */
  readonly code: string | null;
  readonly filled: Money;
  /** Whether its acceptance has been told. */
  readonly announced: boolean;
}

/** One thing that was learnt about an order, from whatever source. */
export type Evidence =
  /** The venue has it. */
  | { readonly kind: 'accepted' }
  | { readonly kind: 'rejected'; readonly code: string }
  /** It was sent and no answer came, or one that says nothing. */
  | { readonly kind: 'unanswered'; readonly code: string }
  /** The venue was asked after it could no longer accept it, and does not have it. */
  | { readonly kind: 'absent' }
  /** It could not be found out in time. */
  | { readonly kind: 'undecided' }
  /** It is not at the venue any more, and what became of it nobody there knows: what is held has to decide what it filled. */
  | { readonly kind: 'forgotten' }
  /** It is not at the venue any more, if it ever was, and has filled nothing that is not counted. */
  | { readonly kind: 'over'; readonly code: string }
  | { readonly kind: 'cancel-asked' }
  /** It was given up before it was sent. */
  | { readonly kind: 'withdrawn'; readonly code: string }
  | { readonly kind: 'cancelled'; readonly code: string }
  /** The venue had it, and its time is over. */
  | { readonly kind: 'expired'; readonly code: string }
  /** A whole-bot trigger acted; it may close something or not. */
  | { readonly kind: 'triggered' }
  /** An execution not counted before. `flat`: nothing is left that a reduce-only order could still reduce. */
  | { readonly kind: 'filled'; readonly size: Money; readonly flat: boolean };

/** What is worth telling about a step of an order's life. */
export type Telling = 'placed' | 'rejected' | 'cancelled' | 'expired' | 'lost' | 'undecided';

export interface Learnt {
  readonly life: OrderLife;
  /** In this order, before the event of the evidence itself where that is a fill or a trigger. */
  readonly tell: readonly Telling[];
}

/**
 * Takes one piece of evidence. Pieces may come in any order and more than once (fills are counted by their trade id before
 * they come here): the status at the end is the same, and each telling is said once.
 */
export function learn(life: OrderLife, evidence: Evidence): Learnt {
  const filled = evidence.kind === 'filled' ? ((life.filled + evidence.size) as Money) : life.filled;
  const status = stronger(life.status, saidBy(life, evidence, filled));
  const moved = status !== life.status;
  const tell: Telling[] = [];
  const placed = !life.announced && provesAcceptance(evidence);
  if (placed) tell.push('placed');
  if (moved && (status === 'rejected' || status === 'cancelled' || status === 'expired')) tell.push(status);
  if (moved && status === 'absent') tell.push('lost');
  if (moved && status === 'needs-human') tell.push('undecided');
  const code = moved || (evidence.kind === 'forgotten' && !isEnded(status)) ? codeOf(evidence) : life.code;
  return { life: { ...life, status, code, filled, announced: life.announced || placed }, tell };
}

function saidBy(life: OrderLife, evidence: Evidence, filled: Money): OrderStatus {
  switch (evidence.kind) {
    case 'accepted':
      return life.type === 'market' ? 'acked' : 'open';
    case 'unanswered':
      return 'unknown';
    case 'undecided':
    case 'forgotten':
      return 'needs-human';
    case 'cancel-asked':
      // Before the venue has answered it has nothing that could be cancelled; the wish itself is kept beside the order.
      return isAtVenue(life.status) ? 'cancel-requested' : life.status;
    case 'triggered':
      return 'filled';
    case 'filled':
      return life.size === null || filled >= life.size || evidence.flat ? 'filled' : 'partial';
    case 'withdrawn':
    case 'over':
      return 'cancelled';
    case 'absent':
    case 'rejected':
    case 'cancelled':
    case 'expired':
      return evidence.kind;
  }
}

/** A rejection at once means that the order was never there; the same word later ends an order that was. */
const provesAcceptance = ({ kind }: Evidence): boolean =>
  kind === 'accepted' ||
  kind === 'cancelled' ||
  kind === 'expired' ||
  kind === 'triggered' ||
  kind === 'filled';

const codeOf = (evidence: Evidence): string | null =>
  evidence.kind === 'forgotten' ? FORGOTTEN : 'code' in evidence ? evidence.code : null;

/** Nothing that happens to it from here on was to be expected; it is counted all the same. */
export const isLate = (life: OrderLife): boolean => isEnded(life.status);
