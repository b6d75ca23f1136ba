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

/** The first of the decisions whose candle opens at `from` or later; the ones before it decide nothing. */
export function firstDecision({ columns: { open }, count }: Decisions, from: number): number {
  let first = 0;
  while (first < count && open[first]! < from) first += 1;
  return first;
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

/** Empty columns but for those that are given. The literal is the one shape that loops over decisions are compiled for. */
export function decisionColumns({
  before = new Int32Array(2 * PIECE),
  at = column(),
  rsi = column(),
  rsiPrevious = column(),
}: Partial<DecisionColumns> = {}): DecisionColumns {
  return { before, at, open: column(), close: column(), rsi, rsiPrevious, atr: column(), trend: column() };
}
