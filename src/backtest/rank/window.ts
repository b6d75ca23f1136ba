import { firstAt, type CandleColumns } from '../candles/columns.js';
import { candleMs } from '../candles/timeline.js';

export const DAY_MS = 86_400_000;

/** The days that are ranked by, ms UTC; the same for every symbol. */
export interface RankWindow {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** When the last candle of a file ends. */
export const endOf = (candles: CandleColumns): number =>
  candles.time[candles.length - 1]! + (candleMs(candles) ?? 0);

/** The window that ends at `to`, or with the newest candle of all files. */
export function windowOf(files: readonly CandleColumns[], days: number, to: number | null): RankWindow {
  const end = to ?? Math.max(...files.map(endOf));
  return { from: end - days * DAY_MS, to: end };
}

/** Whether a file has the whole window: it begins by its first moment and goes on into its last day. */
export function covers(candles: CandleColumns, { from, to }: RankWindow): boolean {
  return (
    candles.time[0]! <= from && endOf(candles) > to - DAY_MS && firstAt(candles, from) < firstAt(candles, to)
  );
}
