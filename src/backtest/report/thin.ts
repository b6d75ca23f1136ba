import { TIMEFRAME_MS, TIMEFRAMES } from '../../shared/pure/time/timeframe.js';
import type { PriceBar } from '../result/report-extras.js';

/**
 * Indices of the points to draw of long series: the range is cut into equal stretches, and each keeps its first and last
 * point and, of every series, the lowest and the highest. What a line shows is then what it would show with every point:
 * no peak and no trough is lost. Short series are kept whole.
 */
export function keepExtremes(series: readonly ArrayLike<number>[], stretches: number): readonly number[] {
  const length = series[0]?.length ?? 0;
  const most = stretches * (2 + 2 * series.length);
  if (length <= most) return Array.from({ length }, (_, index) => index);
  const kept: number[] = [];
  for (let stretch = 0; stretch < stretches; stretch += 1) {
    const from = Math.floor((stretch * length) / stretches);
    const to = Math.floor(((stretch + 1) * length) / stretches);
    const marks = new Set([from, to - 1]);
    for (const values of series) for (const index of extremes(values, from, to)) marks.add(index);
    kept.push(...[...marks].sort((a, b) => a - b));
  }
  return kept;
}

function extremes(values: ArrayLike<number>, from: number, to: number): readonly [low: number, high: number] {
  let low = from;
  let high = from;
  for (let index = from + 1; index < to; index += 1) {
    if (values[index]! < values[low]!) low = index;
    if (values[index]! > values[high]!) high = index;
  }
  return [low, high];
}

const DAY_MS = TIMEFRAME_MS['1d'];

/**
 * Bars rolled up until there are at most about `most`, aligned to the UTC epoch: into the first length that has a name (a
 * timeframe, or days doubled and doubled) and that whole bars fill.
 */
export function coarsen(
  bars: readonly PriceBar[],
  barMs: number,
  most: number,
): { readonly bars: readonly PriceBar[]; readonly barMs: number } {
  if (bars.length <= most) return { bars, barMs };
  const length = lengthOfBars(barMs, (bars.at(-1)![0] + barMs - bars[0]![0]) / most);
  const rolled: [number, number, number, number, number][] = [];
  for (const [at, open, high, low, close] of bars) {
    const bucket = Math.floor(at / length) * length;
    const last = rolled.at(-1);
    if (last?.[0] !== bucket) {
      rolled.push([bucket, open, high, low, close]);
      continue;
    }
    last[2] = Math.max(last[2], high);
    last[3] = Math.min(last[3], low);
    last[4] = close;
  }
  return { bars: rolled, barMs: length };
}

/** The first length that has a name, is at least `least` and is filled by whole bars; `barMs` itself where that is enough. */
export function lengthOfBars(barMs: number, least: number): number {
  if (barMs >= least) return barMs;
  const lengths = TIMEFRAMES.map((timeframe) => TIMEFRAME_MS[timeframe]);
  const named = lengths.find((length) => length >= least && length % barMs === 0);
  let length = named ?? (DAY_MS % barMs === 0 ? DAY_MS : barMs);
  while (length < least) length *= 2;
  return length;
}
