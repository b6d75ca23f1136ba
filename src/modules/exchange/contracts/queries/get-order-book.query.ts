import { Query } from '../../../../shared/pure/messages/message.js';
import type { Refusal } from '../../../../shared/pure/refusal.js';
import type { Result } from '../../../../shared/pure/result.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

/** What waits at one price; plain decimals, the size in base units. */
export interface BookLevel {
  readonly price: string;
  readonly size: string;
}

export interface OrderBook {
  readonly venue: string;
  readonly symbol: string;
  /** Highest price first. */
  readonly bids: readonly BookLevel[];
  /** Lowest price first. */
  readonly asks: readonly BookLevel[];
  /** When the venue told it. */
  readonly at: EpochMs;
}

export interface GetOrderBookData {
  readonly venue: string;
  readonly symbol: string;
  /** Most levels of each side, 1..100. */
  readonly depth: number;
}

/**
 * The order book of an instrument. Refused with `unknown-instrument`, or with `no-order-book` (details: what there is
 * instead) where the market is known by its candles alone: who waits at which price is not known there, and an empty book
 * would say that nobody does.
 */
export class GetOrderBook extends Query<GetOrderBookData, Result<OrderBook, Refusal>> {
  static readonly type = 'exchange.get-order-book.v1';
}
