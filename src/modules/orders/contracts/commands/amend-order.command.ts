import { Command } from '../../../../shared/pure/messages/message.js';
import type { Refusal } from '../../../../shared/pure/refusal.js';
import type { Result } from '../../../../shared/pure/result.js';
import type { OrderView } from '../queries/list-orders.query.js';

export interface AmendOrderData {
  readonly userId: string;
  readonly orderId: string;
  /** New limit or trigger price as a plain decimal; null leaves it as it is. */
  readonly price: string | null;
  /** What is to rest from now on, of what has not filled yet, in base units; null leaves all of it. */
  readonly size: string | null;
  /** Steps of the order that were seen (`version`); null where it does not matter. */
  readonly ifVersion: number | null;
  /** Asking again with the same key wishes for nothing else. */
  readonly requestKey: string;
}

/**
 * Changes a resting order that a person has made: it is cancelled first, and once it is certainly gone another one with what
 * is left takes its place, judged anew. The answer is the order with the wish as it is stored; how that ends is told by
 * `orders.amendment-ended.v1`. What is so already changes nothing. Refused with `not-found`, `order-of-bot`, `order-ended`,
 * `order-does-not-rest`, `order-being-changed`, `precondition-failed`, `validation-failed`, `request-key-used`, or as a new
 * order would be: then nothing has happened to the old one.
 */
export class AmendOrder extends Command<AmendOrderData, Result<OrderView, Refusal>> {
  static readonly type = 'orders.amend-order.v1';
}
