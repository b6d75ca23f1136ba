import type { PathColumns } from '../../modules/exchange/domain/index.js';
import { PIECE } from './piece.js';

interface Prices {
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

/** A candle can end the bucket before it, whose last candles are missing, and its own. */
const MOST = 2 * PIECE;

/**
 * Coarser candles built from the finest ones, a piece at a time, aligned to the UTC epoch. A first bucket that does not begin at
 * its start is dropped; one with candles missing inside is used; one whose last candles are missing closes before the next
 * candle; an empty bucket gives nothing, and neither does one that the data leave unfinished. The columns hold the candles that
 * closed in the newest piece.
 */
export class ClosedCandles {
  count = 0;
  /** Closed before this candle is looked at. */
  readonly before = new Int32Array(MOST);
  /** Nominal end. */
  readonly end = new Float64Array(MOST);
  high: Float64Array = new Float64Array(0);
  low: Float64Array = new Float64Array(0);
  close: Float64Array = new Float64Array(0);
  /** Open time of the first bucket that is used; infinite while there is none. */
  firstOpen = Infinity;
  private endAt = -Infinity;
  private highest = 0;
  private lowest = 0;
  private last = 0;
  /** What the columns are while candles have to be built; null until then. */
  private built: Prices | null = null;

  constructor(readonly lengthMs: number) {}

  /** Reads candles `from`..`to` (exclusive), at most a piece of them. */
  read(columns: PathColumns, from: number, to: number): void {
    this.count = 0;
    if (from === to || this.readAsTheyAre(columns, from, to)) return;
    this.show((this.built ??= emptyPrices()));
    const { candleMs, time } = columns;
    let { endAt, highest, lowest, last } = this;
    for (let index = from; index < to; index += 1) {
      const openAt = time[index]!;
      if (openAt >= endAt) {
        // A bucket that has closed already has no end any more.
        if (endAt > 0) this.add(index, endAt, highest, lowest, last);
        endAt = this.endOf(openAt);
        highest = 0;
        lowest = Infinity;
      }
      const high = columns.high[index]!;
      const low = columns.low[index]!;
      if (high > highest) highest = high;
      if (low < lowest) lowest = low;
      last = columns.close[index]!;
      if (openAt + candleMs < endAt) continue;
      this.add(index + 1, endAt, highest, lowest, last);
      endAt = -Infinity;
    }
    this.endAt = endAt;
    this.highest = highest;
    this.lowest = lowest;
    this.last = last;
  }

  /** Candles of the very timeframe are buckets themselves, each closing at its end. False when they are not. */
  private readAsTheyAre(
    { candleMs, time, high, low, close }: PathColumns,
    from: number,
    to: number,
  ): boolean {
    const { lengthMs, before, end } = this;
    if (candleMs !== lengthMs || this.endAt > 0) return false;
    if (time[from]! % lengthMs !== 0) return false;
    // Hardly any candle is not followed by the next at once, so the slow `%` is hardly ever needed.
    let previous = time[from]!;
    for (let index = from + 1; index < to; index += 1) {
      const distance = time[index]! - previous;
      if (distance !== lengthMs && distance % lengthMs !== 0) return false;
      previous += distance;
    }
    if (this.firstOpen === Infinity) this.firstOpen = time[from]!;
    for (let index = from; index < to; index += 1) {
      before[index - from] = index + 1;
      end[index - from] = time[index]! + lengthMs;
    }
    const cut = (column: Float64Array): Float64Array => column.subarray(from, to);
    this.show({ high: cut(high), low: cut(low), close: cut(close) });
    this.count = to - from;
    return true;
  }

  private show({ high, low, close }: Prices): void {
    this.high = high;
    this.low = low;
    this.close = close;
  }

  /** End of the bucket that begins with a candle; sets which bucket is the first to be used. */
  private endOf(openAt: number): number {
    const open = openAt - (openAt % this.lengthMs);
    if (this.firstOpen === Infinity) this.firstOpen = open === openAt ? open : open + this.lengthMs;
    return open + this.lengthMs;
  }

  private add(before: number, end: number, high: number, low: number, close: number): void {
    if (end <= this.firstOpen) return;
    const { count } = this;
    this.before[count] = before;
    this.end[count] = end;
    this.high[count] = high;
    this.low[count] = low;
    this.close[count] = close;
    this.count = count + 1;
  }
}

const emptyPrices = (): Prices => ({
  high: new Float64Array(MOST),
  low: new Float64Array(MOST),
  close: new Float64Array(MOST),
});
