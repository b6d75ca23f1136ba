import type { Side, WantedOrder } from '../../../../../shared/pure/strategy/order.js';
import { NO_LEVEL_ABOVE, NO_LEVEL_BELOW, type Book, type Holding } from '../book.js';
import type { BookEvent, CancelCause } from '../events.js';
import type { BookOrder } from './book-order.js';
import { insert, remove, type Ladder } from './ladder.js';

/** Puts an order where it waits. */
export function addOrder(book: Book, order: BookOrder): void {
  book.orders.set(order.key, order);
  const { wanted } = order;
  if (order.takes) book.market.push(order);
  else insert(ladderOf(book, order), order, isBelow(order));
  if (wanted.type === 'stop-market' && wanted.trail !== null) book.trails.push(order);
  if (isCut(wanted)) book.reduceOnly += 1;
}

/** Takes an order out of everything. */
export function removeOrder(book: Book, order: BookOrder): void {
  book.orders.delete(order.key);
  const { wanted } = order;
  remove(ladderOf(book, order), order);
  if (wanted.type === 'stop-market' && wanted.trail !== null) remove(book.trails, order);
  if (isCut(wanted)) book.reduceOnly -= 1;
}

/** Whether an order ends with the position that it may only make smaller; a market order finds out when its turn comes. */
export const isCut = ({ type, reduceOnly }: WantedOrder): boolean =>
  reduceOnly && (type === 'limit' || type === 'stop-market');

export function cancelOrder(book: Book, order: BookOrder, cause: CancelCause, events: BookEvent[]): void {
  removeOrder(book, order);
  const { leg, cycle } = order.wanted;
  events.push({ kind: 'cancelled', owner: order.owner, cycle, leg, cause, at: book.now });
}

/** Cancels every order that answers to `which`, oldest first. */
export function cancelWhere(
  book: Book,
  which: (order: BookOrder) => boolean,
  cause: CancelCause,
  events: BookEvent[],
): void {
  for (const order of book.orders.values()) if (which(order)) cancelOrder(book, order, cause, events);
}

/** Whether a reduce-only order of this side can make its position smaller. */
export const reduces = ({ position }: Holding, side: Side): boolean =>
  side === 'buy' ? position < 0 : position > 0;

/** Where an order rests: sell stops and triggers `below` wait for a falling price like buy limits do. */
export function ladderOf(book: Book, { wanted, takes }: BookOrder): Ladder {
  if (takes) return book.market;
  switch (wanted.type) {
    case 'market':
      return book.market;
    case 'limit':
      return wanted.side === 'buy' ? book.buyLimits : book.sellLimits;
    case 'stop-market':
      return wanted.side === 'buy' ? book.buyStops : book.sellStops;
    case 'trigger':
      return wanted.direction === 'above' ? book.buyStops : book.sellStops;
  }
}

/** True for an order that a falling price meets. */
export function isBelow({ wanted }: BookOrder): boolean {
  switch (wanted.type) {
    case 'market':
      return false;
    case 'limit':
      return wanted.side === 'buy';
    case 'stop-market':
      return wanted.side === 'sell';
    case 'trigger':
      return wanted.direction === 'below';
  }
}

/** Draws the corridor within which nothing happens anew; to be called after whatever changes orders or position. */
export function drawCorridor(book: Book): void {
  let below = Math.max(
    book.buyLimits.at(-1)?.price ?? NO_LEVEL_BELOW,
    book.sellStops.at(-1)?.price ?? NO_LEVEL_BELOW,
  );
  let above = Math.min(
    book.sellLimits.at(-1)?.price ?? NO_LEVEL_ABOVE,
    book.buyStops.at(-1)?.price ?? NO_LEVEL_ABOVE,
  );
  if (book.liquidationGuard > 0) {
    if (book.position > 0) below = Math.max(below, book.liquidationGuard);
    else above = Math.min(above, book.liquidationGuard);
  }
  if (book.short !== null && book.short.liquidationGuard > 0)
    above = Math.min(above, book.short.liquidationGuard);
  book.below = below;
  book.above = above;
}
