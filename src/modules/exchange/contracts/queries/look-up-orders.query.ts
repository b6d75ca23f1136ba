import { Query } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Execution } from '../events/executions-reported.event.js';

export interface LookUpOrdersData {
  readonly userId: string;
  readonly accountId: string;
  /** Looked for in this order; when a venue may not be asked so much at once, the last of them are not looked for. */
  readonly clientOrderIds: readonly string[];
  /** Before this instant (wall time) none of them was sent: how far back closed orders and trades are read. */
  readonly since: EpochMs;
  /** How long it may wait until the venue may be asked; left out: as long as somebody who stands there would. */
  readonly waitMs?: number;
}

/**
 * The order that a venue has made in the place of a conditional one that has triggered: it has an id of its own, and it is the one
 * that fills.
 */
export interface ChildOrder {
  readonly venueOrderId: string;
  readonly status: 'open' | 'filled' | 'cancelled' | 'rejected' | 'expired';
  /** Why it ended without filling all of it; null where the venue does not say, and otherwise. */
  readonly code: string | null;
}

/**
 * For how long a venue goes on telling of what is over, in milliseconds. What rests it shows for as long as that rests, and an
 * order whose child is under way for as long as the child is.
 */
export interface VenueMemory {
  /** An order that has ended without filling anything can be looked up for so long after its end. */
  readonly unfilledMs: number;
  /** An execution is listed for so long after it was made; an order that has filled something is known for as long, at least. */
  readonly executionsMs: number;
}

/** An order that the venue knows. */
export interface FoundOrder {
  readonly clientOrderId: string;
  readonly status: 'open' | 'filled' | 'cancelled' | 'rejected' | 'expired' | 'triggered';
  readonly venueOrderId: string | null;
  /** Why it was rejected or cancelled, or has expired; null where the venue does not say, and otherwise. */
  readonly code: string | null;
  /**
   * Of one that has triggered and does not act by itself: what acts in its place, or null as long as no list shows that. Left out
   * otherwise.
   */
  readonly child?: ChildOrder | null;
}

export interface OrdersLookedUp {
  readonly found: readonly FoundOrder[];
  /**
   * Client ids that no place knows: the order itself, open orders, conditional orders, closed ones and trades were all read,
   * and each answered. Whatever is neither found nor in here was not looked for. What the venue has forgotten is nowhere, too:
   * how far back this proves anything is what it `remembers`.
   */
  readonly nowhere: readonly string[];
  /** Null where it forgets nothing. */
  readonly remembers: VenueMemory | null;
  /**
   * What the trades say of the orders asked for, those of their children under the client id that was asked for. It may have been
   * told before: executions count by their trade id.
   */
  readonly executions: readonly { readonly symbol: string; readonly execution: Execution }[];
}

/** What a venue knows of these orders of one account, wherever it may have put them. Null when it is not the user's. */
export class LookUpOrders extends Query<LookUpOrdersData, OrdersLookedUp | null> {
  static readonly type = 'exchange.look-up-orders.v1';
}
