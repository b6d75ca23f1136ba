import type { PathColumns } from '../../modules/exchange/domain/index.js';
import type { FoldNeed } from '../../modules/grid/domain/index.js';
import { TIMEFRAME_MS } from '../../shared/pure/time/timeframe.js';
import { ClosedCandles } from './closed-candles.js';
import { PIECE } from './piece.js';

/** A value that kernels know by name, at each decision of the newest piece. */
export interface NamedColumn {
  readonly name: string;
  readonly column: Float64Array;
}

/** An indicator on a timeframe of its own, each of whose closed candles counts from its nominal end on. */
export class FoldFeed {
  readonly columns: readonly NamedColumn[];
  private readonly fold: ReturnType<FoldNeed['start']>;
  private readonly candles: ClosedCandles;
  private next = 0;

  /** @param unit price units of one quote unit. */
  constructor(
    need: FoldNeed,
    private readonly unit: number,
  ) {
    this.fold = need.start();
    this.candles = new ClosedCandles(TIMEFRAME_MS[need.timeframe]);
    this.columns = Object.keys(this.fold.values).map((name) => ({
      name,
      column: new Float64Array(2 * PIECE).fill(NaN),
    }));
  }

  /** The values at each decision close of a piece. */
  read(candles: PathColumns, from: number, to: number, decisions: ClosedCandles): void {
    this.candles.read(candles, from, to);
    this.next = 0;
    for (let decision = 0; decision < decisions.count; decision += 1) {
      this.advance(decisions.end[decision]!);
      for (const { name, column } of this.columns) column[decision] = this.fold.values[name]!;
    }
    // What ended after the last decision of the piece ended before the first one of the next.
    this.advance(Infinity);
  }

  private advance(at: number): void {
    const { candles, fold, unit } = this;
    for (; this.next < candles.count && candles.end[this.next]! <= at; this.next += 1)
      fold.next(
        candles.high[this.next]! / unit,
        candles.low[this.next]! / unit,
        candles.close[this.next]! / unit,
      );
  }
}
