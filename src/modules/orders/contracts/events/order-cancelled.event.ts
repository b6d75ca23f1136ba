import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import { orderKey, type OrderFacts } from './order-facts.js';

export interface OrderCancelledData {
  readonly order: OrderFacts;
  /** Kebab-case cause: asked, replaced, position-closed, triggered, cycle-ended, liquidation, gone-at-venue, forgotten. */
  readonly code: string;
  readonly filledSize: string;
}

/** The order will not act any more; what was filled before stays filled. */
export class OrderCancelled extends RecordEvent<OrderCancelledData> {
  static readonly type = 'orders.order-cancelled.v1';

  override get key(): string {
    return orderKey(this.data.order);
  }
}
