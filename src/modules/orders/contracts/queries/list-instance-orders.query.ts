import { Query } from '../../../../shared/pure/messages/message.js';
import type { Side } from '../../../../shared/pure/strategy/order.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { OrderStatus } from './list-orders.query.js';

/** One attempt of an order of an instance: what became of it and why. Decimals as text. */
export interface InstanceOrder {
  readonly orderId: string;
  readonly cycle: number | null;
  readonly leg: string | null;
  readonly attempt: number;
  readonly side: Side;
  readonly size: string | null;
  readonly reason: string;
  readonly status: OrderStatus;
  /** Why it was denied, rejected or cancelled; null otherwise. */
  readonly code: string | null;
  /** Market time of the decision that wanted it. */
  readonly decidedAt: EpochMs;
}

export interface ListInstanceOrdersData {
  readonly userId: string;
  readonly instanceId: string;
  /** Decided from here on, and before `to`; market time. */
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** Orders after this one (its id), oldest first; null for the first page. */
  readonly after: string | null;
  /** 1..1000. */
  readonly limit: number;
}

/** Orders of one instance of the user by the time of their decisions, every attempt, oldest first. */
export class ListInstanceOrders extends Query<ListInstanceOrdersData, readonly InstanceOrder[]> {
  static readonly type = 'orders.list-instance-orders.v1';
}
