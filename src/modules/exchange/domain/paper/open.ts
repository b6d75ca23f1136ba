import type { Price } from '../../../../shared/pure/market/scale.js';
import type { Book } from './book.js';
import type { PathCandle } from './candle.js';
import { NO_EVENTS, type BookEvent } from './events.js';
import { fillOrder, fireTrigger, liquidate, postOnlyWouldTake, refuseOrder } from './fill.js';
import { chargeFunding } from './funding.js';
import { isLiquidated, refreshLiquidation } from './liquidation.js';
import type { BookOrder } from './orders/book-order.js';
import { farthestReached, reachedFromAbove, reachedFromBelow } from './orders/ladder.js';
import { cancelOrder } from './orders/resting.js';
import { bettered, isReached, slipped } from './prices.js';
import { stopReason } from './stops/trailing.js';

/**
 * The open of a candle, one happening per call: first the funding that fell due, then one fill (or refusal) at a time, each
 * with what it ended. Give the events to whoever decides, `accept` what they cause, and call again with the same candle
 * until the answer is the shared empty list; nothing is left to happen at this open then.
 *
 * The order: a position whose liquidation price the open has reached is liquidated, now and after every fill; resting orders
 * that the open has reached; what takes at its turn or never (market orders, limits that are `ioc` or `fok`), in the order
 * they were made; then resting orders once more.
 * @throws RangeError when a new candle begins before the last one's end, or while the last one has not been closed.
 */
export function atOpen(book: Book, candle: PathCandle): readonly BookEvent[] {
  if (book.phase !== 'open') {
    const charged = begin(book, candle);
    if (charged.length > 0) return charged;
  } else if (candle.openAt !== book.now)
    throw new RangeError(`the candle at ${book.now} is not over, ${candle.openAt} cannot begin`);
  const { open } = candle;
  if (open > book.below && open < book.above && book.market.length === 0) return NO_EVENTS;
  return next(book, open);
}

function begin(book: Book, candle: PathCandle): readonly BookEvent[] {
  if (book.phase === 'path' || candle.openAt < book.lastEnd)
    throw new RangeError(`a candle at ${candle.openAt} cannot follow in phase ${book.phase} at ${book.now}`);
  book.phase = 'open';
  book.marketTurn = false;
  book.candle += 1;
  book.now = candle.openAt;
  book.step = 0;
  book.price = candle.open;
  if (book.fills.length > 0) book.fills = [];
  let events = NO_EVENTS;
  if (candle.endAt > book.nextFundingAt) {
    const charges: BookEvent[] = [];
    chargeFunding(book, candle, book.lastEnd < 0 ? candle.openAt : book.lastEnd, charges);
    events = charges;
    refreshLiquidation(book);
  } else if (book.account.books.length > 1) refreshLiquidation(book);
  book.lastEnd = candle.endAt;
  return events;
}

function next(book: Book, open: Price): readonly BookEvent[] {
  const events: BookEvent[] = [];
  if (isLiquidated(book, book, open)) liquidate(book, book, events);
  else if (book.short !== null && isLiquidated(book, book.short, open)) liquidate(book, book.short, events);
  else {
    const order = nextOrder(book, open);
    if (order === null) return NO_EVENTS;
    actAtOpen(book, order, open, events);
  }
  return events;
}

function nextOrder(book: Book, open: number): BookOrder | null {
  if (!book.marketTurn) {
    const resting = nextResting(book, open);
    if (resting !== null) return resting;
    book.marketTurn = true;
  }
  const market = book.market[0];
  if (market !== undefined) return market;
  book.marketTurn = false;
  return nextResting(book, open);
}

/** Stops before limits, buys before sells, buys from high to low price, sells from low to high, then older first. */
function nextResting(book: Book, open: number): BookOrder | null {
  if (open > book.below && open < book.above) return null;
  return (
    farthestReached(book.buyStops, (price) => price <= open) ??
    farthestReached(book.sellStops, (price) => price >= open) ??
    reachedFromAbove(book.buyLimits, open) ??
    reachedFromBelow(book.sellLimits, open)
  );
}

function actAtOpen(book: Book, order: BookOrder, open: Price, events: BookEvent[]): void {
  const { wanted } = order;
  const { side } = wanted;
  switch (wanted.type) {
    case 'market':
    case 'stop-market':
      fillOrder(book, order, slipped(book.rules, open, side), 'taker', stopReason(order), events);
      return;
    case 'trigger':
      fireTrigger(book, order, open, events);
      return;
    case 'limit': {
      if (order.takes && !isReached(book.rules, wanted, open)) {
        cancelOrder(book, order, 'expired', events);
        return;
      }
      // A limit that was resting before this open is a maker; one that finds the open already beyond it crosses the market.
      const isNew = order.firstOpen === book.candle;
      const own = isNew && order.fromPath && !order.takes;
      if (wanted.postOnly === true && isNew && !own) {
        refuseOrder(book, order, postOnlyWouldTake(wanted, open), wanted.reason, events);
        return;
      }
      const price = own ? wanted.price : bettered(book.rules, open, side, wanted.price);
      fillOrder(book, order, price, isNew && !own ? 'taker' : 'maker', wanted.reason, events);
    }
  }
}
