import { divide, pow10 } from '../../../../shared/pure/numbers/decimal.js';
import { AVERAGE_DECIMALS, snapRatio } from '../../../../shared/pure/market/scale.js';
import { valueAt, valueOf } from './account.js';
import { NOT_COMPUTED, type Book, type Holding } from './book.js';
import { feeOfSteps, type Fee } from './fees.js';
import { holdingsOf, netLots } from './holding.js';
import { costOf, FINER, valueOfOthers } from './margin.js';
import { drawCorridor } from './orders/resting.js';

/** Prices beyond this are never seen. */
const FARTHEST = 2n ** 50n;

/** How much nearer than computed in doubles the guard stands: far more than doubles can be wrong. */
const GUARD = 1e-9;

/**
 * Sets the liquidation prices after a change of position or cash, and draws the corridor. The exact price costs several
 * divisions of large integers and is hardly ever met, so a guard computed in doubles stands before it; who comes as near as
 * the guard computes it.
 */
export function refreshLiquidation(book: Book): void {
  refresh(book, book);
  if (book.short !== null) refresh(book, book.short);
  drawCorridor(book);
}

function refresh(book: Book, held: Holding): void {
  const none = held.position === 0 || book.rules.spot || !isItsPrice(book, held);
  held.liquidation = none ? 0 : NOT_COMPUTED;
  held.liquidationGuard = none ? 0 : guard(book, held);
}

/** On cross margin in hedge mode one price liquidates both positions; it belongs to the one that loses towards it. */
const isItsPrice = (book: Book, { position }: Holding): boolean =>
  book.short === null ||
  book.marginMode === 'isolated' ||
  (position > 0 ? slope(book) > 0n : slope(book) < 0n);

/**
 * How fast equity - maintenance margin falls with the price, per price unit x lot, as a count of 1 / maintenanceBase: net
 * lots less the maintenance rate times all lots, whichever their side. Positive where a falling price liquidates.
 */
function slope(book: Book): bigint {
  const { maintenance, maintenanceBase } = book.rules;
  const all = holdingsOf(book).reduce((lots, { position }) => lots + Math.abs(position), 0);
  return BigInt(netLots(book)) * maintenanceBase - BigInt(all) * maintenance;
}

/**
 * The liquidation price of a position, 0 when there is none. With m the maintenance rate, L the leverage and a the average entry, an
 * isolated long is liquidated at a (1 - 1/L) / (1 - m), a short at a (1 + 1/L) / (1 + m); on cross, with C = equity -
 * position x mark (which no price changes), a long at -C / (size (1 - m)), a short at C / (size (1 + m)). In hedge mode an
 * isolated position has the price of its own average; on cross margin, with N = long - short and S = long + short lots, both
 * are liquidated where the equity C + N x price is down to m x S x price, so at -C / (N - m S) falling or C / (m S - N)
 * rising. Rounded to the tick, a long's down, a short's up; none when a long's is not above 0.
 */
export function liquidationPrice(book: Book, held: Holding): number {
  if (held.liquidation === NOT_COMPUTED) held.liquidation = exactPrice(book, held);
  return held.liquidation;
}

/** True when a price has reached the liquidation price from the side of the living. */
export function isLiquidated(book: Book, held: Holding, price: number): boolean {
  const { position, liquidationGuard } = held;
  if (liquidationGuard === 0 || (position > 0 ? price > liquidationGuard : price < liquidationGuard))
    return false;
  const exact = liquidationPrice(book, held);
  return exact > 0 && (position > 0 ? price <= exact : price >= exact);
}

function guard(book: Book, { position, average: exactAverage }: Holding): number {
  const { rules, leverage, account } = book;
  const long = position > 0;
  const maintenance = Number(rules.maintenance) / Number(rules.maintenanceBase);
  const kept = long ? 1 - maintenance : 1 + maintenance;
  let price: number;
  if (book.marginMode === 'isolated') {
    const average = (Number(exactAverage) / 1e12) * 10 ** rules.scale.priceDecimals;
    price = (average * (long ? leverage - 1 : leverage + 1)) / (leverage * kept);
  } else {
    const others = account.books.length > 1 ? Number(valueOfOthers(book)) / 1e18 : 0;
    const lots = book.short === null ? position * kept : Number(slope(book)) / Number(rules.maintenanceBase);
    price = -(account.cashNumber + others) / (lots * rules.valueNumber);
  }
  if (long) return price <= 0 ? 0 : price * (1 + GUARD);
  return Math.max(price * (1 - GUARD) - 1, 0.5);
}

function exactPrice(book: Book, held: Holding): number {
  const { rules } = book;
  const long = held.position > 0;
  const [numerator, denominator] =
    book.marginMode === 'isolated' ? isolated(book, held.average, long) : cross(book, long);
  if (numerator <= 0n) return long ? 0 : rules.scale.bands[0]!.tick;
  if (numerator / denominator > FARTHEST) return 0;
  return snapRatio(rules.scale, numerator, denominator, long ? 'floor' : 'ceil');
}

function isolated(book: Book, average: bigint, long: boolean): readonly [bigint, bigint] {
  const { rules } = book;
  const keptShare = rules.maintenanceBase + (long ? -rules.maintenance : rules.maintenance);
  const leverage = BigInt(book.leverage);
  return [
    average *
      (long ? leverage - 1n : leverage + 1n) *
      rules.maintenanceBase *
      pow10(rules.scale.priceDecimals),
    pow10(AVERAGE_DECIMALS) * leverage * keptShare,
  ];
}

function cross(book: Book, long: boolean): readonly [bigint, bigint] {
  const { rules, account } = book;
  const rest = account.cash + (account.books.length > 1 ? valueOfOthers(book) : 0n);
  const falls = slope(book) * rules.scale.valueFactor;
  return [(long ? -rest : rest) * rules.maintenanceBase, long ? falls : -falls];
}

/**
 * Fee of a liquidation: all that is left of the margin (isolated) or of the equity (cross) at that price, rounded down to
 * the quote scale, at least 0. So the whole margin is lost and no more.
 */
export function liquidationFee(book: Book, held: Holding, price: number): Fee {
  const { rules, account } = book;
  let steps: bigint;
  if (book.marginMode === 'isolated') {
    const leverage = BigInt(book.leverage);
    const cost = costOf(book, held);
    const gain = valueOf(rules, price, held.position) * FINER + (held.position > 0 ? -cost : cost);
    steps = divide(cost + gain * leverage, leverage * FINER * rules.quoteStep, 'floor');
  } else {
    const others = account.books.length > 1 ? valueOfOthers(book) : 0n;
    steps = divide(account.cash + others + valueAt(book, price), rules.quoteStep, 'floor');
  }
  return feeOfSteps(rules, steps > 0n ? steps : 0n);
}
