import { divide, parseDecimal, pow10 } from '../../../shared/pure/numbers/decimal.js';

/** Decimals shown of a price: enough to recognise it, by its size. */
const PRICE_STEPS = [
  { from: 1_000, decimals: 2 },
  { from: 1, decimals: 4 },
  { from: 0, decimals: 8 },
] as const;

/** Most decimals that any amount is shown with. */
const MOST_DECIMALS = 18;

/** A size as it is, with thousands grouped: `1,234.5`. */
export const showSize = (size: string): string => trimmed(rounded(size, MOST_DECIMALS));

/** A price with thousands grouped; averages, which have 12 decimals, are rounded to what a person can use. */
export function showPrice(price: string): string {
  const whole = Math.abs(Number(price.split('.')[0]));
  const { decimals } = PRICE_STEPS.find(({ from }) => whole >= from)!;
  return trimmed(rounded(price, decimals));
}

/**
 * Money with thousands grouped: two decimals, none for the won. What would be rounded away entirely is shown with its first
 * two digits instead, because a fee of 0.00 would be a lie.
 */
export function showMoney(amount: string, currency: string): string {
  const usual = currency === 'KRW' ? 0 : 2;
  if (/^-?[0.]*$/.test(amount)) return '0';
  for (let decimals = usual; decimals < MOST_DECIMALS; decimals += 1) {
    const text = rounded(amount, decimals);
    if (/[1-9]/.test(text)) return decimals === usual ? text : trimmed(rounded(amount, decimals + 1));
  }
  return trimmed(rounded(amount, MOST_DECIMALS));
}

/** Money with its sign, also a plus. */
export const showSigned = (amount: string, currency: string): string =>
  amount.startsWith('-') || showMoney(amount, currency) === '0'
    ? showMoney(amount, currency)
    : `+${showMoney(amount, currency)}`;

/** Rounded to `decimals`, halves away from zero, thousands grouped by commas. */
function rounded(text: string, decimals: number): string {
  const value = parseDecimal(text);
  if (value === null) return text;
  const { units, scale } = value;
  const size = units < 0n ? -units : units;
  const kept = divide(size * pow10(decimals), pow10(scale), 'half-up');
  const digits = kept.toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ',');
  const shown = decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
  return units < 0n && kept > 0n ? `-${shown}` : shown;
}

const trimmed = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);
