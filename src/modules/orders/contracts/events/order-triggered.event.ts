import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import { orderKey, type OrderFacts } from './order-facts.js';

export interface OrderTriggeredData {
  readonly order: OrderFacts;
  readonly price: string;
  readonly at: EpochMs;
}

/** A whole-bot trigger has acted at the venue. */
export class OrderTriggered extends RecordEvent<OrderTriggeredData> {
  static readonly type = 'orders.order-triggered.v1';

  override get key(): string {
    return orderKey(this.data.order);
  }
}
