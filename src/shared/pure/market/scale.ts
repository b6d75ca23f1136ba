import type { Brand } from '../brand.js';
import {
  decimalsOf,
  divide,
  formatUnits,
  parseDecimal,
  pow10,
  rescale,
  unitsOf,
  type Rounding,
} from '../numbers/decimal.js';
import { MONEY_SCALE, type Money } from '../numbers/money.js';
import type { Instrument } from './instrument.js';

/** A price in price units of its instrument's scale (10^-priceDecimals quote); a safe integer, also for prices off the tick. */
export type Price = Brand<number, 'Price'>;

/** A size in lots of its instrument; a safe integer, never negative. */
export type Lots = Brand<number, 'Lots'>;

/** An average entry price in units of 10^-12 quote. */
export type Average = Brand<bigint, 'Average'>;

/** Decimals of an average entry price. */
export const AVERAGE_DECIMALS = 12;

interface Band {
  readonly from: number;
  readonly tick: number;
}

/**
 * The number system of one instrument in one run: every order price is an integer count of price units and every size
 * an integer count of lots, so that comparing and adding them is exact and as fast as the machine. Candle prices may lie
 * off the tick, so the price unit is the finest of the tick and of the candles that will be compared with it.
 */
export interface MarketScale {
  readonly instrument: Instrument;
  /** Decimals of a price unit. */
  readonly priceDecimals: number;
  /** Decimals of the lot: one lot is `lotUnits / 10^lotDecimals` base units. */
  readonly lotDecimals: number;
  readonly lotUnits: number;
  /** Tick bands in price units, ascending; always at least one, the first from 0. */
  readonly bands: readonly Band[];
  readonly minSize: Lots;
  readonly minNotional: Money;
  /** Money units of one price unit x one lot. */
  readonly valueFactor: bigint;
}

/**
 * @param candleDecimals decimals of the candle prices that will be read in this scale (0 when there are none).
 * @throws RangeError when the instrument record is not made of plain positive decimals or its scale cannot hold money.
 */
export function marketScale(instrument: Instrument, candleDecimals = 0): MarketScale {
  const bands = instrument.priceBands ?? [{ from: '0', tick: instrument.tick }];
  const priceDecimals = Math.max(
    candleDecimals,
    ...bands.flatMap((band) => [shortest(band.tick), shortest(band.from)]),
  );
  const lotDecimals = shortest(instrument.lot);
  if (priceDecimals + lotDecimals > MONEY_SCALE) {
    throw new RangeError(
      `${instrument.symbol}: prices of ${priceDecimals} and lots of ${lotDecimals} decimals exceed ${MONEY_SCALE}`,
    );
  }
  const lotUnits = safe(unitsOf(instrument.lot, lotDecimals));
  const scaled = bands.map((band) => ({
    from: safe(unitsOf(band.from, priceDecimals)),
    tick: safe(unitsOf(band.tick, priceDecimals)),
  }));
  if (lotUnits <= 0 || scaled.some((band) => band.tick <= 0))
    throw new RangeError(`${instrument.symbol}: tick and lot must be > 0`);
  const minSize = divide(rescaleUp(instrument.minSize, lotDecimals), BigInt(lotUnits), 'ceil');
  return {
    instrument,
    priceDecimals,
    lotDecimals,
    lotUnits,
    bands: scaled,
    minSize: safe(minSize) as Lots,
    minNotional: unitsOf(instrument.minNotional, MONEY_SCALE) as Money,
    valueFactor: BigInt(lotUnits) * pow10(MONEY_SCALE - priceDecimals - lotDecimals),
  };
}

/** The tick of the band that `price` (unrounded, in price units) lies in. */
export function tickAt(scale: MarketScale, price: number): number {
  const { bands } = scale;
  let index = bands.length - 1;
  while (index > 0 && bands[index]!.from > price) index -= 1;
  return bands[index]!.tick;
}

/** Price units of a plain decimal that lies on the scale. @throws RangeError when it does not, or is unsafe. */
export const priceOf = (scale: MarketScale, text: string): Price =>
  safe(unitsOf(text, scale.priceDecimals)) as Price;

export const formatPrice = (scale: MarketScale, price: number): string =>
  formatUnits(BigInt(price), scale.priceDecimals);

/** Lots of a plain decimal size, floored. @throws RangeError when it is not a plain decimal or is unsafe. */
export function lotsOf(scale: MarketScale, text: string): Lots {
  const value = parseDecimal(text);
  if (value === null) throw new RangeError(`not a plain decimal: ${JSON.stringify(text.slice(0, 60))}`);
  const lots = divide(
    value.units * pow10(scale.lotDecimals),
    pow10(value.scale) * BigInt(scale.lotUnits),
    'floor',
  );
  return safe(lots) as Lots;
}

export const formatLots = (scale: MarketScale, lots: number): string =>
  formatUnits(BigInt(lots) * BigInt(scale.lotUnits), scale.lotDecimals);

/** Exact money value of `lots` at `price`: one product of large integers where the plain one is a safe integer. */
export function notional({ valueFactor }: MarketScale, price: number, lots: number): Money {
  const product = price * lots;
  const units = Number.isSafeInteger(product) ? BigInt(product) : BigInt(price) * BigInt(lots);
  return (units * valueFactor) as Money;
}

/**
 * A price given as a fraction of price units, snapped to the legal tick of the band of the unrounded price.
 * `numerator / denominator` is the price in price units.
 */
export function snapRatio(
  scale: MarketScale,
  numerator: bigint,
  denominator: bigint,
  rounding: Rounding,
): Price {
  const unrounded = Number(divide(numerator, denominator, 'floor'));
  const tick = BigInt(tickAt(scale, unrounded));
  return safe(divide(numerator, denominator * tick, rounding) * tick) as Price;
}

/** An integer price snapped to the legal tick of its band. */
export const snap = (scale: MarketScale, price: number, rounding: Rounding): Price =>
  snapRatio(scale, BigInt(price), 1n, rounding);

/** Legal = size >= minSize and size x price >= minNotional. */
export const isLegal = (scale: MarketScale, price: number, lots: number): boolean =>
  lots >= scale.minSize && notional(scale, price, lots) >= scale.minNotional;

function shortest(text: string): number {
  const value = parseDecimal(text);
  if (value === null) throw new RangeError(`not a plain decimal: ${JSON.stringify(text.slice(0, 60))}`);
  return decimalsOf(value);
}

function rescaleUp(text: string, scale: number): bigint {
  const value = parseDecimal(text);
  if (value === null) throw new RangeError(`not a plain decimal: ${JSON.stringify(text.slice(0, 60))}`);
  return rescale(value, scale) ?? divide(value.units, pow10(value.scale - scale), 'ceil');
}

function safe(units: bigint): number {
  const value = Number(units);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${units} does not fit a safe integer`);
  return value;
}
