import { Query } from '../../../../shared/pure/messages/message.js';
import type { Liquidity } from '../../../../shared/pure/strategy/order.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

export interface FillView {
  readonly id: string;
  readonly orderId: string;
  readonly tradeId: string;
  readonly price: string;
  readonly size: string;
  /** Negative for a rebate. */
  readonly fee: string;
  readonly feeCurrency: string;
  readonly liquidity: Liquidity;
  /** Market time. */
  readonly at: EpochMs;
  /** Place in the list, for the next page. */
  readonly position: number;
}

export interface ListOrderFillsData {
  readonly userId: string;
  readonly orderId: string;
  /** Fills after this position; null for the first page. */
  readonly after: number | null;
  /** 1..201. */
  readonly limit: number;
}

/** Fills of one order in the order in which they were booked; null when the user has no such order. */
export class ListOrderFills extends Query<ListOrderFillsData, readonly FillView[] | null> {
  static readonly type = 'orders.list-order-fills.v1';
}
