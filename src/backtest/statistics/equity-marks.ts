const DAY_MS = 86_400_000;

/** What the marks of a run say, as doubles. */
export interface MarkFacts {
  readonly maxDrawdownPct: number;
  readonly longestUnderwaterMs: number;
  /** Of UTC days, by the open time of their candles; the first against the starting cash. */
  readonly dailyReturns: readonly number[];
}

/** Equity at the closes of candles that follow each other: candle `index` opened at `time[from + index]`. */
export interface MarkedCandles {
  readonly equities: Float64Array;
  readonly count: number;
  readonly time: Float64Array;
  readonly from: number;
  readonly candleMs: number;
}

/**
 * Equity marked at every close of the finest candles: drawdown from the running peak (which starts at the cash), time under
 * water, daily returns. It keeps one number a day and nothing for a candle.
 */
export class EquityMarks {
  private peak: number;
  private worstPct = 0;
  private last: number;
  /** Close of the peak, and of the last candle. */
  private peakAt = 0;
  private lastEnd = 0;
  private isUnderwater = false;
  private longest = 0;
  private readonly returns: number[] = [];
  private dayEnd = -1;
  private dayStart: number;

  constructor(cash: number) {
    this.peak = cash;
    this.last = cash;
    this.dayStart = cash;
  }

  /** Marks candles; the drawdown at each, in percent of its peak, goes into `drawdowns`. */
  mark(candles: MarkedCandles, drawdowns: Float64Array): void {
    if (candles.count === 0) return;
    this.fall(candles, drawdowns);
    this.passDays(candles);
    this.last = candles.equities[candles.count - 1]!;
  }

  facts(): MarkFacts {
    const { longest, lastEnd, peakAt, worstPct } = this;
    return {
      maxDrawdownPct: worstPct,
      longestUnderwaterMs: this.isUnderwater ? Math.max(longest, lastEnd - peakAt) : longest,
      dailyReturns: this.dayEnd < 0 ? [] : [...this.returns, ...this.returnOfDay(this.last)],
    };
  }

  /** Under water from the close of a peak to the first close that is at it or above it again. */
  private fall({ equities, count, time, from, candleMs }: MarkedCandles, drawdowns: Float64Array): void {
    let { peak, peakAt, worstPct, longest, isUnderwater } = this;
    for (let index = 0; index < count; index += 1) {
      const equity = equities[index]!;
      if (equity < peak) {
        const drawdown = ((peak - equity) / peak) * 100;
        drawdowns[index] = drawdown;
        if (drawdown > worstPct) worstPct = drawdown;
        isUnderwater = true;
        continue;
      }
      const end = time[from + index]! + candleMs;
      if (isUnderwater && end - peakAt > longest) longest = end - peakAt;
      drawdowns[index] = 0;
      isUnderwater = false;
      peak = equity;
      peakAt = end;
    }
    this.peak = peak;
    this.peakAt = peakAt;
    this.worstPct = worstPct;
    this.longest = longest;
    this.isUnderwater = isUnderwater;
    this.lastEnd = time[from + count - 1]! + candleMs;
  }

  private passDays({ equities, count, time, from }: MarkedCandles): void {
    let index = 0;
    while (index < count && time[from + count - 1]! >= this.dayEnd) {
      while (time[from + index]! < this.dayEnd) index += 1;
      const before = index === 0 ? this.last : equities[index - 1]!;
      if (this.dayEnd >= 0) this.returns.push(...this.returnOfDay(before));
      this.dayStart = before;
      this.dayEnd = Math.floor(time[from + index]! / DAY_MS) * DAY_MS + DAY_MS;
    }
  }

  /** A day that began with no equity has no return. */
  private returnOfDay(end: number): readonly number[] {
    return this.dayStart > 0 ? [end / this.dayStart - 1] : [];
  }
}
