import { divide, formatUnits, pow10, unitsOf } from '../../../shared/pure/numbers/decimal.js';
import { AVERAGE_DECIMALS } from '../../../shared/pure/market/scale.js';
import { MONEY_SCALE, type Money } from '../../../shared/pure/numbers/money.js';

/**
 * One scale for every instrument, so that positions of all markets are folded by the same code: prices and averages count
 * in 10^-12 quote, sizes in 10^-12 base, and a value (price x size) is then exact in 10^-24 quote.
 */
export const PRICE_DECIMALS = AVERAGE_DECIMALS;
export const SIZE_DECIMALS = 12;
export const VALUE_DECIMALS = PRICE_DECIMALS + SIZE_DECIMALS;

/** @throws RangeError when the text is no plain decimal of at most 12 decimals. */
export const readPrice = (text: string): bigint => unitsOf(text, PRICE_DECIMALS);

/** @throws RangeError when the text is no plain decimal of at most 12 decimals. */
export const readSize = (text: string): bigint => unitsOf(text, SIZE_DECIMALS);

/** @throws RangeError when the text is no plain decimal of at most 24 decimals. */
export const readValue = (text: string): bigint => unitsOf(text, VALUE_DECIMALS);

export const formatPrice = (units: bigint): string => formatUnits(units, PRICE_DECIMALS);
export const formatSize = (units: bigint): string => formatUnits(units, SIZE_DECIMALS);
export const formatValue = (units: bigint): string => formatUnits(units, VALUE_DECIMALS);

/** A value as money: what lies beyond 18 decimals is cut off, here as in SQL (`trunc`). */
export const moneyOfValue = (value: bigint): Money =>
  divide(value, pow10(VALUE_DECIMALS - MONEY_SCALE), 'toward-zero') as Money;
