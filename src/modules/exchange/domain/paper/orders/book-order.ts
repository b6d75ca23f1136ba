import type { WantedOrder } from '../../../../../shared/pure/strategy/order.js';

/** One order in a book: what was asked for, and what the book knows about it. */
export interface BookOrder {
  readonly key: string;
  readonly wanted: WantedOrder;
  readonly owner: string;
  /** Age: a smaller number is older. */
  readonly seq: number;
  /** Number of the candle whose open is the first at which it may fill. */
  readonly firstOpen: number;
  /** Created because of a fill inside a candle: at its first open a venue would have filled it on the way, at its price. */
  readonly fromPath: boolean;
  /** Whether it must be affordable when it fills. */
  readonly needsFunds: boolean;
  /** Fills or is gone when its turn comes, and rests nowhere: market orders, and limits that are `ioc` or `fok`. */
  readonly takes: boolean;
  /** Where it rests: limit price, trigger price, or the tighter of a stop's fixed price and its trailing level. */
  price: number;
  /** What the market must reach for it to act. */
  reach: number;
  /** Best price seen by a trailing stop, 0 for other orders. */
  extreme: number;
  /** Trailing level = extreme x trailNumerator / trailDenominator + trailDistance, rounded away from the market. */
  readonly trailNumerator: number;
  readonly trailDenominator: number;
  readonly trailDistance: number;
  /** Created on the path of the newest candle in place of this one, which counts as open until the next candle begins. */
  supersedes: BookOrder | null;
}

/** Whether an order takes at once or never. */
export const isTaking = (wanted: WantedOrder): boolean =>
  wanted.type === 'market' || (wanted.type === 'limit' && wanted.timeInForce !== undefined);

/** The name of an order as one text; a leg is unique within the cycle of its owner. */
export const keyOf = (owner: string, cycle: number, leg: string): string => `${cycle}/${leg}/${owner}`;
