import type { TimeInForce } from '../../../../shared/pure/strategy/order.js';
import type { JsonObject } from '../../../../shared/pure/json.js';
import { Query } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { OrderFacts } from '../events/order-facts.js';

export const ORDER_STATUSES = [
  'planned',
  'sending',
  'acked',
  'open',
  'partial',
  'filled',
  'cancel-requested',
  'cancelled',
  'rejected',
  'denied',
  'expired',
  'unknown',
  'abandoned',
  'absent',
  'needs-human',
] as const;

export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** How a wish to change an order stands; all but `pending` are its end. */
export const AMENDMENT_STATES = ['pending', 'replaced', 'filled', 'denied', 'ended'] as const;
export type AmendmentState = (typeof AMENDMENT_STATES)[number];

/** A wish to change an order. Decimals as text. */
export interface AmendmentView {
  readonly state: AmendmentState;
  readonly price: string;
  /** What was to rest when it was wished for. */
  readonly size: string;
  /** Why no order took the place; null otherwise. */
  readonly code: string | null;
  readonly details: JsonObject;
  /** The order that took the place, or was denied when it should. */
  readonly successorId: string | null;
  readonly createdAt: EpochMs;
  readonly endedAt: EpochMs | null;
}

export interface OrderView extends OrderFacts {
  /** How long a limit order stands; null for what is no limit order. */
  readonly timeInForce: TimeInForce | null;
  /** Refused by the venue where it would take. */
  readonly postOnly: boolean;
  readonly venueOrderId: string | null;
  readonly filledSize: string;
  /** Null before the first fill. */
  readonly averagePrice: string | null;
  readonly status: OrderStatus;
  /** Why it was denied, rejected or cancelled, or has expired; null otherwise. */
  readonly code: string | null;
  /** The order whose place it took when that was changed; null otherwise. */
  readonly replaces: string | null;
  /** The order that took its place when it was changed; null otherwise. */
  readonly replacedBy: string | null;
  /** The wish to change it; null where there was none. */
  readonly amendment: AmendmentView | null;
  /** Rises with everything that happens to it. */
  readonly version: number;
  readonly correlationId: string;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

export interface ListOrdersData {
  readonly userId: string;
  readonly instanceId: string | null;
  readonly status: OrderStatus | null;
  /** Orders after this one (its id), newest first; null for the first page. */
  readonly after: string | null;
  /** 1..201. */
  readonly limit: number;
}

/** Orders of one user, newest first. */
export class ListOrders extends Query<ListOrdersData, readonly OrderView[]> {
  static readonly type = 'orders.list-orders.v1';
}
