import type { PathColumns } from '../../modules/exchange/domain/index.js';
import type { NamedColumn } from './fold-feed.js';
import { PIECE } from './piece.js';

/**
 * The decisions of a piece of candles, read ahead of the fold: when each is made, of which candle, and what the indicators are
 * then. A value depends on candles up to its close and on nothing after it. NaN stands for what is not there (yet), and
 * kernels take it for that.
 */
export interface Decisions {
  readonly count: number;
  readonly columns: DecisionColumns;
  /** Values that only some kernels read. */
  readonly named: readonly NamedColumn[];
  /** Reads candles `from`..`to` (exclusive), at most a piece of them. */
  read(candles: PathColumns, from: number, to: number): void;
}

export interface DecisionColumns {
  /** The decision comes before this candle is looked at. */
  readonly before: Int32Array;
  readonly at: Float64Array;
  /** Of the decision candle. */
  readonly open: Float64Array;
  readonly close: Float64Array;
  readonly rsi: Float64Array;
  readonly rsiPrevious: Float64Array;
  readonly atr: Float64Array;
  readonly trend: Float64Array;
}

const column = (): Float64Array => new Float64Array(2 * PIECE).fill(NaN);

export const decisionColumns = (): DecisionColumns => ({
  before: new Int32Array(2 * PIECE),
  at: column(),
  open: column(),
  close: column(),
  rsi: column(),
  rsiPrevious: column(),
  atr: column(),
  trend: column(),
});
