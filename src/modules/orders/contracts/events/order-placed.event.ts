import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import { orderKey, type OrderFacts } from './order-facts.js';

export interface OrderPlacedData {
  readonly order: OrderFacts;
  readonly venueOrderId: string | null;
}

/** The venue has accepted the order. */
export class OrderPlaced extends RecordEvent<OrderPlacedData> {
  static readonly type = 'orders.order-placed.v1';

  override get key(): string {
    return orderKey(this.data.order);
  }
}
