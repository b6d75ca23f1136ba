import type { PathColumns } from '../../modules/exchange/domain/index.js';
import { Atr, Rsi } from '../../shared/pure/indicators/index.js';
import type { Bot } from '../strategies/bot.js';
import { ClosedCandles } from './closed-candles.js';
import { decisionColumns, type DecisionColumns, type Decisions } from './decision-columns.js';
import { FoldFeed, type NamedColumn } from './fold-feed.js';
import { PIECE } from './piece.js';
import { TrendFeed } from './trend-feed.js';

/** One decision for each closed candle of the decision timeframe. */
export class CloseDecisions implements Decisions {
  /** The closes are those of the candles, wherever they stand. */
  readonly columns: DecisionColumns & { close: Float64Array };
  readonly candles: ClosedCandles;
  readonly named: readonly NamedColumn[];
  private readonly rsi: Rsi | null;
  private readonly atr: Atr | null;
  private readonly trend: TrendFeed | null;
  private readonly folds: readonly FoldFeed[];
  /** The RSI of each decision behind that of the last one of the piece before: previous values are the same column, one later. */
  private readonly strengths = new Float64Array(2 * PIECE + 1).fill(NaN);
  private readonly prices = [0, 1, 2].map(() => new Float64Array(2 * PIECE));

  constructor(
    bot: Pick<Bot, 'decisionMs' | 'needs'>,
    private readonly unit: number,
  ) {
    const { rsiLength, atrLength, trend } = bot.needs;
    this.candles = new ClosedCandles(bot.decisionMs);
    const { before, end: at } = this.candles;
    const [rsiPrevious, rsi] = [this.strengths.subarray(0, 2 * PIECE), this.strengths.subarray(1)];
    this.columns = decisionColumns({ before, at, rsi, rsiPrevious });
    this.rsi = rsiLength === null ? null : new Rsi(rsiLength);
    this.atr = atrLength === null ? null : new Atr(atrLength);
    this.trend = trend === null ? null : new TrendFeed(trend, unit);
    this.folds = (bot.needs.folds ?? []).map((need) => new FoldFeed(need, unit));
    this.named = this.folds.flatMap((fold) => fold.columns);
  }

  get count(): number {
    return this.candles.count;
  }

  read(candles: PathColumns, from: number, to: number): void {
    const last = this.count;
    this.candles.read(candles, from, to);
    this.columns.close = this.candles.close;
    this.readOpens();
    this.readIndicators(last);
    this.trend?.read(candles, from, to, this.candles, this.columns.trend);
    for (const fold of this.folds) fold.read(candles, from, to, this.candles);
  }

  private readOpens(): void {
    const { open, at } = this.columns;
    const { count, lengthMs } = this.candles;
    for (let index = 0; index < count; index += 1) open[index] = at[index]! - lengthMs;
  }

  /** @param last how many decisions the piece before had. */
  private readIndicators(last: number): void {
    const { rsi, atr, columns, strengths } = this;
    const { count, high, low, close } = this.candles;
    if (rsi === null && atr === null) return;
    const closes = this.inQuote(close, 0);
    if (rsi !== null) {
      strengths[0] = strengths[last]!;
      rsi.fold(closes, columns.rsi.subarray(0, count));
    }
    if (atr !== null)
      atr.fold(this.inQuote(high, 1), this.inQuote(low, 2), closes, columns.atr.subarray(0, count));
  }

  private inQuote(units: Float64Array, place: number): Float64Array {
    const { unit } = this;
    const prices = this.prices[place]!.subarray(0, this.count);
    for (let index = 0; index < prices.length; index += 1) prices[index] = units[index]! / unit;
    return prices;
  }
}
