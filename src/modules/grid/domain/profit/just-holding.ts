import type { Price } from '../../../../shared/pure/market/scale.js';
import { divide, pow10 } from '../../../../shared/pure/numbers/decimal.js';
import { money, roundMoney, type Money } from '../../../../shared/pure/numbers/money.js';
import type { GridMarket } from '../market.js';

/** What doing nothing would have brought. */
export interface JustHolding {
  readonly profit: Money;
  /** Of the investment, a double. */
  readonly returnPct: number;
}

/**
 * The investment, bought whole at the price of the start (taker fee once, no lot) and held, valued at a mark: the same
 * measure in every mode, as buy-and-hold of a backtest is. The profit is rounded down to the quote scale.
 */
export function justHolding(
  { scale, taker }: GridMarket,
  investment: string,
  start: Price,
  mark: Price,
): JustHolding {
  const base = pow10(taker.scale);
  const paid = BigInt(start) * (base + taker.units);
  const invested = money(investment);
  const worth = divide(invested * BigInt(mark) * base, paid, 'floor');
  return {
    profit: roundMoney(worth - invested, scale.instrument.quoteScale, 'floor'),
    returnPct: ((mark * Number(base)) / Number(paid) - 1) * 100,
  };
}
