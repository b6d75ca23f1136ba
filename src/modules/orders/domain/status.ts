import { ORDER_STATUSES, type OrderStatus } from '../contracts/queries/list-orders.query.js';

/**
 * How much is known of an order, weakest first. Its status is the strongest thing that is known, so it only moves forward,
 * and the order in which reports arrive does not matter. What we concluded (denied, abandoned, absent) is weaker than what a
 * venue says, because a venue that knows the order proves the conclusion wrong; fills are stronger than everything.
 */
const STRENGTH: Readonly<Record<OrderStatus, number>> = {
  planned: 0,
  sending: 1,
  unknown: 2,
  'needs-human': 3,
  abandoned: 4,
  denied: 5,
  absent: 6,
  acked: 7,
  open: 8,
  partial: 9,
  'cancel-requested': 10,
  expired: 11,
  rejected: 12,
  cancelled: 13,
  filled: 14,
};

/** The stronger of what was known and what is said now. */
export const stronger = (known: OrderStatus, said: OrderStatus): OrderStatus =>
  STRENGTH[said] > STRENGTH[known] ? said : known;

const strongerThan = (limit: OrderStatus): readonly OrderStatus[] =>
  ORDER_STATUSES.filter((status) => STRENGTH[status] > STRENGTH[limit]);

/** The order will not act any more, as far as is known. */
const ENDED: ReadonlySet<OrderStatus> = new Set([
  ...strongerThan('cancel-requested'),
  'abandoned',
  'denied',
  'absent',
]);

export const isEnded = (status: OrderStatus): boolean => ENDED.has(status);

/** The venue has said that it has the order, which may still act. */
export const isAtVenue = (status: OrderStatus): boolean =>
  status === 'acked' || status === 'open' || status === 'partial' || status === 'cancel-requested';

/** That it never acted and never will is our own conclusion; a venue that shows it proves it wrong. */
export const isGivenUp = (status: OrderStatus): boolean =>
  status === 'abandoned' || status === 'denied' || status === 'absent';

/** Whether the venue has it or not is not known. */
export const isUnresolved = (status: OrderStatus): boolean =>
  status === 'sending' || status === 'unknown' || status === 'needs-human';

/** An order that was sent stands at its venue with it, has stood there, or may do so. */
export const mayHaveArrived = (status: OrderStatus): boolean =>
  !isGivenUp(status) && status !== 'planned' && status !== 'rejected';

/** It never acted and never will: the one who wanted it may ask for it again, as a further attempt. */
export const mayBeAttemptedAgain = (status: OrderStatus): boolean =>
  status === 'absent' || status === 'abandoned';
