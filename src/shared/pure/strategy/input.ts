import type { Lots, Price } from '../market/scale.js';
import type { EpochMs } from '../time/epoch.js';
import type { Fill, Leg, PositionSide } from './order.js';

/** Facts about the account at a decision; decimal texts in the quote currency, null when the venue did not answer. */
export interface AccountFacts {
  /** Cash plus holdings at the decision close (spot) or cash plus floating P&L (perpetual). */
  readonly equity: string | null;
  readonly cash: string | null;
}

/**
 * A decision candle has closed. The only input that raises signals. `values` are the indicator values at that close,
 * null before their warm-up, keyed as the strategy asked for them (`rsi`, `rsi.previous`, `atr`, `trend`).
 */
export interface CandleClosedInput {
  readonly kind: 'candle-closed';
  readonly open: EpochMs;
  readonly close: Price;
  readonly values: Readonly<Record<string, number | null>>;
  readonly account: AccountFacts;
  /** False while the instance may not open anything: halted, risk stop, stale data. Exits go on. */
  readonly tradingAllowed: boolean;
}

/** The price moved; protective parts only. */
export interface PriceMovedInput {
  readonly kind: 'price-moved';
  readonly price: Price;
}

export interface OrderFilledInput {
  readonly kind: 'order-filled';
  readonly fill: Fill;
}

/** The order will not act (any more): refused by us, refused by the venue, or cancelled with what was filled before. */
export interface OrderEndedInput {
  readonly kind: 'order-denied' | 'order-rejected' | 'order-cancelled';
  readonly leg: Leg;
  readonly cycle: number;
  /** Stable code of the cause, kebab-case. */
  readonly code: string;
}

/** The position differs from what fills explain: liquidation, auto-deleveraging, an adjustment. */
export interface PositionChangedInput {
  readonly kind: 'position-changed';
  /** Signed lots, long positive. */
  readonly size: Lots;
  /** Which of the two positions of hedge mode it is; left out where the sign of the size says so, or there is one. */
  readonly position?: PositionSide;
  readonly cause: 'liquidation' | 'adjustment';
  readonly price: Price;
  readonly at: EpochMs;
}

/** A whole-bot trigger has acted at the venue. */
export interface TriggeredInput {
  readonly kind: 'triggered';
  readonly leg: Leg;
  readonly price: Price;
  readonly at: EpochMs;
}

/** A person (or the operator) asked to stop: close everything, or cancel orders and keep the position. */
export interface StopAskedInput {
  readonly kind: 'stop-asked';
  readonly mode: 'close' | 'keep';
}

/** A person asked to close a position of the instance, whole or in part; the instance goes on. */
export interface CloseAskedInput {
  readonly kind: 'close-asked';
  /** Null for the main position, where the strategy holds more than one. */
  readonly side: PositionSide | null;
  /** Plain decimal, > 0 and <= 100, of what is held then. */
  readonly percent: string;
}

/** A person asked to pause the instance, with its orders left where they are or cancelled. */
export interface PauseAskedInput {
  readonly kind: 'pause-asked';
  readonly orders: 'keep' | 'cancel';
}

/** A person lets a paused instance go on. */
export interface ContinueAskedInput {
  readonly kind: 'continue-asked';
}

export type StrategyInput =
  | CandleClosedInput
  | PriceMovedInput
  | OrderFilledInput
  | OrderEndedInput
  | PositionChangedInput
  | TriggeredInput
  | StopAskedInput
  | CloseAskedInput
  | PauseAskedInput
  | ContinueAskedInput;
