import type { JsonObject } from '../../../../shared/pure/json.js';
import {
  formatPrice,
  snapRatio,
  type MarketScale,
  type Price,
} from '../../../../shared/pure/market/scale.js';
import { parseDecimal, pow10, type Decimal } from '../../../../shared/pure/numbers/decimal.js';
import { err, ok, type Result } from '../../../../shared/pure/result.js';
import { refusal, type Refusal } from '../../../../shared/pure/refusal.js';
import { plainText } from '../../../../shared/pure/settings/reader.js';
import type { RangeSettings } from '../settings/grid-settings.js';

/** Significant digits a geometric level keeps before it is snapped, so that every machine's `pow` gives the same line. */
const DIGITS = 12;

type Range = Pick<RangeSettings, 'spacing' | 'lower' | 'upper' | 'levels'>;

/** Unsnapped levels, the ends exactly `lower` and `upper`: a number over a common denominator. */
interface Level {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * The lines of a grid in price units, lowest first, each on the nearest legal tick (half up) of its price band; `shift`
 * whole levels above (below, when negative) those of the settings. Refused when two of them share a tick, or when the range
 * does not fit the instrument's scale.
 */
export function gridLines(range: Range, scale: MarketScale, shift = 0): Result<readonly Price[], Refusal> {
  const lines: Price[] = [];
  for (let index = 0; index < range.levels; index += 1) {
    const { numerator, denominator } = levelAt(range, index + shift);
    if (numerator * pow10(scale.priceDecimals) > (denominator * BigInt(Number.MAX_SAFE_INTEGER)) / 2n)
      return err(
        refusal('range-out-of-scale', 'the range does not fit the price scale of the instrument', {
          field: 'upper',
          value: range.upper,
          allowed: `<= ${formatPrice(scale, Math.floor(Number.MAX_SAFE_INTEGER / 2))}`,
        }),
      );
    if (numerator <= 0n) return err(sharesTick(range, index));
    const line = snapRatio(scale, numerator * pow10(scale.priceDecimals), denominator, 'half-up');
    if (line <= (lines.at(-1) ?? 0)) return err(sharesTick(range, index));
    lines.push(line);
  }
  return ok(lines);
}

/** The level of this index, which may lie outside 0..levels - 1: the spacing goes on. */
function levelAt(range: Range, index: number): Level {
  if (range.spacing === 'arithmetic') return arithmetic(range, index);
  if (index === 0) return fraction(decimal(range.lower));
  if (index === range.levels - 1) return fraction(decimal(range.upper));
  return fraction(decimal(geometricText(range, index)));
}

function arithmetic({ lower, upper, levels }: Range, index: number): Level {
  const [low, high] = [decimal(lower), decimal(upper)];
  const scale = Math.max(low.scale, high.scale);
  const from = low.units * pow10(scale - low.scale);
  const to = high.units * pow10(scale - high.scale);
  const steps = BigInt(levels - 1);
  return { numerator: from * steps + BigInt(index) * (to - from), denominator: steps * pow10(scale) };
}

/** lower (upper / lower)^(i / (levels - 1)) in doubles, rounded to 12 significant digits, as a plain decimal. */
export function geometricText({ lower, upper, levels }: Omit<Range, 'spacing'>, index: number): string {
  const value = Number(lower) * Math.pow(Number(upper) / Number(lower), index / (levels - 1));
  return plainText(Number(value.toPrecision(DIGITS)))!;
}

const decimal = (text: string): Decimal => parseDecimal(text)!;

const fraction = ({ units, scale }: Decimal): Level => ({ numerator: units, denominator: pow10(scale) });

function sharesTick({ lower, upper, levels, spacing }: Range, index: number): Refusal {
  return index === 0
    ? refusal('lowest-level-at-zero', 'the lowest level rounds to a price of zero; raise lower', {
        field: 'lower',
        value: lower,
        allowed: 'at least one tick',
      })
    : levelsShareTick(index, levels, { lower, upper, spacing });
}

/** Line `index` falls onto the tick of the one below it. */
export const levelsShareTick = (index: number, levels: number, details: JsonObject): Refusal =>
  refusal(
    'levels-share-a-tick',
    `level ${index} rounds onto the tick of the level below it; use fewer levels or a wider range`,
    {
      field: 'levels',
      value: String(levels),
      allowed: 'lines at least one tick apart',
      level: index,
      ...details,
    },
  );

/** The line that waits: the nearest to the price, on a tie the lower one, outside the range its edge. */
export function waitingLine(lines: readonly number[], price: number): number {
  let above = 0;
  while (above < lines.length && lines[above]! <= price) above += 1;
  if (above === 0) return 0;
  if (above === lines.length) return above - 1;
  return price - lines[above - 1]! <= lines[above]! - price ? above - 1 : above;
}
