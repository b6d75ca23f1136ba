import type { WireOrder } from '../../shared/pure/strategy/wire-order.js';

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
}

/** An execution, in the order in which the venue made them. */
export interface VenueTrade {
  readonly tradeId: string;
  readonly accountId: string;
  readonly symbol: string;
  readonly clientOrderId: string;
  readonly side: 'buy' | 'sell';
  readonly size: bigint;
  readonly price: bigint;
  /** In the quote currency. */
  readonly fee: bigint;
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
