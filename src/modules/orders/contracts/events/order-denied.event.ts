import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import { orderKey, type OrderFacts } from './order-facts.js';

export interface OrderDeniedData {
  readonly order: OrderFacts;
  readonly code: string;
  readonly details: Readonly<Record<string, string>>;
}

/** Refused by us before anything was sent; `details` holds the numbers. */
export class OrderDenied extends RecordEvent<OrderDeniedData> {
  static readonly type = 'orders.order-denied.v1';

  override get key(): string {
    return orderKey(this.data.order);
  }
}
