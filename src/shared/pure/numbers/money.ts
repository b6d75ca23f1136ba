import type { Brand } from '../brand.js';
import { divide, formatUnits, pow10, unitsOf, type Rounding } from './decimal.js';

/** Decimals of every amount of money, in every currency: those of `Decimal(38,18)` in the database. */
export const MONEY_SCALE = 18;

/** An amount of one currency in units of 10^-18; which currency is known by where it stands. */
export type Money = Brand<bigint, 'Money'>;

export const ZERO_MONEY = 0n as Money;

/** @throws RangeError when the text is not a plain decimal of at most 18 decimals. */
export const money = (text: string): Money => unitsOf(text, MONEY_SCALE) as Money;

export const formatMoney = (amount: bigint): string => formatUnits(amount, MONEY_SCALE);

/** The amount rounded to `scale` decimals, still in units of 10^-18. */
export function roundMoney(amount: bigint, scale: number, rounding: Rounding): Money {
  const step = pow10(MONEY_SCALE - scale);
  return (divide(amount, step, rounding) * step) as Money;
}
