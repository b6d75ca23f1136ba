import type { Lots, MarketScale } from '../../../shared/pure/market/scale.js';
import { divide, parseDecimal, pow10, type Decimal } from '../../../shared/pure/numbers/decimal.js';
import { roundMoney, type Money } from '../../../shared/pure/numbers/money.js';

/** A rate as an exact fraction. */
export type Rate = Decimal;

/** Where a grid works: the number system of its instrument and what the account pays there. */
export interface GridMarket {
  readonly scale: MarketScale;
  readonly maker: Rate;
  readonly taker: Rate;
}

/** @throws RangeError when a rate is not a plain decimal. */
export function gridMarket(
  scale: MarketScale,
  fees: { readonly maker: string; readonly taker: string },
): GridMarket {
  return {
    scale,
    maker: rate(fees.maker),
    taker: rate(fees.taker),
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

/** The least that is left of so many lots once a fee at the dearer of the two rates was taken out of them. */
export function afterFee(market: GridMarket, lots: number): Lots {
  const { units, scale } = dearer(market.maker, market.taker);
  const fee = divide(BigInt(lots) * units, pow10(scale), 'ceil');
  return (lots - Number(fee < 0n ? 0n : fee)) as Lots;
}

const dearer = (a: Rate, b: Rate): Rate => (a.units * pow10(b.scale) >= b.units * pow10(a.scale) ? a : b);
