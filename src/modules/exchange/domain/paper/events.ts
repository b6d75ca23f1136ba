import type { Price } from '../../../../shared/pure/market/scale.js';
import type { Refusal } from '../../../../shared/pure/refusal.js';
import type { Fill, Leg, PositionSide } from '../../../../shared/pure/strategy/order.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

/** Why an order ended without (all of) its fill although nobody refused it. */
export type CancelCause =
  /** Its owner asked. */
  | 'asked'
  /** A newer order took its place. */
  | 'replaced'
  /** Reduce-only, and there is nothing (left) to reduce. */
  | 'nothing-to-reduce'
  /** A market order of a position cycle that ended before it could fill. */
  | 'cycle-ended'
  /** It takes when it becomes active or never, and there was nothing to take. */
  | 'expired'
  /** A whole-bot trigger acted. */
  | 'triggered'
  | 'liquidated';

/** Names an order: the owner is whoever placed it (an instance id), unknown to the matching. */
export interface OrderName {
  readonly owner: string;
  readonly cycle: number;
  readonly leg: Leg;
}

/**
 * One execution. Every change of a position is exactly one of these, liquidations and triggers included. `pathStep` is
 * the stretch of the candle: 0 the open, 1 to 3 the leg that ends at that path point.
 */
export interface FilledEvent {
  readonly kind: 'filled';
  readonly owner: string;
  readonly fill: Fill;
  readonly pathStep: number;
  /** Which position it changed: the net one of one-way mode, or that side's of hedge mode. */
  readonly position: 'net' | PositionSide;
}

export interface CancelledEvent extends OrderName {
  readonly kind: 'cancelled';
  readonly cause: CancelCause;
  readonly at: EpochMs;
}

/** Refused by the venue at the moment of its fill; the order is gone as a whole. */
export interface RejectedEvent extends OrderName {
  readonly kind: 'rejected';
  readonly reason: string;
  readonly refusal: Refusal;
  readonly at: EpochMs;
}

/**
 * A whole-bot trigger acted; cancellations and, with a position to close, the fill follow. `price` is the trigger's value,
 * or the open when that was already beyond it: what cells that cancel out are closed at.
 */
export interface TriggeredEvent extends OrderName {
  readonly kind: 'triggered';
  readonly price: Price;
  readonly at: EpochMs;
}

/**
 * The venue takes a position: the cancellation of all its orders and the fill (reason `liquidation`) follow. In hedge mode
 * with cross margin both positions stand for the one equity and are taken together, each with its own event.
 */
export interface LiquidatedEvent {
  readonly kind: 'liquidated';
  /** Which position it takes: the net one of one-way mode, or that side's of hedge mode. */
  readonly position: 'net' | PositionSide;
  /** Signed lots before, long positive. */
  readonly size: number;
  readonly price: Price;
  readonly at: EpochMs;
}

/** Funding paid (amount > 0) or received (< 0), decimal text in the quote currency. */
export interface FundingEvent {
  readonly kind: 'funding';
  /** The funding time itself, which may lie in a gap before the candle that charges it. */
  readonly at: EpochMs;
  readonly price: Price;
  /** Signed lots, long positive. */
  readonly size: number;
  readonly amount: string;
}

export type BookEvent =
  FilledEvent | CancelledEvent | RejectedEvent | TriggeredEvent | LiquidatedEvent | FundingEvent;

/** The one empty list of events; idle candles return it and allocate nothing. */
export const NO_EVENTS: readonly BookEvent[] = Object.freeze([]);
