import { snapRatio, type MarketScale, type Price } from '../../../../shared/pure/market/scale.js';
import { parseDecimal, pow10 } from '../../../../shared/pure/numbers/decimal.js';
import { err, ok, type Result } from '../../../../shared/pure/result.js';
import { refusal, type Refusal } from '../../../../shared/pure/refusal.js';
import { plainText } from '../../../../shared/pure/settings/reader.js';
import { levelsShareTick } from '../ladder/lines.js';

/** What the lines are drawn from, as doubles in quote: `dynamic.centre` and `dynamic.range` of a decision close. */
export interface DynamicPoint {
  readonly centre: number;
  readonly range: number;
}

const LEAST_GAP = 0.004;
const GAP_PER_OFFSET = 0.05;
const LARGEST_GAP = 0.5;
/** Significant digits a line keeps before it is snapped, as those of a geometric grid. */
const DIGITS = 12;

/**
 * Offsets of so many lines, lowest line (largest offset) first: symmetric around the centre, which is a line itself when
 * their number is odd. With an even number there is none at 0, but the two next to it are still measured from it.
 */
export function lineOffsets(levels: number): readonly number[] {
  const half = Math.floor(levels / 2);
  const offsets = Array.from({ length: 2 * half + 1 }, (_, index) => half - index);
  return levels % 2 === 1 ? offsets : offsets.filter((offset) => offset !== 0);
}

/** The unsnapped lines of the offsets 0, 1, 2, … below the centre, or above it. */
function halfOf({ centre, range }: DynamicPoint, half: number, side: 'below' | 'above'): readonly number[] {
  const lines = [centre];
  for (let k = 1; k <= half; k += 1) {
    const offset = side === 'below' ? k : -k;
    const level = (centre * (1 - 0.006 * offset) + (centre - 1.5 * range * offset)) / 2;
    const neighbour = lines[k - 1]!;
    const gap = Math.abs(level - neighbour) / neighbour;
    const beyond = side === 'below' ? level < neighbour : level > neighbour;
    const most = Math.min(GAP_PER_OFFSET * k, LARGEST_GAP);
    const held = Math.min(Math.max(beyond ? gap : 0, LEAST_GAP), most);
    lines.push(side === 'below' ? neighbour * (1 - held) : neighbour * (1 + held));
  }
  return lines;
}

/**
 * The dynamic lines in price units, lowest first, each on the nearest legal tick. The gap of line k to its neighbour is held
 * within 0.4 % and min(5 % k, 50 %) of the neighbour. Refused when two of them share a tick.
 */
export function dynamicLines(
  point: DynamicPoint,
  levels: number,
  scale: MarketScale,
): Result<readonly Price[], Refusal> {
  const half = Math.floor(levels / 2);
  const [below, above] = [halfOf(point, half, 'below'), halfOf(point, half, 'above')];
  const lines: Price[] = [];
  for (const [index, offset] of lineOffsets(levels).entries()) {
    const exact = offset >= 0 ? below[offset]! : above[-offset]!;
    const value = parseDecimal(plainText(Number(exact.toPrecision(DIGITS))) ?? '');
    if (value === null || value.units * pow10(scale.priceDecimals) > beyondScale * pow10(value.scale))
      return err(outOfScale(exact));
    const line = snapRatio(scale, value.units * pow10(scale.priceDecimals), pow10(value.scale), 'half-up');
    if (line <= (lines.at(-1) ?? 0)) return err(levelsShareTick(index, levels, { spacing: 'dynamic' }));
    lines.push(line);
  }
  return ok(lines);
}

const beyondScale = BigInt(Number.MAX_SAFE_INTEGER) / 2n;

const outOfScale = (line: number): Refusal =>
  refusal('range-out-of-scale', 'the dynamic lines do not fit the price scale of the instrument', {
    field: 'spacing',
    value: String(line),
    allowed: 'lines within the price scale of the instrument',
  });
