import type { Price } from '../../../../shared/pure/market/scale.js';
import type { Book } from './book.js';
import type { PathCandle } from './candle.js';
import { NO_EVENTS, type BookEvent } from './events.js';
import { fillOrder, fireTrigger, liquidate } from './fill.js';
import { netLots } from './holding.js';
import { isLiquidated, liquidationPrice, refreshLiquidation } from './liquidation.js';
import type { BookOrder } from './orders/book-order.js';
import { reachedFromAbove, reachedFromBelow } from './orders/ladder.js';
import { drawCorridor } from './orders/resting.js';
import { slipped } from './prices.js';
import { followFills, moveTrails, stopReason } from './stops/trailing.js';

/**
 * The way of a candle from its open to its close, all at once: what its fills cause is accepted afterwards and acts from the
 * next open on. The price goes first where it hurts: open, low, high, close with a long position, open, high, low, close
 * with a short one; flat, to the low first when the candle closes at or above its open. Of two positions the larger one
 * counts. The way does not change inside the candle.
 * @throws RangeError when the open has not been gone through.
 */
export function alongPath(book: Book, candle: PathCandle): readonly BookEvent[] {
  if (book.phase !== 'open') throw new RangeError(`the path follows the open, not the ${book.phase}`);
  const { open, high, low, close } = candle;
  book.phase = 'path';
  book.now = (candle.endAt - 1) as typeof candle.endAt;
  book.price = close;
  const held = netLots(book);
  book.lowFirst = held > 0 || (held === 0 && close >= open);
  if (book.account.books.length > 1) refreshLiquidation(book);
  if (low > book.below && high < book.above && book.trails.length === 0 && book.fills.length === 0)
    return NO_EVENTS;
  return walk(book, candle);
}

/** The points of the newest candle's path after its open, for those who follow what a position was worth on the way. */
export const pathPoints = (book: Book, { low, high, close }: PathCandle): readonly [Price, Price, Price] =>
  book.lowFirst ? [low, high, close] : [high, low, close];

function walk(book: Book, { open, high, low, close }: PathCandle): readonly BookEvent[] {
  const events: BookEvent[] = [];
  reachPoint(book, open);
  leg(book, 1, open, book.lowFirst ? low : high, events);
  leg(book, 2, book.lowFirst ? low : high, book.lowFirst ? high : low, events);
  leg(book, 3, book.lowFirst ? high : low, close, events);
  return events.length === 0 ? NO_EVENTS : events;
}

function leg(book: Book, step: number, from: number, end: number, events: BookEvent[]): void {
  book.step = step;
  if (end < from) fall(book, end, events);
  else if (end > from) rise(book, end, events);
  reachPoint(book, end);
}

function reachPoint(book: Book, point: number): void {
  if (book.trails.length > 0 && moveTrails(book, point)) drawCorridor(book);
  if (book.fills.length > 0) followFills(book, point);
}

/** A falling leg meets sell stops, a long's liquidation and buy limits, the highest price first; at one price in that order. */
function fall(book: Book, end: number, events: BookEvent[]): void {
  while (end <= book.below) {
    const stop = reachedFromAbove(book.sellStops, end);
    const limit = reachedFromAbove(book.buyLimits, end);
    const isLong = book.position > 0 && isLiquidated(book, book, end);
    const liquidation = isLong ? liquidationPrice(book, book) : 0;
    const stopPrice = stop?.price ?? 0;
    const limitPrice = limit?.price ?? 0;
    if (stop !== null && stopPrice >= liquidation && stopPrice >= limitPrice) actOnPath(book, stop, events);
    else if (liquidation > 0 && liquidation >= limitPrice) liquidate(book, book, events);
    else if (limit !== null) actOnPath(book, limit, events);
    else return;
  }
}

/** A rising leg meets buy stops, a short's liquidation and sell limits, the lowest price first. */
function rise(book: Book, end: number, events: BookEvent[]): void {
  const held = book.short ?? book;
  while (end >= book.above) {
    const stop = reachedFromBelow(book.buyStops, end);
    const limit = reachedFromBelow(book.sellLimits, end);
    const isShort = held.position < 0 && isLiquidated(book, held, end);
    const liquidation = isShort ? liquidationPrice(book, held) : Infinity;
    const stopPrice = stop?.price ?? Infinity;
    const limitPrice = limit?.price ?? Infinity;
    if (stop !== null && stopPrice <= liquidation && stopPrice <= limitPrice) actOnPath(book, stop, events);
    else if (isShort && liquidation <= limitPrice) liquidate(book, held, events);
    else if (limit !== null) actOnPath(book, limit, events);
    else return;
  }
}

/** On the path everything fills at its own price, a stop with slippage; every limit was there before its leg. */
function actOnPath(book: Book, order: BookOrder, events: BookEvent[]): void {
  const { wanted } = order;
  if (wanted.type === 'limit') fillOrder(book, order, wanted.price, 'maker', wanted.reason, events);
  else if (wanted.type === 'trigger') fireTrigger(book, order, wanted.price, events);
  else
    fillOrder(book, order, slipped(book.rules, order.price, wanted.side), 'taker', stopReason(order), events);
}
