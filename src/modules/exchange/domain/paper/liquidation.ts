import { divide, pow10 } from '../../../../shared/pure/numbers/decimal.js';
import { stepAt, type MaintenanceStep } from '../../../../shared/pure/market/maintenance.js';
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
 * How fast equity - maintenance margin falls with the price, per price unit x lot, as a count of 1 / base: net lots less
 * each position's lots times its rate. Positive where a falling price liquidates.
 */
const slope = (book: Book): bigint => BigInt(netLots(book)) * book.rules.maintenance.base - weightOf(book);

/** Lots of all positions times their rates, as a count of 1 / base. */
const weightOf = (book: Book): bigint =>
  holdingsOf(book).reduce((sum, held) => sum + BigInt(Math.abs(held.position)) * tierOf(book, held).rate, 0n);

/** What the tiers of all positions take off their maintenance margin. */
const amountOf = (book: Book): bigint =>
  holdingsOf(book).reduce((sum, held) => sum + tierOf(book, held).amount, 0n);

function tierOf(book: Book, held: Holding): MaintenanceStep {
  const { maintenance } = book.rules;
  return maintenance.steps.length === 1 ? maintenance.steps[0]! : stepAt(maintenance, costOf(book, held));
}

/**
 * The liquidation price of a position, 0 when there is none. With m the maintenance rate, L the leverage and a the average entry, an
 * isolated long is liquidated at a (1 - 1/L) / (1 - m), a short at a (1 + 1/L) / (1 + m); on cross, with C = equity -
 * position x mark (which no price changes), a long at -C / (size (1 - m)), a short at C / (size (1 + m)). In hedge mode an
 * isolated position has the price of its own average; on cross margin, with N = long - short and S = long + short lots, both
 * are liquidated where the equity C + N x price is down to m x S x price, so at -C / (N - m S) falling or C / (m S - N)
 * rising. Tiers: m is the rate of the tier of the position's cost, and its amount A is taken off the maintenance margin, which
 * lowers a long's numerator by A / size and raises a short's (isolated; on cross C grows by all A). A maintenance margin is never
 * below zero: a price below that of the bankruptcy is not waited for. Rounded to the tick, a long's down, a short's up; none when a
 * long's is not above 0.
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

function guard(book: Book, held: Holding): number {
  const long = held.position > 0;
  const tier = tierOf(book, held);
  const { base } = book.rules.maintenance;
  const rate = Number(tier.rate) / Number(base);
  const all = book.marginMode === 'isolated' ? tier.amount : amountOf(book);
  let price = guarded(book, held, rate, Number(all) / 1e18);
  if (all > 0n) {
    const bankrupt = guarded(book, held, 0, 0);
    price = long ? Math.max(price, bankrupt) : Math.min(price, bankrupt);
  }
  if (long) return price <= 0 ? 0 : price * (1 + GUARD);
  return Math.max(price * (1 - GUARD) - 1, 0.5);
}

/** The price in doubles; a rate of zero is that of the bankruptcy. */
function guarded(book: Book, held: Holding, rate: number, amount: number): number {
  const { rules, leverage, account } = book;
  const { position } = held;
  const long = position > 0;
  const kept = long ? 1 - rate : 1 + rate;
  if (book.marginMode === 'isolated') {
    const average = (Number(held.average) / 1e12) * 10 ** rules.scale.priceDecimals;
    const price = (average * (long ? leverage - 1 : leverage + 1)) / (leverage * kept);
    return amount === 0 ? price : price - amount / (position * rules.valueNumber * kept);
  }
  const others = account.books.length > 1 ? Number(valueOfOthers(book)) / 1e18 : 0;
  const lots =
    book.short === null
      ? position * kept
      : rate === 0
        ? netLots(book)
        : Number(slope(book)) / Number(rules.maintenance.base);
  return -(account.cashNumber + others + amount) / (lots * rules.valueNumber);
}

/** A price as a fraction, in price units. */
type Ratio = readonly [numerator: bigint, denominator: bigint];

/** What is kept back of what is liquidated together: lots times rates as a count of 1 / base, and what is taken off. */
interface Kept {
  readonly weight: bigint;
  readonly amount: bigint;
}

const NOTHING_KEPT: Kept = { weight: 0n, amount: 0n };

function exactPrice(book: Book, held: Holding): number {
  const { rules } = book;
  const long = held.position > 0;
  const [numerator, denominator] = exactRatio(book, held);
  if (numerator <= 0n) return long ? 0 : rules.scale.bands[0]!.tick;
  if (numerator / denominator > FARTHEST) return 0;
  return snapRatio(rules.scale, numerator, denominator, long ? 'floor' : 'ceil');
}

function exactRatio(book: Book, held: Holding): Ratio {
  const { marginMode, rules } = book;
  const tier = tierOf(book, held);
  const kept =
    marginMode === 'isolated'
      ? { weight: BigInt(Math.abs(held.position)) * tier.rate, amount: tier.amount }
      : { weight: weightOf(book), amount: amountOf(book) };
  const ratio = marginMode === 'isolated' ? isolated(book, held, kept) : cross(book, held, kept);
  const [numerator, denominator] = ratio;
  const isBelowNothing =
    kept.amount > 0n &&
    numerator * rules.scale.valueFactor * kept.weight < kept.amount * rules.maintenance.base * denominator;
  if (!isBelowNothing) return ratio;
  return marginMode === 'isolated' ? isolated(book, held, NOTHING_KEPT) : cross(book, held, NOTHING_KEPT);
}

function isolated(book: Book, held: Holding, { weight, amount }: Kept): Ratio {
  const { rules } = book;
  const { base } = rules.maintenance;
  const long = held.position > 0;
  const lots = BigInt(Math.abs(held.position));
  const leverage = BigInt(book.leverage);
  const off = amount * FINER * leverage;
  const cost = costOf(book, held) * (long ? leverage - 1n : leverage + 1n) + (long ? -off : off);
  return [
    cost * base * pow10(rules.scale.priceDecimals),
    pow10(AVERAGE_DECIMALS) * leverage * rules.averageValue * (lots * base + (long ? -weight : weight)),
  ];
}

function cross(book: Book, held: Holding, { weight, amount }: Kept): Ratio {
  const { rules, account } = book;
  const { base } = rules.maintenance;
  const long = held.position > 0;
  const others = account.books.length > 1 ? valueOfOthers(book) : 0n;
  const rest = account.cash + others + amount;
  const falls = (BigInt(netLots(book)) * base - weight) * rules.scale.valueFactor;
  return [(long ? -rest : rest) * base, long ? falls : -falls];
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
