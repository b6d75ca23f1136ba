import { formatUnits } from '../../../../shared/pure/numbers/decimal.js';
import type { Money } from '../../../../shared/pure/numbers/money.js';
import {
  AVERAGE_DECIMALS,
  type Average,
  type Lots,
  type Price,
} from '../../../../shared/pure/market/scale.js';
import type { Leg, Side } from '../../../../shared/pure/strategy/order.js';
import { valueAt } from './account.js';
import type { Book, Holding } from './book.js';
import { holdingOf, holdingsOf, netLots } from './holding.js';
import { liquidationPrice } from './liquidation.js';
import { valueOfOthers } from './margin.js';
import type { BookOrder } from './orders/book-order.js';

/** A position as others see it. */
export interface BookPosition {
  /** Signed lots, long positive; 0 is flat. */
  readonly size: number;
  /** Average entry in units of 10^-12 quote, 0 when flat. */
  readonly average: Average;
  /** Null when no price liquidates it. */
  readonly liquidationPrice: Price | null;
}

/** The position of a book in one-way mode, the long one of hedge mode. */
export const positionOf = (book: Book): BookPosition => shown(book, book);

/** The positions that are held, the long one first: at most one in one-way mode, two in hedge mode. */
export const positionsOf = (book: Book): readonly BookPosition[] =>
  holdingsOf(book).flatMap((held) => (held.position === 0 ? [] : [shown(book, held)]));

/** On cross margin in hedge mode one price liquidates both positions, so both show it. */
function shown(book: Book, held: Holding): BookPosition {
  const shared = book.marginMode === 'cross' && held.position !== 0;
  const prices = (shared ? holdingsOf(book) : [held]).map((one) => liquidationPrice(book, one));
  const liquidation = prices.find((price) => price !== 0);
  return {
    size: held.position,
    average: held.average as Average,
    liquidationPrice: liquidation === undefined ? null : (liquidation as Price),
  };
}

/** Average entry as plain decimal text. */
export const formatAverage = (average: bigint): string => formatUnits(average, AVERAGE_DECIMALS);

/** Equity of the account with this book marked at `mark` (other perpetual books at their last price), exact. */
export const equityAt = (book: Book, mark: number): Money =>
  (book.account.cash +
    (book.account.books.length > 1 ? valueOfOthers(book) : 0n) +
    valueAt(book, mark)) as Money;

/** The same for the account's only book as a double, without BigInt: for statistics of every candle. */
export const equityNumberAt = (book: Book, mark: number): number =>
  book.account.cashNumber + netLots(book) * mark * book.rules.valueNumber;

/** An order as lists of open orders show it. */
export interface OpenOrder {
  readonly kind: 'limit' | 'stop' | 'trigger';
  readonly owner: string;
  readonly cycle: number;
  readonly leg: Leg;
  readonly side: Side;
  readonly price: Price;
  /** Lots; a stop or trigger has the size held. */
  readonly size: Lots;
  readonly reason: string;
}

/**
 * Resting orders by price, side and reason. A limit created on the path of the newest candle is among them; a stop created
 * or moved there is not yet, the one it moves is. What takes at its turn or never does not rest.
 */
export function openOrders(book: Book): readonly OpenOrder[] {
  const list: OpenOrder[] = [];
  for (const order of book.orders.values()) {
    const shown = isPendingStop(book, order) ? order.supersedes : order;
    if (shown !== null && !shown.takes) list.push(openOrder(book, shown));
  }
  return list.sort((a, b) => a.price - b.price || compare(a.side, b.side) || compare(a.reason, b.reason));
}

const isPendingStop = (book: Book, order: BookOrder): boolean =>
  order.wanted.type === 'stop-market' && order.fromPath && order.firstOpen > book.candle;

function openOrder(book: Book, order: BookOrder): OpenOrder {
  const { wanted, owner } = order;
  const { cycle, leg, reason } = wanted;
  const held = Math.abs(holdingOf(book, wanted).position) as Lots;
  const named = { owner, cycle, leg, price: order.price as Price };
  if (wanted.type === 'limit')
    return { ...named, kind: 'limit', side: wanted.side, size: wanted.size, reason };
  if (wanted.type === 'trigger')
    return { ...named, kind: 'trigger', side: book.position < 0 ? 'buy' : 'sell', size: held, reason };
  const trailing = wanted.type === 'stop-market' && wanted.trail !== null && order.price !== wanted.price;
  return {
    ...named,
    kind: 'stop',
    side: wanted.side,
    size: held,
    reason: trailing ? wanted.trail.reason : reason,
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
