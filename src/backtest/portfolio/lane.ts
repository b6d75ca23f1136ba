import { atClose, type PathColumns } from '../../modules/exchange/domain/index.js';
import { PIECE } from '../fold/piece.js';
import { firstDecision } from '../fold/decision-columns.js';
import type { MarketRun } from '../fold/market-run.js';
import { decide, goAlongPath, happensAtOpen } from '../pipeline.js';

/** One symbol among several: where it stands in its candles, and which decision comes next. */
export class Lane {
  private index: number;
  private read: number;
  private decision = 0;

  constructor(
    readonly run: MarketRun,
    readonly candles: PathColumns,
    first: number,
  ) {
    const { decisions } = run;
    for (let at = 0; at < first; at += PIECE) decisions.read(candles, at, Math.min(at + PIECE, first));
    this.index = first;
    this.read = first;
    this.readOn();
  }

  /** Open time of the next candle, infinite behind the last. */
  get nextOpen(): number {
    return this.candles.time[this.index] ?? Infinity;
  }

  /** Makes the decisions that are due by `at` with the candles gone through so far. */
  decideBy(at: number): void {
    const { decisions } = this.run;
    const { before, at: times } = decisions.columns;
    while (
      this.decision < decisions.count &&
      before[this.decision]! <= this.index &&
      times[this.decision]! <= at
    ) {
      decide(this.run, this.decision);
      this.decision += 1;
    }
  }

  begin(): void {
    this.run.index = this.index;
    this.run.candle.fill(this.candles, this.index);
  }

  /** At most one happening. False when nothing is left to happen at this open. */
  open(): boolean {
    return happensAtOpen(this.run);
  }

  close(): void {
    goAlongPath(this.run);
    atClose(this.run.book, this.run.candle);
    this.index += 1;
  }

  /** Reads the next piece once the last one is through and its decisions are made. */
  readOn(): void {
    const { length } = this.candles.time;
    if (this.index < this.read || this.read >= length) return;
    const end = Math.min(this.read + PIECE, length);
    this.run.decisions.read(this.candles, this.read, end);
    this.decision = firstDecision(this.run.decisions, this.run.from);
    this.read = end;
  }
}
