import type { JsonObject } from '../../../../shared/pure/json.js';
import { Query } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { OrderStatus } from './list-orders.query.js';

/** One step of an order's life. */
export interface OrderEventView {
  /** Wall time. */
  readonly at: EpochMs;
  readonly status: OrderStatus;
  readonly code: string | null;
  readonly details: JsonObject;
  /** Place in the list, for the next page. */
  readonly position: number;
}

export interface ListOrderEventsData {
  readonly userId: string;
  readonly orderId: string;
  /** Events after this position; null for the first page. */
  readonly after: number | null;
  /** 1..201. */
  readonly limit: number;
}

/** The history of one order, oldest first; null when the user has no such order. */
export class ListOrderEvents extends Query<ListOrderEventsData, readonly OrderEventView[] | null> {
  static readonly type = 'orders.list-order-events.v1';
}
