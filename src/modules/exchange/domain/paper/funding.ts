import { divide, pow10 } from '../../../../shared/pure/numbers/decimal.js';
import { formatMoney, MONEY_SCALE } from '../../../../shared/pure/numbers/money.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Price } from '../../../../shared/pure/market/scale.js';
import { moveCash, valueOf } from './account.js';
import type { Book, Holding } from './book.js';
import type { PathCandle } from './candle.js';
import type { BookEvent } from './events.js';
import { holdingsOf } from './holding.js';
import type { DueRate, Rules } from './rules.js';

/** A constant rate falls due at 00:00, 08:00 and 16:00 UTC. */
const FUNDING_INTERVAL_MS = 8 * 3_600_000;

/** The first funding time at or after `from`; infinite when there is none. A constant rate has none before the first candle. */
export function firstFundingTime(rules: Rules, from: number): number {
  if (rules.constantFunding !== null) return Math.ceil(from / FUNDING_INTERVAL_MS) * FUNDING_INTERVAL_MS;
  return rules.fundingList[firstIndex(rules.fundingList, from)]?.at ?? Infinity;
}

/**
 * Charges every funding time from the end of the previous candle up to (not including) the end of this one, at this
 * candle's open, on the position held before anything fills: size x open x rate, rounded up to the quote scale, so that
 * a receipt is rounded down. In hedge mode each position is charged for itself. It moves cash and leaves an isolated margin
 * alone.
 */
export function chargeFunding(book: Book, candle: PathCandle, from: number, events: BookEvent[]): void {
  book.nextFundingAt = firstFundingTime(book.rules, candle.endAt);
  const held = holdingsOf(book).filter(({ position }) => position !== 0);
  if (held.length === 0) return;
  for (
    let at = firstFundingTime(book.rules, from);
    at < candle.endAt;
    at = firstFundingTime(book.rules, at + 1)
  )
    for (const one of held) chargeOne(book, one, candle.open, at as EpochMs, events);
}

function chargeOne(book: Book, { position }: Holding, open: Price, at: EpochMs, events: BookEvent[]): void {
  const amount = charge(book.rules, open, position, rateAt(book.rules, at));
  if (amount === 0n) return;
  moveCash(book.account, -amount);
  events.push({ kind: 'funding', at, price: open, size: position, amount: formatMoney(amount) });
}

function charge(rules: Rules, open: Price, lots: number, rate: DueRate): bigint {
  const step = pow10(MONEY_SCALE - rules.scale.instrument.quoteScale);
  return divide(valueOf(rules, open, lots) * rate.units, pow10(rate.scale) * step, 'ceil') * step;
}

const rateAt = (rules: Rules, at: number): DueRate =>
  rules.constantFunding ?? rules.fundingList[firstIndex(rules.fundingList, at)]!;

/** Index of the first rate due at or after `from`: a search, because a list spans years and is asked for rarely. */
function firstIndex(list: readonly DueRate[], from: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]!.at < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
