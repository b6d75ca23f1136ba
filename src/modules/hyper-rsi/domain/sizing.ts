import type { Lots } from '../../../shared/pure/market/scale.js';
import { parseDecimal, pow10 } from '../../../shared/pure/numbers/decimal.js';
import { money, MONEY_SCALE } from '../../../shared/pure/numbers/money.js';
import type { HyperRsiMarket } from './market.js';
import type { HyperRsiSettings } from './settings/hyper-rsi-settings.js';

/** Size of add k of a cycle as the fraction `numerator / (divisor x price)` lots, or fixed in lots. */
interface Step {
  readonly numerator: bigint;
  readonly divisor: bigint;
}

export interface Sizing {
  readonly unit: HyperRsiSettings['marginUnit'];
  readonly steps: readonly Step[];
}

/** margin x multiplier^k for every k the limit allows, multiplied out once and exactly. */
export function sizing(settings: HyperRsiSettings, { scale }: HyperRsiMarket): Sizing {
  const margin = parseDecimal(settings.margin)!;
  const multiplier = parseDecimal(settings.entryMultiplier)!;
  const unit = settings.marginUnit;
  const steps: Step[] = [];
  for (let k = 0; k < settings.pyramidingLimit; k += 1) {
    const units = margin.units * multiplier.units ** BigInt(k);
    const divisor = pow10(margin.scale + multiplier.scale * k);
    const leveraged = units * BigInt(settings.leverage);
    if (unit === 'base')
      steps.push({ numerator: units * pow10(scale.lotDecimals), divisor: divisor * BigInt(scale.lotUnits) });
    else if (unit === 'quote')
      steps.push({ numerator: leveraged * pow10(MONEY_SCALE), divisor: divisor * scale.valueFactor });
    else steps.push({ numerator: leveraged, divisor: divisor * 100n * scale.valueFactor });
  }
  return { unit, steps };
}

/**
 * Lots of entry number `k` (from 0, below the limit) at a decision close, floored to the lot. `basis` is the equity text that `percent` is
 * taken of. Null when the size is not known: no equity, or beyond the counts that are exact.
 */
export function entrySize(
  { unit, steps }: Sizing,
  k: number,
  close: number,
  basis: string | null,
): Lots | null {
  const step = steps[k]!;
  let lots: bigint;
  if (unit === 'base') lots = step.numerator / step.divisor;
  else if (unit === 'quote') lots = step.numerator / (step.divisor * BigInt(close));
  else if (basis === null) return null;
  else lots = (money(basis) * step.numerator) / (step.divisor * BigInt(close));
  const count = Number(lots > 0n ? lots : 0n);
  return Number.isSafeInteger(count) ? (count as Lots) : null;
}
