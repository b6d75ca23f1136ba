import { Command } from '../../../../shared/pure/messages/message.js';
import type { Refusal } from '../../../../shared/pure/refusal.js';
import type { Result } from '../../../../shared/pure/result.js';
import type { OrderView } from '../queries/list-orders.query.js';

export interface CancelOrderData {
  readonly userId: string;
  readonly orderId: string;
}

/** Asks for the end of an order; one that has ended stays as it is. Refused with `not-found`. */
export class CancelOrder extends Command<CancelOrderData, Result<OrderView, Refusal>> {
  static readonly type = 'orders.cancel-order.v1';
}
