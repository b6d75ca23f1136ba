import { ZERO_MONEY, type Money } from '../../../shared/pure/numbers/money.js';
import type { Side } from '../../../shared/pure/strategy/order.js';
import { isSpot, unitsOfText } from './exposure.js';

/** An execution, as far as it moves what is held. Plain decimals. */
export interface MovingExecution {
  readonly side: Side;
  /** In base units, > 0. */
  readonly size: string;
  /** Negative for a rebate. */
  readonly fee: string;
  readonly feeCurrency: string;
}

/** The coin that is bought and sold: `BTC` of `BTC/USDT`. */
export const coinOf = (symbol: string): string => symbol.split('/')[0]!;

/**
 * By how much an execution changes what is held, signed, in units of 10^-18. On spot a fee that is taken in the coin itself is part of
 * it: what arrives of a buy is less than what was bought. A fee in quote or in a third coin is nothing of the holding, and of a
 * perpetual nothing is: its fee is cash, whatever its currency is called.
 */
export function movedBy(symbol: string, { side, size, fee, feeCurrency }: MovingExecution): Money {
  const units = unitsOfText(size);
  const traded = side === 'buy' ? units : 0n - units;
  const inCoins = isSpot(symbol) && feeCurrency === coinOf(symbol);
  return (inCoins ? traded - unitsOfText(fee) : traded) as Money;
}

/**
 * The same of what nobody here has ordered. A perpetual is one position, whoever trades in it. Coins of others lie beside those that
 * are held here and are nothing of them: what others buy adds nothing, and what they sell is missed where it was not theirs.
 */
export const movedByOthers = (
  symbol: string,
  { side, size }: Pick<MovingExecution, 'side' | 'size'>,
): Money =>
  isSpot(symbol) ? ZERO_MONEY : side === 'buy' ? unitsOfText(size) : ((0n - unitsOfText(size)) as Money);
