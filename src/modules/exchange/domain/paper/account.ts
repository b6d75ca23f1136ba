import { notional } from '../../../../shared/pure/market/scale.js';
import type { Money } from '../../../../shared/pure/numbers/money.js';
import type { Account, Book } from './book.js';
import { netLots } from './holding.js';
import type { Rules } from './rules.js';

/** An account with nothing but cash. */
export function openAccount(cash: Money): Account {
  const account: Account = { cash: 0n, cashNumber: 0, books: [] };
  moveCash(account, cash);
  return account;
}

/** The only place where cash changes. */
export function moveCash(account: Account, amount: bigint): void {
  account.cash += amount;
  account.cashNumber = Number(account.cash) / 1e18;
}

/** Exact value of signed lots at a price. */
export const valueOf = ({ scale }: Rules, price: number, lots: number): bigint =>
  notional(scale, price, lots);

/** Exact value of what a book holds at a price, negative for a short; of hedge mode, both positions together. */
export const valueAt = (book: Book, price: number): bigint => valueOf(book.rules, price, netLots(book));

/** Equity of the whole account, every book at its last price. */
export function accountEquity(account: Account): Money {
  return account.books.reduce((sum, book) => sum + valueAt(book, book.price), account.cash) as Money;
}
