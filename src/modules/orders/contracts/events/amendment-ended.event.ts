import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import type { AmendmentState } from '../queries/list-orders.query.js';
import { orderKey, type OrderFacts } from './order-facts.js';

export interface AmendmentEndedData {
  /** The order that was to be changed. */
  readonly order: OrderFacts;
  /**
   * `replaced`: another order took its place. `filled`: nothing was left to be placed. `denied`: what should have taken its
   * place was refused by us. `ended`: it ended otherwise, or the rest cannot be an order.
   */
  readonly outcome: Exclude<AmendmentState, 'pending'>;
  /** Why no order took the place; null where one did, or nothing was left. */
  readonly code: string | null;
  readonly details: Readonly<Record<string, string>>;
  /** The order that took the place, or was denied when it should; null where none was made. */
  readonly successorId: string | null;
}

/** A wish to change an order is over. The order itself has ended before. */
export class AmendmentEnded extends RecordEvent<AmendmentEndedData> {
  static readonly type = 'orders.amendment-ended.v1';

  override get key(): string {
    return orderKey(this.data.order);
  }
}
