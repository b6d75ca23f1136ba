import type { PathColumns } from '../../modules/exchange/domain/index.js';
import { Rsi } from '../../shared/pure/indicators/index.js';
import type { Bot } from '../strategies/bot.js';
import { CloseDecisions } from './close-decisions.js';
import { decisionColumns, type Decisions } from './decision-columns.js';
import type { NamedColumn } from './fold-feed.js';

/**
 * A decision at every close of the finest candles, with the decision candle as it is forming: its RSI is what it would be if it
 * closed now, the previous one that of the last closed candle. ATR and trend are those of the last close. Where the last
 * candles of a bucket are missing it is closed all the same, but nothing closes that could be decided at.
 */
export class IntrabarDecisions implements Decisions {
  readonly columns = decisionColumns();
  readonly named: readonly NamedColumn[] = [];
  count = 0;
  private readonly closed: CloseDecisions;
  private readonly rsi: Rsi | null;
  private lastRsi = NaN;
  private lastAtr = NaN;
  private lastTrend = NaN;

  constructor(
    private readonly bot: Bot,
    private readonly unit: number,
  ) {
    this.closed = new CloseDecisions(bot, unit);
    this.rsi = bot.needs.rsiLength === null ? null : new Rsi(bot.needs.rsiLength);
  }

  read(candles: PathColumns, from: number, to: number): void {
    const { closed } = this;
    const { before } = closed.columns;
    closed.read(candles, from, to);
    this.count = 0;
    let next = 0;
    for (let index = from; index < to; index += 1) {
      while (next < closed.count && before[next]! <= index) this.confirm(next++);
      const previous = this.lastRsi;
      const completes = next < closed.count && before[next] === index + 1;
      const rsi = completes ? this.confirm(next++) : this.peek(candles.close[index]!);
      this.add(candles, index, rsi, previous);
    }
    while (next < closed.count) this.confirm(next++);
  }

  /** A decision candle has closed: the RSI at its close. */
  private confirm(decision: number): number {
    const { rsi, atr, trend, close } = this.closed.columns;
    this.rsi?.next(close[decision]! / this.unit);
    this.lastRsi = rsi[decision]!;
    this.lastAtr = atr[decision]!;
    this.lastTrend = trend[decision]!;
    return this.lastRsi;
  }

  private peek(close: number): number {
    return this.rsi === null ? NaN : Rsi.restore(this.rsi.snapshot()).next(close / this.unit);
  }

  private add({ candleMs, time, close }: PathColumns, index: number, rsi: number, previous: number): void {
    const { columns, count } = this;
    const openAt = time[index]!;
    const open = openAt - (openAt % this.bot.decisionMs);
    if (open < this.closed.candles.firstOpen) return;
    columns.before[count] = index + 1;
    columns.at[count] = openAt + candleMs;
    columns.open[count] = open;
    columns.close[count] = close[index]!;
    columns.rsi[count] = rsi;
    columns.rsiPrevious[count] = previous;
    columns.atr[count] = this.lastAtr;
    columns.trend[count] = this.lastTrend;
    this.count = count + 1;
  }
}
