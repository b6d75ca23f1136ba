import { firstAt } from '../candles/columns.js';

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

const drawdownPct = (peak: number, equity: number): number =>
  equity < peak ? ((peak - equity) / peak) * 100 : 0;

/** The fall from the running peak at each close, in percent of it. @returns the peak after the last. */
export function drawdownsOf(
  before: number,
  equities: Float64Array,
  count: number,
  drawdowns: Float64Array,
): number {
  let peak = before;
  for (let index = 0; index < count; index += 1) {
    const equity = equities[index]!;
    if (equity > peak) peak = equity;
    drawdowns[index] = drawdownPct(peak, equity);
  }
  return peak;
}

/**
 * Equity marked at every close of the finest candles: drawdown from the running peak (which starts at the cash), time under
 * water, daily returns. It keeps one number a day and nothing for a candle.
 */
export class EquityMarks {
  // Numbers from the beginning, so that the engine keeps them in place: a member that was undefined once is an object.
  private peak = 0;
  private worstPct = 0;
  private last = 0;
  /** Close of the peak, and of the last candle. */
  private peakAt = 0;
  private lastEnd = 0;
  /** The lowest close since the peak. */
  private trough = 0;
  private longest = 0;
  private readonly returns: number[] = [];
  private dayEnd = -1;
  private dayStart = 0;

  constructor(cash: number) {
    this.peak = cash;
    this.trough = cash;
    this.last = cash;
    this.dayStart = cash;
  }

  /** Marks candles; the drawdown at each, in percent of its peak, goes into `drawdowns` for those who want to know. */
  mark(candles: MarkedCandles, drawdowns: Float64Array | null = null): void {
    if (candles.count === 0) return;
    if (drawdowns !== null) drawdownsOf(this.peak, candles.equities, candles.count, drawdowns);
    this.fall(candles);
    this.passDays(candles);
    this.last = candles.equities[candles.count - 1]!;
  }

  facts(): MarkFacts {
    const { peak, trough, peakAt, lastEnd, worstPct, longest } = this;
    return {
      maxDrawdownPct: Math.max(worstPct, drawdownPct(peak, trough)),
      longestUnderwaterMs: trough < peak ? Math.max(longest, lastEnd - peakAt) : longest,
      dailyReturns: this.dayEnd < 0 ? [] : [...this.returns, ...this.returnOfDay(this.last)],
    };
  }

  /** Under water from the close of a peak to the first close that is at it or above it again. */
  private fall({ equities, count, time, from, candleMs }: MarkedCandles): void {
    let { peak, trough, peakAt } = this;
    for (let index = 0; index < count; index += 1) {
      const equity = equities[index]!;
      if (equity < peak) {
        if (equity < trough) trough = equity;
        continue;
      }
      const end = time[from + index]! + candleMs;
      if (trough < peak) this.surface(drawdownPct(peak, trough), end - peakAt);
      peak = equity;
      trough = equity;
      peakAt = end;
    }
    this.peak = peak;
    this.trough = trough;
    this.peakAt = peakAt;
    this.lastEnd = time[from + count - 1]! + candleMs;
  }

  /** A fall is over. The worst of it was its lowest close, so that nothing is divided before. */
  private surface(fallPct: number, underwaterMs: number): void {
    this.worstPct = Math.max(this.worstPct, fallPct);
    this.longest = Math.max(this.longest, underwaterMs);
  }

  private passDays({ equities, count, time, from }: MarkedCandles): void {
    let index = 0;
    while (index < count && time[from + count - 1]! >= this.dayEnd) {
      index = Math.max(firstAt({ time }, this.dayEnd) - from, index);
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
