import type { Gap } from '../result/backtest-result.js';
import type { CandleColumns } from './columns.js';

/** The timeframe of a file: the smallest distance between two rows, in ms; null where there are fewer than two. */
export function candleMs({ time, length }: CandleColumns): number | null {
  let least = Infinity;
  for (let i = 1; i < length; i += 1) {
    const distance = time[i]! - time[i - 1]!;
    if (distance < least) least = distance;
  }
  return length < 2 ? null : least;
}

/** Where candles are missing between rows. A distance that is no multiple counts what would have fitted whole. */
export function gapsOf({ time, length }: CandleColumns, lengthMs: number): readonly Gap[] {
  const gaps: Gap[] = [];
  for (let i = 1; i < length; i += 1) {
    const from = time[i - 1]! + lengthMs;
    const to = time[i]!;
    if (to > from) gaps.push({ from, to, missing: Math.floor((to - from) / lengthMs) });
  }
  return gaps;
}
