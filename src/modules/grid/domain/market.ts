import type { Lots, MarketScale } from '../../../shared/pure/market/scale.js';
import { divide, parseDecimal, pow10, type Decimal } from '../../../shared/pure/numbers/decimal.js';
import { roundMoney, type Money } from '../../../shared/pure/numbers/money.js';
import type { Side } from '../../../shared/pure/strategy/order.js';

/** A rate as an exact fraction. */
export type Rate = Decimal;

/** Where a grid works: the number system of its instrument and what the account pays there. */
export interface GridMarket {
  readonly scale: MarketScale;
  readonly maker: Rate;
  readonly taker: Rate;
  /**
   * True where the venue takes the buyer's fee out of the coins bought (spot only): what arrives is less than what was
   * filled, and the answering sell is sized by what arrived. False where fees are paid in quote, as in matching.
   */
  readonly buyFeeInBase: boolean;
}

/** @throws RangeError when a rate is not a plain decimal. */
export function gridMarket(
  scale: MarketScale,
  fees: { readonly maker: string; readonly taker: string; readonly buyFeeInBase?: boolean },
): GridMarket {
  return {
    scale,
    maker: rate(fees.maker),
    taker: rate(fees.taker),
    buyFeeInBase: fees.buyFeeInBase ?? false,
  };
}

export function rate(text: string): Rate {
  const value = parseDecimal(text);
  if (value === null) throw new RangeError(`not a rate: ${JSON.stringify(text.slice(0, 60))}`);
  return value;
}

/** Fee of an order of this value, rounded up to the quote scale. */
export function feeOf({ scale }: GridMarket, value: bigint, { units, scale: decimals }: Rate): Money {
  return roundMoney(divide(value * units, pow10(decimals), 'ceil'), scale.instrument.quoteScale, 'ceil');
}

/** Lots that are there after `lots` were filled: a buy may have paid its fee in coins, at the dearer of the two rates. */
export function arrived(market: GridMarket, side: Side, lots: number): Lots {
  if (!market.buyFeeInBase || side === 'sell') return lots as Lots;
  const { units, scale } = dearer(market.maker, market.taker);
  const fee = divide(BigInt(lots) * units, pow10(scale), 'ceil');
  return (lots - Number(fee < 0n ? 0n : fee)) as Lots;
}

const dearer = (a: Rate, b: Rate): Rate => (a.units * pow10(b.scale) >= b.units * pow10(a.scale) ? a : b);
