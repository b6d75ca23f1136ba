import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { AmendmentState } from '../../contracts/queries/list-orders.query.js';
import type { Intent } from './intent.js';

/** A person's wish to change an order that rests, as it is stored. Decimals as plain text. */
export interface Amendment {
  /** The order that is to be changed; an order is changed once, then it has ended. */
  readonly orderId: string;
  readonly userId: string;
  readonly requestKey: string;
  readonly price: string;
  /** What is to rest, of an order that had filled `filledBefore` when that was said. */
  readonly size: string;
  readonly filledBefore: string;
  readonly state: AmendmentState;
  readonly correlationId: string;
}

/** How a wish ended. */
export interface AmendmentEnd {
  readonly state: Exclude<AmendmentState, 'pending'>;
  /** Why no order took the place; null where one did. */
  readonly code: string | null;
  readonly details: Readonly<Record<string, string>>;
  /** The order that took the place, or was denied when it should; null where none was made. */
  readonly successorId: string | null;
}

/** A wish whose order has ended. */
export interface DueAmendment {
  readonly intent: Intent;
  readonly createdAt: EpochMs;
  /** Since the last thing that was learnt of the order, by the database's clock. */
  readonly endedForMs: number;
}

/** Wishes to change orders. What is read inside a transaction is locked until it ends. */
export abstract class AmendmentStore {
  /** That of an order; null where nobody wishes for one. */
  abstract of(tx: Tx, orderId: string): Promise<Amendment | null>;

  /** Steps that the order has taken so far: it rises with everything that happens to it. */
  abstract versionOf(tx: Tx, orderId: string): Promise<number>;

  abstract add(tx: Tx, amendment: Amendment): Promise<void>;

  /** Ends a pending wish; one that has ended stays as it is. Answers whether it was pending. */
  abstract end(tx: Tx, orderId: string, end: AmendmentEnd): Promise<boolean>;

  /** At most `limit` pending wishes whose orders have ended, oldest first. */
  abstract due(limit: number): Promise<readonly DueAmendment[]>;
}
