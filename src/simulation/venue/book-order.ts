import type { PositionSide } from '../../shared/pure/strategy/order.js';
import type { WireOrder } from '../../shared/pure/strategy/wire-order.js';

/** The order that acts in the place of a conditional one that has triggered. */
export interface BookChild {
  readonly venueOrderId: string;
  /** Whether it carries the client id of its parent; otherwise it has none. */
  readonly named: boolean;
  readonly bornAtMs: number;
  /** Null while it acts. */
  end: {
    readonly status: 'filled' | 'cancelled';
    readonly code: string | null;
    readonly atMs: number;
  } | null;
}

/** An order as the venue has it. Sizes in units of 10^-18. */
export interface BookOrder {
  readonly venueOrderId: string;
  readonly accountId: string;
  readonly symbol: string;
  readonly clientOrderId: string;
  readonly order: WireOrder;
  readonly owner: string | null;
  readonly size: bigint;
  readonly price: bigint | null;
  readonly acceptedAtMs: number;
  filled: bigint;
  /** Null while it is open. */
  end: {
    readonly status: 'filled' | 'cancelled' | 'rejected' | 'expired' | 'triggered';
    readonly code: string | null;
    readonly atMs: number;
  } | null;
  /** Of one that has triggered and does not act by itself: null until another order acts for it. Left out otherwise. */
  child?: BookChild | null;
}

/** An execution, in the order in which the venue made them. */
export interface VenueTrade {
  readonly tradeId: string;
  readonly accountId: string;
  readonly symbol: string;
  /** Of the order that was placed, though its child may have been the one that traded. */
  readonly clientOrderId: string;
  readonly child?: BookChild;
  readonly side: 'buy' | 'sell';
  /** Which of the two positions of hedge mode it has moved; left out where there is one. */
  readonly position?: PositionSide;
  readonly size: bigint;
  readonly price: bigint;
  readonly fee: bigint;
  readonly feeCurrency: string;
  /** Signed change of what is held: on spot less than its size where the fee was taken in the coin. */
  readonly moved: bigint;
  readonly maker: boolean;
  readonly atMs: number;
}

export interface PlaceRequest {
  readonly accountId: string;
  readonly symbol: string;
  readonly clientOrderId: string;
  readonly order: WireOrder;
  readonly owner: string | null;
  readonly replaces: string | null;
  /** As it was signed; the venue must accept nothing after it. Null where nobody signs one. */
  readonly deadlineMs: number | null;
}

export interface VenueSays {
  readonly outcome: 'accepted' | 'rejected' | 'duplicate' | 'cancelled' | 'not-found';
  readonly code: string | null;
  readonly venueOrderId: string | null;
}
