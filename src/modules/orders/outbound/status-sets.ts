import { raw, type Sql } from '../../../shared/platform/persistence/sql.js';
import { ORDER_STATUSES, type OrderStatus } from '../contracts/queries/list-orders.query.js';
import { isAtVenue, isEnded, isGivenUp, isUnresolved, mayHaveArrived } from '../domain/status.js';

/** Written out, because partial indexes are used only where their condition stands in the statement literally. */
const literal = (belongs: (status: OrderStatus) => boolean): Sql =>
  raw(
    `ARRAY[${ORDER_STATUSES.filter(belongs)
      .map((status) => `'${status}'::text`)
      .join(', ')}]`,
  );

/** May still act, as far as is known. */
export const LIVE = literal((status) => !isEnded(status));

/** Whether the venue has it is not known. */
export const UNRESOLVED = literal(isUnresolved);

/** We have concluded that it never acted and never will. */
export const GIVEN_UP = literal(isGivenUp);

/** Sent, and not proven never to have been taken. */
export const MAY_HAVE_ARRIVED = literal(mayHaveArrived);

export const AT_VENUE = literal(isAtVenue);
