/** One row of a candle file; prices as doubles, for indicators only. `openTime` is epoch ms. */
export interface FinestCandle {
  readonly openTime: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** A candle of a coarser timeframe, known in full from its nominal end on. */
export interface ClosedCandle extends FinestCandle {
  readonly end: number;
}

/**
 * The closed candles of a timeframe. Buckets start at the UTC epoch. The first bucket counts only when its first row
 * is there, the last only when its last row is there; what is missing elsewhere is not missed, and a bucket without
 * rows is no candle.
 */
export function closedCandles(
  finest: readonly FinestCandle[],
  finestMs: number,
  timeframeMs: number,
): readonly ClosedCandle[] {
  const buckets = new Map<number, FinestCandle[]>();
  for (const candle of finest) {
    const start = Math.floor(candle.openTime / timeframeMs) * timeframeMs;
    const rows = buckets.get(start) ?? [];
    rows.push(candle);
    buckets.set(start, rows);
  }
  const starts = [...buckets.keys()];
  return starts.flatMap((start, position) => {
    const rows = buckets.get(start)!;
    const first = rows[0]!;
    const last = rows.at(-1)!;
    const end = start + timeframeMs;
    if (position === 0 && first.openTime !== start) return [];
    if (position === starts.length - 1 && last.openTime + finestMs !== end) return [];
    return [
      {
        openTime: start,
        end,
        open: first.open,
        high: Math.max(...rows.map((row) => row.high)),
        low: Math.min(...rows.map((row) => row.low)),
        close: last.close,
      },
    ];
  });
}

/**
 * For each instant the position of the last candle that has ended by then, -1 while none has. A candle that ends at
 * the very instant has ended. Instants ascend.
 */
export function lastEnded(candles: readonly ClosedCandle[], instants: readonly number[]): readonly number[] {
  let last = -1;
  return instants.map((instant) => {
    while (last + 1 < candles.length && candles[last + 1]!.end <= instant) last++;
    return last;
  });
}
