import { divide, pow10 } from '../../../shared/pure/numbers/decimal.js';
import { formatMoney, money, type Money } from '../../../shared/pure/numbers/money.js';
import { PRICE_DECIMALS } from './scales.js';

/** The currency that P&L of a unified symbol counts in: `USDT` of `BTC/USDT` and of `BTC/USDT:USDT`. */
export function quoteOf(symbol: string): string {
  const quote = /^[^/]+\/([^:]+)/.exec(symbol)?.[1];
  if (quote === undefined) throw new RangeError(`not a unified symbol: ${symbol}`);
  return quote;
}

const baseOf = (symbol: string): string => symbol.slice(0, symbol.indexOf('/'));

/**
 * What a fill has really moved of a size, both in base units: on spot a fee that is taken in the coin itself is taken off what is
 * bought, and comes on top of what is sold. Elsewhere it is the size.
 */
export function movedSize(
  { symbol, side }: { readonly symbol: string; readonly side: 'buy' | 'sell' },
  { size, fee, feeCurrency }: { readonly size: string; readonly fee: string; readonly feeCurrency: string },
): string {
  if (symbol.includes(':') || feeCurrency !== baseOf(symbol)) return size;
  return formatMoney(side === 'buy' ? money(size) - money(fee) : money(size) + money(fee));
}

/**
 * A fee in the quote currency; one taken in the base coin counts at the price of its fill, rounded up.
 * @throws RangeError when it was taken in a third currency, whose price is not known here.
 */
export function feeInQuote(fee: string, feeCurrency: string, symbol: string, price: bigint): Money {
  if (feeCurrency === quoteOf(symbol)) return money(fee);
  if (feeCurrency !== baseOf(symbol))
    throw new RangeError(`a fee of ${symbol} in ${feeCurrency} has no price`);
  return divide(money(fee) * price, pow10(PRICE_DECIMALS), 'ceil') as Money;
}
