import type { Timeframe } from '../../../shared/pure/time/timeframe.js';

/** Values by the keys that the kernel reads; NaN while they are unknown. */
export type FoldValues = Readonly<Record<string, number>>;

/** An indicator that is folded from closed candles and may be put away between two of them. */
export interface CandleFold {
  /** Takes the next closed candle. @throws RangeError on an unusable price. */
  readonly next: (high: number, low: number, close: number) => void;
  readonly values: FoldValues;
  /** Plain JSON; `restore` of its kind continues bit for bit. */
  readonly snapshot: () => object;
}

/** A fold that a grid needs: on which candles, and how it is begun and continued. */
export interface FoldNeed {
  readonly name: string;
  readonly timeframe: Timeframe;
  /** Keys of its values. */
  readonly outputs: readonly string[];
  /** Candles of history after which what came before is forgotten. */
  readonly warmUp: number;
  readonly start: () => CandleFold;
  readonly restore: (snapshot: object) => CandleFold;
}
