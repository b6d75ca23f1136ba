import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { BookOrder } from './orders/book-order.js';
import type { Rules } from './rules.js';
import type { MarginMode } from './terms.js';

/** Where in a candle the book stands; between candles it is `close` (or `new` before the first). */
export type Phase = 'new' | 'open' | 'path' | 'close';

/** What a trailing stop armed by a fill of this candle must know when it is accepted later: the extremes since the fill. */
export interface FillExtremes {
  readonly tradeId: string;
  high: number;
  low: number;
}

/** Prices of a book are above `NO_LEVEL_BELOW` and below `NO_LEVEL_ABOVE`. */
export const NO_LEVEL_BELOW = -1;
export const NO_LEVEL_ABOVE = Number.MAX_SAFE_INTEGER;

/** Mark of a liquidation price that nobody has needed since the last fill. */
export const NOT_COMPUTED = -1;

/**
 * The money of one paper account in one quote currency, shared by the books of its instruments. `cash` is pure cash flow:
 * what was there at the start, minus buys, plus sells, minus fees and funding; it is the one source of money, so that
 * equity = cash + the sum of position x mark, to the last digit.
 */
export interface Account {
  cash: bigint;
  /** The same as a double, for statistics that are doubles anyway. */
  cashNumber: number;
  readonly books: Book[];
}

/**
 * One position of a book: the net one in one-way mode, the long or the short one in hedge mode. The liquidation is derived
 * and never stored.
 */
export interface Holding {
  /** Signed lots, long positive. */
  position: number;
  /** Average entry in units of 10^-12 quote; 0 when flat. */
  average: bigint;
  /** Cycle and owner of the last fill: whose position a liquidation takes. */
  cycle: number;
  owner: string;
  /** Exact liquidation price, 0 when there is none, `NOT_COMPUTED` until somebody comes near it. */
  liquidation: number;
  /** A little nearer to the market than the liquidation price; 0 when there is none. */
  liquidationGuard: number;
}

/**
 * The working form of one instrument's book on one paper account. It is changed in place by the functions of this folder
 * and by nobody else; what they return is plain and never changes. `freeze` makes JSON of it, `thaw` the exact inverse.
 * The second half of the members is derived from the first and never stored. A book is its own first holding: the net
 * position, or the long one of hedge mode, so that the many books with one position pay nothing for the few with two.
 */
export interface Book extends Holding {
  readonly rules: Rules;
  readonly account: Account;
  leverage: number;
  marginMode: MarginMode;

  phase: Phase;
  /** True while market orders have their turn at the open, before resting orders are looked at once more. */
  marketTurn: boolean;
  /** Count of candles begun. */
  candle: number;
  /** End of the newest candle, -1 before the first. */
  lastEnd: number;
  /** Market time of what happens now: the open, the end minus 1 ms on the path, the end at the close. */
  now: EpochMs;
  /** Stretch of the candle: 0 the open, 1 to 3 the leg of the path. */
  step: number;
  /** Last price seen: the open after `atOpen`, the close after `alongPath`; 0 before the first candle. */
  price: number;
  /** Whether the path of the newest candle visits the low before the high. */
  lowFirst: boolean;

  /** The short position of hedge mode, which stands beside the long one; null in one-way mode. */
  readonly short: Holding | null;

  orderSeq: number;
  tradeSeq: number;
  /** Every order that waits, by its name. */
  readonly orders: Map<string, BookOrder>;
  /** Orders that take at once or never, in the order they were made. */
  readonly market: BookOrder[];
  /** Fills of the newest candle. */
  fills: FillExtremes[];

  /** Resting orders, the one that a moving price meets first at the end; older orders of one price after younger ones. */
  readonly buyLimits: BookOrder[];
  readonly sellLimits: BookOrder[];
  readonly buyStops: BookOrder[];
  readonly sellStops: BookOrder[];
  /** Those of the stops that trail. */
  readonly trails: BookOrder[];
  /** How many resting limits and stops are reduce-only. */
  reduceOnly: number;
  /** Nothing happens while the price stays strictly between these two. */
  below: number;
  above: number;
  /** Time of the next funding, infinite when there is none. */
  nextFundingAt: number;
}
