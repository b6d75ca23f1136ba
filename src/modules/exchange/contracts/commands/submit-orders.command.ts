import { Command } from '../../../../shared/pure/messages/message.js';
import type { WireOrder } from '../../../../shared/pure/strategy/wire-order.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

export type VenueOperation =
  | {
      readonly op: 'place';
      readonly clientOrderId: string;
      readonly order: WireOrder;
      /** Names of the order for its reports: which leg of which cycle, and why. */
      readonly leg: string;
      readonly cycle: number;
      readonly reason: string;
      /**
       * Whose order it is where several share an account and instrument (an instance): a whole-bot trigger cancels the orders
       * of its owner, and the end of a cycle those of that owner's cycle. Orders without one belong together.
       */
      readonly owner?: string;
      /** Client id of the order that this one takes the place of once it is confirmed. */
      readonly replaces: string | null;
    }
  | { readonly op: 'cancel'; readonly clientOrderId: string };

export interface SubmitOrdersData {
  readonly accountId: string;
  readonly symbol: string;
  /** Carried out in this order; one that is refused does not stop those after it. */
  readonly operations: readonly VenueOperation[];
  /** The venue must not accept anything after this instant (wall time). */
  readonly deadline: EpochMs;
}

/**
 * What the venue said of one operation. `unknown` is an outcome, not an error: the order may or may not be there.
 * `duplicate`: an order of that client id exists already; read it.
 */
export interface OperationOutcome {
  readonly clientOrderId: string;
  readonly outcome: 'accepted' | 'rejected' | 'duplicate' | 'cancelled' | 'not-found' | 'unknown';
  readonly venueOrderId: string | null;
  /** Kebab-case cause of a rejection; null otherwise. */
  readonly code: string | null;
  readonly details: Readonly<Record<string, string>>;
}

/** Carries operations to the venue of the account, once each; never tried again by itself. Outcomes in the same order. */
export class SubmitOrders extends Command<SubmitOrdersData, readonly OperationOutcome[]> {
  static readonly type = 'exchange.submit-orders.v1';
}
