import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import { orderKey, type OrderFacts } from './order-facts.js';

export interface OrderExpiredData {
  readonly order: OrderFacts;
  /** Kebab-case cause: `not-filled-at-once` of an order that takes at once or never. */
  readonly code: string;
  readonly filledSize: string;
}

/** The venue had the order, and its time is over; what was filled before stays filled. */
export class OrderExpired extends RecordEvent<OrderExpiredData> {
  static readonly type = 'orders.order-expired.v1';

  override get key(): string {
    return orderKey(this.data.order);
  }
}
