import { Query } from '../../../../shared/pure/messages/message.js';
import type { Side } from '../../../../shared/pure/strategy/order.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

/** One fill of an instance, with the names of its order. Decimals as text, without trailing zeros. */
export interface InstanceFill {
  readonly tradeId: string;
  readonly cycle: number | null;
  readonly leg: string | null;
  readonly side: Side;
  readonly price: string;
  readonly size: string;
  /** Negative for a rebate. */
  readonly fee: string;
  readonly reason: string;
  /** Market time. */
  readonly at: EpochMs;
  /** Place in the list, for the next page. */
  readonly position: number;
}

export interface ListInstanceFillsData {
  readonly userId: string;
  readonly instanceId: string;
  /** Fills after this position; null for the first page. */
  readonly after: number | null;
  /** 1..1000. */
  readonly limit: number;
}

/** Fills of one instance of the user, in the order in which they were booked. */
export class ListInstanceFills extends Query<ListInstanceFillsData, readonly InstanceFill[]> {
  static readonly type = 'orders.list-instance-fills.v1';
}
