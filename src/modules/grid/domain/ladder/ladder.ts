import {
  formatLots,
  formatPrice,
  isLegal,
  notional,
  tickAt,
  type Lots,
  type Price,
} from '../../../../shared/pure/market/scale.js';
import { formatUnits, pow10 } from '../../../../shared/pure/numbers/decimal.js';
import { formatMoney } from '../../../../shared/pure/numbers/money.js';
import { refusal, type Refusal } from '../../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../../shared/pure/result.js';
import type { GridMarket } from '../market.js';
import { dynamicLines, type DynamicPoint } from '../dynamic/dynamic-lines.js';
import { hasRange, type GridSettings } from '../settings/grid-settings.js';
import { gridLines } from './lines.js';
import { cellSizes } from './sizes.js';
import { stopRefusals } from './stop-prices.js';

/**
 * The shape of one generation: N lines, lowest first, and the lots of the N - 1 cells between them. Cell i works between
 * lines i and i + 1. It is kept in the state, so that a venue changing its ticks does not move a running ladder.
 */
export interface Ladder {
  readonly lines: readonly Price[];
  readonly sizes: readonly Lots[];
}

/** Where a ladder stands beside its settings. */
export interface LadderPlace {
  /** Whole levels that the range has moved up since the settings were made; negative = down. */
  readonly shift: number;
  /** What dynamic lines are drawn from; null while it is not known. */
  readonly point: DynamicPoint | null;
}

export const AS_SET: LadderPlace = { shift: 0, point: null };

/**
 * Builds the ladder of the settings and checks it against what the account pays and the venue's minimums. Dynamic lines
 * that cannot be drawn yet give an empty ladder: they are checked when they can.
 */
export function planGrid(
  settings: GridSettings,
  market: GridMarket,
  { shift, point }: LadderPlace = AS_SET,
): Result<Ladder, readonly Refusal[]> {
  if (!hasRange(settings) && point === null) return ok(NO_LADDER);
  const lines = hasRange(settings)
    ? gridLines(settings, market.scale, shift)
    : dynamicLines(point!, settings.levels, market.scale);
  if (!lines.ok) return err([lines.error]);
  const sizes = cellSizes(settings, lines.value, market.scale);
  const refusals = [
    ...stepRefusals(settings, lines.value, market),
    ...(sizes.ok ? sizeRefusals(lines.value, sizes.value, market) : [sizes.error]),
    ...stopRefusals(settings, lines.value, market.scale),
  ];
  return sizes.ok && refusals.length === 0 ? ok({ lines: lines.value, sizes: sizes.value }) : err(refusals);
}

const NO_LADDER: Ladder = { lines: [], sizes: [] };

/** A step must earn both fees at its upper line and a tick: L(i+1) - L(i) >= 2 x maker x L(i+1) + tick. */
function stepRefusals(
  { levels }: GridSettings,
  lines: readonly Price[],
  { scale, maker }: GridMarket,
): readonly Refusal[] {
  const one = pow10(maker.scale);
  const bad = indices(lines.length - 1).filter((cell) => {
    const upper = lines[cell + 1]!;
    const step = BigInt(upper - lines[cell]! - tickAt(scale, upper));
    return step * one < 2n * maker.units * BigInt(upper);
  });
  const cell = bad[0];
  if (cell === undefined) return [];
  const upper = lines[cell + 1]!;
  const stepPercent = percent(upper - lines[cell]!, upper);
  const feesPercent = formatUnits(2n * maker.units * 100n, maker.scale);
  const tick = formatPrice(scale, tickAt(scale, upper));
  return [
    refusal(
      'step-below-cost',
      `step ${stepPercent} % < ${feesPercent} % (both fees) + tick ${tick}: a filled pair would lose; use fewer levels or a wider range`,
      {
        field: 'levels',
        value: String(levels),
        allowed: `a step of at least ${feesPercent} % + ${tick} between neighbouring lines`,
        cell,
        cells: bad.length,
        lower: formatPrice(scale, lines[cell]!),
        upper: formatPrice(scale, upper),
        stepPercent,
        feesPercent,
        tick,
      },
    ),
  ];
}

function sizeRefusals(
  lines: readonly Price[],
  sizes: readonly Lots[],
  { scale }: GridMarket,
): readonly Refusal[] {
  const bad = indices(sizes.length).filter((cell) => !isLegal(scale, lines[cell]!, sizes[cell]!));
  const cell = bad[0];
  if (cell === undefined) return [];
  const size = sizes[cell]!;
  const value = formatMoney(notional(scale, lines[cell]!, size));
  const { minNotional, minSize, base, quote } = scale.instrument;
  return [
    refusal(
      'cell-below-minimum',
      `cell ${cell}: ${formatLots(scale, size)} ${base} worth ${value} ${quote} is below the venue's minimum of ${minSize} ${base} and ${minNotional} ${quote}; invest more or use fewer levels`,
      {
        field: 'investment',
        value,
        allowed: `at least ${minNotional} ${quote} and ${minSize} ${base} in every cell`,
        cell,
        cells: bad.length,
        price: formatPrice(scale, lines[cell]!),
        size: formatLots(scale, size),
        minSize,
        minNotional,
      },
    ),
  ];
}

/** part / whole in percent, rounded to two decimals: for people. */
function percent(part: number, whole: number): string {
  return formatUnits(BigInt(Math.round((part / whole) * 10_000)), 2);
}

const indices = (length: number): readonly number[] => Array.from({ length }, (_, index) => index);
