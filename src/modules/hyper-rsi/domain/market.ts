import { AVERAGE_DECIMALS, type MarketScale } from '../../../shared/pure/market/scale.js';
import { divide, parseDecimal, pow10, type Decimal } from '../../../shared/pure/numbers/decimal.js';
import { roundMoney, type Money } from '../../../shared/pure/numbers/money.js';

/** Where a bot trades: the number system of its instrument and what the account pays there. */
export interface HyperRsiMarket {
  readonly scale: MarketScale;
  readonly spot: boolean;
  readonly taker: Decimal;
  /** Average units (10^-12 quote) of one price unit. */
  readonly averageFactor: bigint;
  /** Multiplies average x lots to units of 10^-30 quote, where any lot is exact. */
  readonly averageValue: bigint;
  /**
   * True where the venue takes a buyer's fee out of the coins bought (spot only): less arrives than was filled, and exits
   * are sized by what arrived. False where fees are paid in quote, as in matching.
   */
  readonly buyFeeInBase: boolean;
}

/** @throws RangeError when the rate is not a plain decimal or the prices are finer than an average can be. */
export function hyperRsiMarket(
  scale: MarketScale,
  fees: { readonly taker: string; readonly buyFeeInBase?: boolean },
): HyperRsiMarket {
  const taker = parseDecimal(fees.taker);
  if (taker === null) throw new RangeError(`not a rate: ${JSON.stringify(fees.taker.slice(0, 60))}`);
  if (scale.priceDecimals > AVERAGE_DECIMALS)
    throw new RangeError(`${scale.instrument.symbol}: prices of more than ${AVERAGE_DECIMALS} decimals`);
  return {
    scale,
    spot: scale.instrument.kind === 'spot',
    taker,
    averageFactor: pow10(AVERAGE_DECIMALS - scale.priceDecimals),
    averageValue: BigInt(scale.lotUnits) * pow10(30 - AVERAGE_DECIMALS - scale.lotDecimals),
    buyFeeInBase: fees.buyFeeInBase ?? false,
  };
}

/** Taker fee of an order of this value, rounded up to the quote scale. */
export function takerFee({ scale, taker }: HyperRsiMarket, value: bigint): Money {
  return roundMoney(
    divide(value * taker.units, pow10(taker.scale), 'ceil'),
    scale.instrument.quoteScale,
    'ceil',
  );
}

/** Lots that are there after a market buy of `lots`, where the fee is taken out of the coins bought. */
export function arrived({ buyFeeInBase, taker }: HyperRsiMarket, side: 'buy' | 'sell', lots: number): number {
  if (!buyFeeInBase || side === 'sell' || taker.units <= 0n) return lots;
  return lots - Number(divide(BigInt(lots) * taker.units, pow10(taker.scale), 'ceil'));
}
