import { divide, pow10 } from '../../../../shared/pure/numbers/decimal.js';
import { AVERAGE_DECIMALS, snapRatio } from '../../../../shared/pure/market/scale.js';
import { valueAt } from './account.js';
import { NOT_COMPUTED, type Book } from './book.js';
import { feeOfSteps, type Fee } from './fees.js';
import { costOf, FINER, valueOfOthers } from './margin.js';
import { drawCorridor } from './orders/resting.js';

/** Prices beyond this are never seen. */
const FARTHEST = 2n ** 50n;

/** How much nearer than computed in doubles the guard stands: far more than doubles can be wrong. */
const GUARD = 1e-9;

/**
 * Sets the liquidation price after a change of position or cash, and draws the corridor. The exact price costs several
 * divisions of large integers and is hardly ever met, so a guard computed in doubles stands before it; who comes as near as
 * the guard computes it.
 */
export function refreshLiquidation(book: Book): void {
  const none = book.position === 0 || book.rules.spot;
  book.liquidation = none ? 0 : NOT_COMPUTED;
  book.liquidationGuard = none ? 0 : guard(book);
  drawCorridor(book);
}

/**
 * The liquidation price, 0 when there is none. With m the maintenance rate, L the leverage and a the average entry, an
 * isolated long is liquidated at a (1 - 1/L) / (1 - m), a short at a (1 + 1/L) / (1 + m); on cross, with C = equity -
 * position x mark (which no price changes), a long at -C / (size (1 - m)), a short at C / (size (1 + m)). Rounded to the tick,
 * a long down, a short up; none when a long's is not above 0.
 */
export function liquidationPrice(book: Book): number {
  if (book.liquidation === NOT_COMPUTED) book.liquidation = exactPrice(book);
  return book.liquidation;
}

/** True when a price has reached the liquidation price from the side of the living. */
export function isLiquidated(book: Book, price: number): boolean {
  const { position, liquidationGuard } = book;
  if (liquidationGuard === 0 || (position > 0 ? price > liquidationGuard : price < liquidationGuard))
    return false;
  const exact = liquidationPrice(book);
  return exact > 0 && (position > 0 ? price <= exact : price >= exact);
}

function guard(book: Book): number {
  const { rules, position, leverage, account } = book;
  const long = position > 0;
  const maintenance = Number(rules.maintenance) / Number(rules.maintenanceBase);
  const kept = long ? 1 - maintenance : 1 + maintenance;
  let price: number;
  if (book.marginMode === 'isolated') {
    const average = (Number(book.average) / 1e12) * 10 ** rules.scale.priceDecimals;
    price = (average * (long ? leverage - 1 : leverage + 1)) / (leverage * kept);
  } else {
    const others = account.books.length > 1 ? Number(valueOfOthers(book)) / 1e18 : 0;
    price = -(account.cashNumber + others) / (position * rules.valueNumber * kept);
  }
  if (long) return price <= 0 ? 0 : price * (1 + GUARD);
  return Math.max(price * (1 - GUARD) - 1, 0.5);
}

function exactPrice(book: Book): number {
  const { rules, position } = book;
  const long = position > 0;
  const keptShare = rules.maintenanceBase + (long ? -rules.maintenance : rules.maintenance);
  const [numerator, denominator] =
    book.marginMode === 'isolated' ? isolated(book, long, keptShare) : cross(book, long, keptShare);
  if (numerator <= 0n) return long ? 0 : rules.scale.bands[0]!.tick;
  if (numerator / denominator > FARTHEST) return 0;
  return snapRatio(rules.scale, numerator, denominator, long ? 'floor' : 'ceil');
}

function isolated(book: Book, long: boolean, keptShare: bigint): readonly [bigint, bigint] {
  const { rules, average } = book;
  const leverage = BigInt(book.leverage);
  return [
    average *
      (long ? leverage - 1n : leverage + 1n) *
      rules.maintenanceBase *
      pow10(rules.scale.priceDecimals),
    pow10(AVERAGE_DECIMALS) * leverage * keptShare,
  ];
}

function cross(book: Book, long: boolean, keptShare: bigint): readonly [bigint, bigint] {
  const { rules, account, position } = book;
  const rest = account.cash + (account.books.length > 1 ? valueOfOthers(book) : 0n);
  return [
    (long ? -rest : rest) * rules.maintenanceBase,
    BigInt(Math.abs(position)) * rules.scale.valueFactor * keptShare,
  ];
}

/**
 * Fee of a liquidation: all that is left of the margin (isolated) or of the equity (cross) at that price, rounded down to
 * the quote scale, at least 0. So the whole margin is lost and no more.
 */
export function liquidationFee(book: Book, price: number): Fee {
  const { rules, account } = book;
  const value = valueAt(book, price);
  let steps: bigint;
  if (book.marginMode === 'isolated') {
    const leverage = BigInt(book.leverage);
    const cost = costOf(book);
    const gain = value * FINER + (book.position > 0 ? -cost : cost);
    steps = divide(cost + gain * leverage, leverage * FINER * rules.quoteStep, 'floor');
  } else {
    const others = account.books.length > 1 ? valueOfOthers(book) : 0n;
    steps = divide(account.cash + others + value, rules.quoteStep, 'floor');
  }
  return feeOfSteps(rules, steps > 0n ? steps : 0n);
}
