import { parseDecimal } from '../../../../../shared/pure/numbers/decimal.js';
import type { Side, Trail, TrailOffset } from '../../../../../shared/pure/strategy/order.js';
import type { Book } from '../book.js';
import type { BookOrder } from '../orders/book-order.js';
import { insert, remove } from '../orders/ladder.js';
import { ladderOf } from '../orders/resting.js';
import { scaleBy, snapTo } from '../prices.js';
import type { Rules } from '../rules.js';

/** The offset of a trailing stop as the factor and the distance that turn an extreme into a level. */
export interface TrailFactors {
  readonly trailNumerator: number;
  readonly trailDenominator: number;
  readonly trailDistance: number;
}

export const NO_TRAIL: TrailFactors = { trailNumerator: 0, trailDenominator: 1, trailDistance: 0 };

/** Null when the offset is not a positive decimal of at most 8 decimals. */
export function trailFactors(offset: TrailOffset, side: Side): TrailFactors | null {
  const away = side === 'sell' ? -1 : 1;
  if (offset.unit === 'distance') {
    if (!Number.isSafeInteger(offset.value) || offset.value <= 0) return null;
    return { trailNumerator: 1, trailDenominator: 1, trailDistance: away * offset.value };
  }
  const percent = parseDecimal(offset.value);
  if (percent === null || percent.units <= 0n || percent.scale > 8) return null;
  const base = 100 * 10 ** percent.scale;
  return { trailNumerator: base + away * Number(percent.units), trailDenominator: base, trailDistance: 0 };
}

/** The trailing level for the extreme so far, rounded away from the market; 0 when a sell stop would be at or below 0. */
export function trailLevel(rules: Rules, side: Side, factors: TrailFactors, extreme: number): number {
  const { trailNumerator, trailDenominator, trailDistance } = factors;
  const up = side === 'buy';
  if (trailDistance === 0)
    return trailNumerator <= 0 ? 0 : scaleBy(rules, extreme, trailNumerator, trailDenominator, up);
  return extreme + trailDistance <= 0 ? 0 : snapTo(rules, extreme + trailDistance, 1, up);
}

/** Where a stop acts: the tighter of its fixed price and its trailing level. */
export const tighter = (side: Side, fixed: number | null, level: number): number =>
  fixed === null ? level : side === 'sell' ? Math.max(fixed, level) : Math.min(fixed, level);

/** The further of two extremes: the higher for a stop that sells, the lower for one that buys. */
export const further = (side: Side, one: number, other: number): number =>
  side === 'sell' ? Math.max(one, other) : Math.min(one, other);

/** Reason of a stop's fill: the trailing one only where its level is the tighter, a tie belongs to the fixed price. */
export function stopReason({ wanted, price }: BookOrder): string {
  if (wanted.type !== 'stop-market' || wanted.trail === null) return wanted.reason;
  return wanted.price === price ? wanted.reason : wanted.trail.reason;
}

/**
 * A path point is reached: extremes move there, and the stops of those that moved go along at once. A new stop is beyond
 * the point's price, so it can act on later legs only.
 * @returns true when a stop moved.
 */
export function moveTrails(book: Book, point: number): boolean {
  let moved = false;
  for (const order of book.trails) {
    const { wanted } = order;
    if (wanted.type !== 'stop-market') continue;
    if (wanted.side === 'sell' ? point <= order.extreme : point >= order.extreme) continue;
    order.extreme = point;
    const level = trailLevel(book.rules, wanted.side, order, point);
    const price = tighter(wanted.side, wanted.price, level);
    if (price === order.price) continue;
    const ladder = ladderOf(book, order);
    remove(ladder, order);
    order.price = price;
    order.reach = price;
    insert(ladder, order, wanted.side === 'sell');
    moved = true;
  }
  return moved;
}

/** The fills of this candle remember how far the price went after them. */
export function followFills(book: Book, point: number): void {
  for (const fill of book.fills) {
    if (point > fill.high) fill.high = point;
    if (point < fill.low) fill.low = point;
  }
}

/**
 * The extreme a trailing starts from: what its owner knew, what the order it replaces has seen since, and the prices of the
 * newest candle after the fill that armed it, which the owner could not know.
 */
export function startingExtreme(book: Book, side: Side, trail: Trail): number {
  let extreme: number = trail.extreme;
  for (const { wanted, extreme: seen } of book.trails)
    if (wanted.type === 'stop-market' && wanted.side === side && wanted.trail?.armedBy === trail.armedBy)
      extreme = further(side, extreme, seen);
  for (const fill of book.fills)
    if (fill.tradeId === trail.armedBy)
      extreme = further(side, extreme, side === 'sell' ? fill.high : fill.low);
  return extreme;
}
