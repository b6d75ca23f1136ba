import type { PathColumns } from '../../modules/exchange/domain/index.js';
import { Trend } from '../../modules/hyper-rsi/domain/index.js';
import { TIMEFRAME_MS } from '../../shared/pure/time/timeframe.js';
import type { IndicatorNeeds } from '../strategies/bot.js';
import { ClosedCandles } from './closed-candles.js';

/** Feeds the trend state with the closed candles of its two timeframes, each from its nominal end on. */
export class TrendFeed {
  private readonly trend = Trend.start();
  private readonly cycle: ClosedCandles;
  private readonly band: ClosedCandles;
  private nextCycle = 0;
  private nextBand = 0;

  /** @param unit price units of one quote unit. */
  constructor(
    { cycle, band }: NonNullable<IndicatorNeeds['trend']>,
    private readonly unit: number,
  ) {
    this.cycle = new ClosedCandles(TIMEFRAME_MS[cycle]);
    this.band = new ClosedCandles(TIMEFRAME_MS[band]);
  }

  /** The trend at each decision close of a piece, NaN while it is unknown. */
  read(columns: PathColumns, from: number, to: number, decisions: ClosedCandles, into: Float64Array): void {
    this.cycle.read(columns, from, to);
    this.band.read(columns, from, to);
    this.nextCycle = 0;
    this.nextBand = 0;
    for (let decision = 0; decision < decisions.count; decision += 1) {
      this.advance(decisions.end[decision]!);
      into[decision] = this.trend.decide() ?? NaN;
    }
    // What ended after the last decision of the piece ended before the first one of the next.
    this.advance(Infinity);
  }

  private advance(at: number): void {
    const { trend, cycle, band, unit } = this;
    for (; this.nextCycle < cycle.count && cycle.end[this.nextCycle]! <= at; this.nextCycle += 1)
      trend.cycle.next(cycle.close[this.nextCycle]! / unit);
    for (; this.nextBand < band.count && band.end[this.nextBand]! <= at; this.nextBand += 1)
      trend.band.next(band.close[this.nextBand]! / unit);
  }
}
