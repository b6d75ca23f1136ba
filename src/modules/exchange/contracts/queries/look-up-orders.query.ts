import { Query } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Execution } from '../events/executions-reported.event.js';

export interface LookUpOrdersData {
  readonly userId: string;
  readonly accountId: string;
  readonly clientOrderIds: readonly string[];
  /** Before this instant (wall time) none of them was sent: how far back closed orders and trades are read. */
  readonly since: EpochMs;
}

/** An order that the venue knows. */
export interface FoundOrder {
  readonly clientOrderId: string;
  readonly status: 'open' | 'filled' | 'cancelled' | 'rejected' | 'expired' | 'triggered';
  readonly venueOrderId: string | null;
  /** Why it was rejected or cancelled, or has expired; null where the venue does not say, and otherwise. */
  readonly code: string | null;
}

export interface OrdersLookedUp {
  readonly found: readonly FoundOrder[];
  /**
   * Client ids that no place knows: the order itself, open orders, conditional orders, closed ones and trades were all read,
   * and each answered. Whatever is neither found nor in here was not looked for.
   */
  readonly nowhere: readonly string[];
  /** What the trades say of the orders asked for. It may have been told before: executions count by their trade id. */
  readonly executions: readonly { readonly symbol: string; readonly execution: Execution }[];
}

/** What a venue knows of these orders of one account, wherever it may have put them. Null when it is not the user's. */
export class LookUpOrders extends Query<LookUpOrdersData, OrdersLookedUp | null> {
  static readonly type = 'exchange.look-up-orders.v1';
}
