import { decimalsOf, divide, formatUnits, parseDecimal, pow10 } from '../../shared/pure/numbers/decimal.js';

/** The range of the demo grid around a price. */
export interface PriceRange {
  readonly lower: string;
  readonly upper: string;
}

/**
 * From 4 % below `price` to 4 % above it, with as many decimals as the instrument's tick has; exact decimals, halves go up.
 * @throws RangeError when a text is not a plain decimal.
 */
export function rangeAround(price: string, tick: string): PriceRange {
  const value = parseDecimal(price);
  const step = parseDecimal(tick);
  if (value === null || step === null) throw new RangeError(`not plain decimals: ${price}, ${tick}`);
  const decimals = decimalsOf(step);
  const at = (percent: bigint): string =>
    formatUnits(
      divide(value.units * percent * pow10(decimals), 100n * pow10(value.scale), 'half-up'),
      decimals,
    );
  return { lower: at(96n), upper: at(104n) };
}
