import { formatLots, formatPrice } from '../../../../shared/pure/market/scale.js';
import { formatMoney } from '../../../../shared/pure/numbers/money.js';
import type { AccountFacts } from '../../../../shared/pure/strategy/input.js';
import type {
  AccountState,
  BalanceView,
  VenueOrderView,
  VenuePositionView,
} from '../../contracts/queries/get-account-state.query.js';
import type { PaperBookView } from '../../contracts/queries/get-paper-book.query.js';
import {
  formatAverage,
  marginOf,
  netLots,
  openOrders,
  positionsOf,
  valueAt,
  type BookPosition,
} from '../../domain/index.js';
import type { PaperAccount, PaperBook } from './paper-account.js';

/**
 * What a strategy on `symbol` may reckon with. Other perpetuals count with what they have won or lost, and what they hold as
 * margin is not there to be spent; coins held on other spot books are no collateral and do not count.
 */
export function factsOf(account: PaperAccount, symbol: string): AccountFacts {
  let equity: bigint = account.cash;
  let cash: bigint = account.cash;
  for (const book of account.books) {
    if (book.symbol === symbol) equity += valueOf(book);
    else if (!book.book.rules.spot) {
      equity += valueOf(book);
      cash += valueOf(book) - marginOf(book.book);
    }
  }
  return { equity: formatMoney(equity), cash: formatMoney(cash) };
}

export const stateOf = (account: PaperAccount): AccountState => ({
  balances: balancesOf(account),
  positions: account.books.flatMap((book) => positionsOf(book.book).map((one) => positionView(book, one))),
  openOrders: account.books.flatMap(orderViews),
});

/** One book as the matching sees it. */
export function bookViewOf(account: PaperAccount, { book }: PaperBook): PaperBookView {
  const { scale } = book.rules;
  return {
    cash: formatMoney(account.cash),
    position: formatLots(scale, netLots(book)),
    equity: formatMoney(account.equity),
    openOrders: openOrders(book).map(({ side, kind, price, size, reason }) => ({
      ...{ side, kind, reason },
      price: formatPrice(scale, price),
      size: formatLots(scale, size),
    })),
  };
}

/** The quote currency with what perpetuals have won or lost, then the coins held. Nothing is locked by open orders here. */
function balancesOf({ cash, currency, books }: PaperAccount): readonly BalanceView[] {
  let total: bigint = cash;
  let margin = 0n;
  const coins: BalanceView[] = [];
  for (const each of books) {
    const { rules, position } = each.book;
    if (!rules.spot) {
      total += valueOf(each);
      margin += marginOf(each.book);
    } else if (position > 0) {
      const held = formatLots(rules.scale, position);
      coins.push({ currency: each.terms.instrument.base, total: held, free: held });
    }
  }
  const free = total > margin ? total - margin : 0n;
  return [{ currency, total: formatMoney(total), free: formatMoney(free) }, ...coins];
}

function positionView(
  { symbol, book }: PaperBook,
  { size, average, liquidationPrice }: BookPosition,
): VenuePositionView {
  const { scale } = book.rules;
  return {
    symbol,
    side: size > 0 ? 'long' : 'short',
    ...(book.short !== null && { hedged: true as const }),
    size: formatLots(scale, Math.abs(size)),
    averagePrice: formatAverage(average),
    liquidationPrice: liquidationPrice === null ? null : formatPrice(scale, liquidationPrice),
  };
}

/** Every order that waits, market orders for the next open included, oldest first. */
function orderViews({ symbol, book }: PaperBook): readonly VenueOrderView[] {
  const { scale } = book.rules;
  return [...book.orders.values()].map(({ wanted, price }) => ({
    symbol,
    clientOrderId: wanted.leg,
    type: wanted.type,
    side: wanted.side,
    price: wanted.type === 'market' ? null : formatPrice(scale, price),
    size: formatLots(scale, wanted.type === 'trigger' ? Math.abs(book.position) : wanted.size),
  }));
}

const valueOf = ({ book }: PaperBook): bigint => valueAt(book, book.price);
