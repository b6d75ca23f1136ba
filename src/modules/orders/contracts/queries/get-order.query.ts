import { Query } from '../../../../shared/pure/messages/message.js';
import type { OrderView } from './list-orders.query.js';

export interface GetOrderData {
  readonly userId: string;
  readonly orderId: string;
}

/** One order of the user, or null. */
export class GetOrder extends Query<GetOrderData, OrderView | null> {
  static readonly type = 'orders.get-order.v1';
}
