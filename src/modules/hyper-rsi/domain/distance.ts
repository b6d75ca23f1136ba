import { snapRatio, type Price } from '../../../shared/pure/market/scale.js';
import { parseDecimal, pow10, type Rounding } from '../../../shared/pure/numbers/decimal.js';
import type { HyperRsiMarket } from './market.js';
import type { DistanceSetting } from './settings/hyper-rsi-settings.js';

/** A distance setting with its number as a fraction. */
export interface Distance {
  readonly unit: DistanceSetting['unit'];
  readonly units: bigint;
  readonly divisor: bigint;
}

/** A price in units of 10^-12 quote as the exact fraction `numerator / divisor`. */
export interface ExactPrice {
  readonly numerator: bigint;
  readonly divisor: bigint;
}

export function distance({ unit, value }: DistanceSetting): Distance {
  const { units, scale } = parseDecimal(value)!;
  return { unit, units, divisor: pow10(scale) };
}

/** Up and away from a price are the same thing for a long's take-profit and a short's stop. */
export type Direction = 1 | -1;

/**
 * `reference` (units of 10^-12) moved by a distance, exact. An ATR is rounded half up to 8 decimals and is at least 0.1 % of
 * the reference, so that a dead market does not put stop and target onto the entry; without an ATR that floor is all.
 */
export function moved(reference: bigint, by: Distance, direction: Direction, atr: number | null): ExactPrice {
  const sign = BigInt(direction);
  switch (by.unit) {
    case 'percent': {
      const divisor = 100n * by.divisor;
      return { numerator: reference * (divisor + sign * by.units), divisor };
    }
    case 'amount':
      return {
        numerator: reference * by.divisor + sign * by.units * pow10(12),
        divisor: by.divisor,
      };
    case 'atr': {
      // In units of 10^-15: the ATR x 1000 against 0.1 % of the reference x 1000, which is the reference itself.
      const range = atr === null ? 0n : atrUnits(atr) * 10_000_000n;
      const unit = range > reference ? range : reference;
      const divisor = 1000n * by.divisor;
      return { numerator: reference * divisor + sign * unit * by.units, divisor };
    }
  }
}

/** The ATR in units of 10^-8: `toFixed` takes the larger of two equally near decimals, which is half up. */
const atrUnits = (atr: number): bigint => BigInt(atr.toFixed(8).replace('.', ''));

/** The price on its tick, or null when it is not above zero and so cannot be placed. */
export function onTick(
  { scale, averageFactor }: HyperRsiMarket,
  { numerator, divisor }: ExactPrice,
  rounding: Rounding,
): Price | null {
  if (numerator <= 0n) return null;
  const price = snapRatio(scale, numerator, divisor * averageFactor, rounding);
  return price > 0 ? price : null;
}
