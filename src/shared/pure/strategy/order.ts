import type { EpochMs } from '../time/epoch.js';
import type { Lots, Price } from '../market/scale.js';

export type Side = 'buy' | 'sell';

export const opposite = (side: Side): Side => (side === 'buy' ? 'sell' : 'buy');

/** Which side of the market a position is on. */
export type PositionSide = 'long' | 'short';

/**
 * Which of the two positions of hedge mode an order is about: one that is not reduce-only opens or enlarges that of its own
 * side (a buy the long one), a reduce-only one makes the other smaller.
 */
export const positionSideOf = ({
  side,
  reduceOnly,
}: Pick<WantedBase, 'side' | 'reduceOnly'>): PositionSide =>
  (side === 'buy') === reduceOnly ? 'short' : 'long';

/** Makers rest, takers cross. */
export type Liquidity = 'maker' | 'taker';

/**
 * Names one order within one cycle of one instance: `entry-1`, `tp2-3`, `stop-4`, `cell-7-2`. Deterministic, so that the
 * client order id derived from (instance, cycle, leg, attempt) is the same after a restart.
 */
export type Leg = string;

interface WantedBase {
  readonly leg: Leg;
  /** Number of the position cycle (HyperRSI) or generation (Grid) it belongs to, from 1. */
  readonly cycle: number;
  readonly side: Side;
  /** Kebab-case reason shown to people and written into the digest: `entry`, `tp1`, `stop`, `grid-buy`. */
  readonly reason: string;
  /** May only make the position smaller; what exceeds the position when it fills is cut off. */
  readonly reduceOnly: boolean;
  /**
   * Which of the two positions of hedge mode it is about; left out where one net position is meant. A venue refuses an order
   * that was made for the other mode. In matching without a venue it may be left out in both.
   */
  readonly positionSide?: PositionSide;
}

/** Filled at the next open, against the book. */
export interface MarketOrder extends WantedBase {
  readonly type: 'market';
  readonly size: Lots;
}

/**
 * What a limit does other than rest until it is cancelled: `ioc` takes what it can when it becomes active and is gone, `fok`
 * takes all of it or nothing.
 */
export type TakingTime = 'ioc' | 'fok';

/** How long a limit order stands: `gtc` rests until it is cancelled. */
export const TIMES_IN_FORCE = ['gtc', 'ioc', 'fok'] as const;
export type TimeInForce = 'gtc' | TakingTime;

/** Rests until the price is touched. */
export interface LimitOrder extends WantedBase {
  readonly type: 'limit';
  readonly price: Price;
  readonly size: Lots;
  /** Left out: it rests until it is cancelled. */
  readonly timeInForce?: TakingTime;
  /** Never takes: refused where it would. Only of an order that rests. */
  readonly postOnly?: true;
}

/** How a stop follows the best price seen: by a fraction of it, or by a fixed distance. */
export type TrailOffset =
  | { readonly unit: 'percent'; /** Plain decimal percent of the extreme, > 0. */ readonly value: string }
  | { readonly unit: 'distance'; readonly value: Price };

/** The trailing part of a stop: it tightens with the extreme and never loosens. */
export interface Trail {
  /** Best price so far; moves with the market. */
  readonly extreme: Price;
  readonly offset: TrailOffset;
  /** Reason of the fill when the trailing level, not the fixed price, was the tighter one. */
  readonly reason: string;
  /** Venue trade id of the fill that armed it: price points after that fill count, none before. */
  readonly armedBy: string;
}

/**
 * The one protective order of a position, resting at the venue: a market order when the price reaches the tighter of
 * `price` and the trailing level (on a tie the fixed price gives the reason). Its size follows the position downwards
 * because it is reduce-only.
 */
export interface StopOrder extends WantedBase {
  readonly type: 'stop-market';
  /** Fixed trigger price, or null when only the trailing level protects. */
  readonly price: Price | null;
  readonly size: Lots;
  readonly trail: Trail | null;
}

/**
 * A whole-bot trigger at the venue, alive from its start on, flat or not: when the price reaches it, every order of the
 * instance is cancelled and, with `action: close`, the whole position closed.
 */
export interface TriggerOrder extends WantedBase {
  readonly type: 'trigger';
  readonly price: Price;
  /** `below`: reached by price <= trigger; `above`: by price >= trigger. */
  readonly direction: 'below' | 'above';
  readonly action: 'close' | 'cancel';
}

export type WantedOrder = MarketOrder | LimitOrder | StopOrder | TriggerOrder;

/** One execution as a strategy sees it; `tradeId` is unique per venue and symbol. */
export interface Fill {
  readonly tradeId: string;
  readonly leg: Leg;
  readonly cycle: number;
  readonly side: Side;
  readonly price: Price;
  readonly size: Lots;
  /** Decimal text in the quote currency, unless `feeIn` says otherwise; negative for a rebate. */
  readonly fee: string;
  /**
   * What the fee was taken in, where that is not the quote currency: the coin that is traded, in base units, so that a buy brings less
   * than its size; or a third coin, which has no price here and is nothing of what is held.
   */
  readonly feeIn?: 'base' | 'other';
  readonly liquidity: Liquidity;
  /** Reason of the order, or of the part of it that acted (`trailing` of a stop). */
  readonly reason: string;
  readonly at: EpochMs;
  /** `open` when it happened at a candle's open, `path` inside a candle, `live` at a real venue. */
  readonly phase: 'open' | 'path' | 'live';
}
