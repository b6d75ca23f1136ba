import { formatUnits, parseDecimal, pow10 } from '../../shared/pure/numbers/decimal.js';
import { SettingsReader } from '../../shared/pure/settings/reader.js';
import { DAY_MS } from './window.js';
import { BadInput } from '../bad-input.js';
import { firstAt, type CandleColumns } from '../candles/columns.js';

/** Where the range of a symbol lies: percent around its price before the window, or what it went through in days before it. */
export type RangeRule =
  | { readonly kind: 'percent'; readonly below: string; readonly above: string }
  | { readonly kind: 'days'; readonly days: number };

export interface PriceRange {
  readonly lower: string;
  readonly upper: string;
}

/**
 * Takes `range` out of the settings of a ranking: the rest is a grid's. Null where there is none: then `lower` and `upper` are
 * prices, the same for every symbol. @throws BadInput
 */
export function takeRange(settings: unknown): {
  readonly rule: RangeRule | null;
  readonly settings: unknown;
} {
  if (typeof settings !== 'object' || settings === null || !('range' in settings))
    return { rule: null, settings };
  const { range, ...rest } = settings;
  for (const name of ['lower', 'upper'])
    if ((rest as Record<string, unknown>)[name] !== undefined)
      throw new BadInput(`settings: ${name} is given beside range; give one of them`);
  return { rule: ruleOf(range), settings: rest };
}

function ruleOf(range: unknown): RangeRule {
  const reader = SettingsReader.open(range);
  const isDays = typeof range === 'object' && range !== null && 'days' in range;
  const rule: RangeRule = isDays
    ? { kind: 'days', days: reader.integer('days', 0, 1, 3_650) }
    : {
        kind: 'percent',
        below: reader.requiredDecimal('below', { above: '0', max: '99' }),
        above: reader.requiredDecimal('above', { above: '0', max: '1000' }),
      };
  reader.close();
  if (reader.refusals.length > 0)
    throw new BadInput(
      'settings: range is {"below":PERCENT,"above":PERCENT} around the price before the window, or {"days":DAYS} before it',
    );
  return rule;
}

/**
 * The range of a symbol at the beginning of a window, from what was known then and no later candle. Null where its candles do not
 * reach back far enough.
 */
export function rangeAt(rule: RangeRule, candles: CandleColumns, from: number): PriceRange | null {
  const end = firstAt(candles, from);
  const { decimals, open, close, low, high, time } = candles;
  if (rule.kind === 'percent') {
    const price = BigInt(end > 0 ? close[end - 1]! : open[0]!);
    return {
      lower: moved(price, decimals, rule.below, -1n),
      upper: moved(price, decimals, rule.above, 1n),
    };
  }
  const since = from - rule.days * DAY_MS;
  const begin = firstAt(candles, since);
  if (begin >= end || time[0]! > since) return null;
  let [least, most] = [low[begin]!, high[begin]!];
  for (let index = begin + 1; index < end; index += 1) {
    least = Math.min(least, low[index]!);
    most = Math.max(most, high[index]!);
  }
  return { lower: formatUnits(BigInt(least), decimals), upper: formatUnits(BigInt(most), decimals) };
}

/** A price moved by a percentage, exact. */
function moved(price: bigint, decimals: number, percent: string, way: bigint): string {
  const { units, scale } = parseDecimal(percent)!;
  const hundred = 100n * pow10(scale);
  return formatUnits(price * (hundred + way * units), decimals + scale + 2);
}
