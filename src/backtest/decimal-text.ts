import type { MarketScale } from '../shared/pure/market/scale.js';
import { formatUnits } from '../shared/pure/numbers/decimal.js';

const ZERO = '0'.charCodeAt(0);

/**
 * `formatUnits` for safe integers, several times faster: prices and sizes of every fill go through it. Plain text, no
 * trailing zeros, `0` for zero.
 */
export function formatInteger(units: number, decimals: number): string {
  if (units < 0) return `-${formatInteger(-units, decimals)}`;
  if (decimals === 0 || units === 0) return String(units + 0);
  if (decimals > 15) return formatUnits(BigInt(units), decimals);
  const unit = 10 ** decimals;
  const rest = units % unit;
  const whole = String((units - rest) / unit);
  if (rest === 0) return whole;
  const digits = String(rest).padStart(decimals, '0');
  let end = digits.length;
  while (digits.charCodeAt(end - 1) === ZERO) end -= 1;
  return `${whole}.${digits.slice(0, end)}`;
}

export const priceText = ({ priceDecimals }: MarketScale, price: number): string =>
  formatInteger(price, priceDecimals);

export function sizeText({ lotUnits, lotDecimals }: MarketScale, lots: number): string {
  const units = lots * lotUnits;
  return Number.isSafeInteger(units)
    ? formatInteger(units, lotDecimals)
    : formatUnits(BigInt(lots) * BigInt(lotUnits), lotDecimals);
}
