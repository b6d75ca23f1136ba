import {
  divide,
  formatUnits,
  parseDecimal,
  pow10,
  type Decimal,
} from '../../../../shared/pure/numbers/decimal.js';
import { MONEY_SCALE } from '../../../../shared/pure/numbers/money.js';
import type { HyperRsiSettings } from './hyper-rsi-settings.js';

/** The largest cycle that settings allow: what each entry is worth and what all of them are, decimal texts in quote. */
export interface WorstCase {
  readonly entries: readonly string[];
  readonly total: string;
}

type Sized = Pick<
  HyperRsiSettings,
  'margin' | 'marginUnit' | 'leverage' | 'entryMultiplier' | 'pyramidingLimit'
>;

/**
 * Notional of every entry of a full cycle, margin x multiplier^k x leverage, exact and then rounded up to 18 decimals.
 * `percent` is taken of `equity`; null when that is not known, and for `base`, whose worth depends on prices to come.
 */
export function worstCase(settings: Sized, equity: string | null): WorstCase | null {
  const first = firstNotional(settings, equity);
  if (first === null) return null;
  const multiplier = parseDecimal(settings.entryMultiplier)!;
  const entries: Decimal[] = [];
  for (let k = 0; k < settings.pyramidingLimit; k += 1) {
    entries.push({
      units: first.units * multiplier.units ** BigInt(k),
      scale: first.scale + multiplier.scale * k,
    });
  }
  const scale = entries.at(-1)!.scale;
  const total = entries.reduce((sum, entry) => sum + entry.units * pow10(scale - entry.scale), 0n);
  return { entries: entries.map(text), total: text({ units: total, scale }) };
}

/** Exact notional of the first entry, or null when it is not known before the start. */
export function firstNotional(settings: Sized, equity: string | null): Decimal | null {
  const margin = parseDecimal(settings.margin)!;
  const leverage = BigInt(settings.leverage);
  switch (settings.marginUnit) {
    case 'quote':
      return { units: margin.units * leverage, scale: margin.scale };
    case 'percent': {
      const basis = equity === null ? null : parseDecimal(equity);
      if (basis === null) return null;
      return { units: basis.units * margin.units * leverage, scale: basis.scale + margin.scale + 2 };
    }
    case 'base':
      return null;
  }
}

function text({ units, scale }: Decimal): string {
  if (scale <= MONEY_SCALE) return formatUnits(units, scale);
  return formatUnits(divide(units, pow10(scale - MONEY_SCALE), 'ceil'), MONEY_SCALE);
}
