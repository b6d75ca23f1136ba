import { divide } from '../../../../shared/pure/numbers/decimal.js';
import { formatMoney } from '../../../../shared/pure/numbers/money.js';
import { MONEY_TO_COST, stepAt } from '../../../../shared/pure/market/maintenance.js';
import { notional } from '../../../../shared/pure/market/scale.js';
import { refusal, type Refusal } from '../../../../shared/pure/refusal.js';
import type { Side } from '../../../../shared/pure/strategy/order.js';
import { valueAt } from './account.js';
import type { Book, Holding } from './book.js';
import { feeOf } from './fees.js';
import { holdingOf } from './holding.js';

/** Decimals below those of money in which margins are compared: an average has 12, a lot any number. */
export const FINER = MONEY_TO_COST;

/** Position x average of one position in units of 10^-30 quote, exact. */
export const costOf = ({ rules }: Book, { position, average }: Holding): bigint =>
  BigInt(Math.abs(position)) * average * rules.averageValue;

/** The same of all that a book holds: in hedge mode both positions need their margin, neither pays for the other. */
const costOfAll = (book: Book): bigint =>
  book.short === null ? costOf(book, book) : costOf(book, book) + costOf(book, book.short);

/** Margin of what a book holds: its cost / leverage, rounded up to a money unit. */
export const marginOf = (book: Book): bigint =>
  divide(costOfAll(book), FINER * BigInt(book.leverage), 'ceil');

/**
 * What other perpetual books of the account have won or lost at their last prices, as cash flow + value. Coins held on spot
 * are no collateral and do not count.
 */
export function valueOfOthers(book: Book): bigint {
  let sum = 0n;
  for (const other of book.account.books)
    if (other !== book && !other.rules.spot) sum += valueAt(other, other.price);
  return sum;
}

/** Margin that other perpetual books of the account hold. */
export function marginOfOthers(book: Book): bigint {
  let sum = 0n;
  for (const other of book.account.books) if (other !== book && !other.rules.spot) sum += marginOf(other);
  return sum;
}

/**
 * How many lots of an order that is not reduce-only enlarge its position: all of them, none, or what is left after turning
 * it over; in hedge mode always all.
 */
export function addedLots(book: Book, side: Side, lots: number): number {
  const { position } = holdingOf(book, { side, reduceOnly: false });
  const against = side === 'buy' ? -position : position;
  return against > 0 ? Math.max(lots - against, 0) : lots;
}

/**
 * Whether the account can carry an order that adds, at a price: on a perpetual position x average / leverage (of both
 * positions in hedge mode) + size x price / leverage + taker fee <= equity at that price, on spot size x price + taker fee <= cash. An order that turns a
 * position over is charged for what it opens.
 * @returns null when it can, else `insufficient-margin` or `insufficient-funds` with both numbers, or `leverage-above-tier`.
 */
export function cannotCarry(book: Book, side: Side, lots: number, price: number): Refusal | null {
  const { rules, account, leverage } = book;
  const added = addedLots(book, side, lots);
  if (added === 0) return null;
  const value = notional(rules.scale, price, added);
  const fee = feeOf(rules, rules.taker, price, lots).amount;
  const elsewhere = account.books.length > 1 ? marginOfOthers(book) : 0n;
  const others = account.books.length > 1 ? valueOfOthers(book) : 0n;
  if (rules.spot) {
    const needed = value + fee;
    const free = account.cash + others - elsewhere;
    return needed <= free ? null : short('insufficient-funds', 'cash', needed, free);
  }
  const equity = account.cash + others + valueAt(book, price) - elsewhere;
  const kept = added < lots ? 0n : costOfAll(book);
  const tier = aboveTier(book, side, lots, value);
  if (tier !== null) return tier;
  const margins = kept + value * FINER;
  if (margins + (fee - equity) * FINER * BigInt(leverage) <= 0n) return null;
  const needed = divide(margins, FINER * BigInt(leverage), 'ceil') + fee;
  return short('insufficient-margin', 'equity', needed, equity);
}

/** A position that would grow into a tier which allows less than the leverage it has. */
function aboveTier(book: Book, side: Side, lots: number, value: bigint): Refusal | null {
  const { rules, leverage } = book;
  const { maintenance } = rules;
  if (leverage <= maintenance.steps.at(-1)!.maxLeverage) return null;
  const held = holdingOf(book, { side, reduceOnly: false });
  const stays = addedLots(book, side, lots) === lots ? costOf(book, held) : 0n;
  const cost = stays + value * FINER;
  const { maxLeverage } = stepAt(maintenance, cost);
  if (leverage <= maxLeverage) return null;
  const position = formatMoney(divide(cost, FINER, 'ceil'));
  return refusal(
    'leverage-above-tier',
    `a position of ${position} may have a leverage of ${maxLeverage} here, yours is ${leverage}; use less leverage or size`,
    { position, leverage, maxLeverage },
  );
}

const short = (code: string, what: string, needed: bigint, available: bigint): Refusal =>
  refusal(code, `needs ${formatMoney(needed)}, ${what} is ${formatMoney(available)}`, {
    needed: formatMoney(needed),
    available: formatMoney(available),
  });
