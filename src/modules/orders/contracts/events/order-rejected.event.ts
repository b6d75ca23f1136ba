import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import { orderKey, type OrderFacts } from './order-facts.js';

export interface OrderRejectedData {
  readonly order: OrderFacts;
  readonly code: string;
  readonly details: Readonly<Record<string, string>>;
}

/** Refused by the venue, at once or when it came to be filled. */
export class OrderRejected extends RecordEvent<OrderRejectedData> {
  static readonly type = 'orders.order-rejected.v1';

  override get key(): string {
    return orderKey(this.data.order);
  }
}
