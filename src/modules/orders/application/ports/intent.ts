import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { WireOrder } from '../../../../shared/pure/strategy/wire-order.js';
import type { OrderFacts } from '../../contracts/events/order-facts.js';
import type { OrderStatus } from '../../contracts/queries/list-orders.query.js';

/** One attempt of one order as it is stored. Decimals as plain text. */
export interface Intent extends OrderFacts {
  readonly attempt: number;
  /** As it goes to the venue; null for what the venue itself has ordered (a liquidation). */
  readonly wire: WireOrder | null;
  /** Client id of the order that this one takes the place of. */
  readonly replaces: string | null;
  readonly epoch: number | null;
  /** Value by which it may make the position larger. */
  readonly exposure: string;
  /** Place in its lane. */
  readonly place: number;
  readonly status: OrderStatus;
  readonly code: string | null;
  readonly filledSize: string;
  readonly filledValue: string;
  readonly venueOrderId: string | null;
  readonly announced: boolean;
  readonly correlationId: string;
  readonly step: number | null;
  /** Market time. */
  readonly decidedAt: EpochMs;
  readonly looks: number;
  /** Of the lease under which it was claimed; null before. */
  readonly fence: number | null;
  readonly createdAt: EpochMs;
  /** Somebody has asked for its end, and that is not settled yet. */
  readonly cancelWanted: boolean;
}

/** Everything of one account and symbol goes through its lane in order. */
export interface LaneName {
  readonly accountId: string;
  readonly symbol: string;
}
