import type { Candle } from '../../../../shared/pure/market/candle.js';
import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Timeframe } from '../../../../shared/pure/time/timeframe.js';

/** Candles of one instrument in one timeframe. */
export interface Series {
  readonly venue: string;
  readonly symbol: string;
  readonly timeframe: Timeframe;
}

export interface CandleRange {
  /** First open time, inclusive; null for no bound. */
  readonly from: EpochMs | null;
  /** Open times before this; null for no bound. */
  readonly before: EpochMs | null;
  readonly limit: number;
  /** Which end of the range `limit` keeps; the answer is ascending either way. */
  readonly keep: 'oldest' | 'newest';
}

/** Stored candles; only the finest timeframe of a feed is stored, coarser ones are built from it. */
export abstract class CandleStore {
  /** Stores closed candles; one that is there already stays as it is. */
  abstract append(
    tx: Tx,
    entries: readonly { readonly series: Series; readonly candle: Candle }[],
  ): Promise<void>;

  /** Stores a long run of history quickly; existing candles stay. */
  abstract load(series: Series, candles: readonly Candle[]): Promise<void>;

  abstract read(series: Series, range: CandleRange, tx?: Tx): Promise<readonly Candle[]>;

  /** Series that have candles for the symbol, with the open time of the newest. */
  abstract known(
    venue: string,
    symbol: string,
  ): Promise<readonly { readonly series: Series; readonly newest: EpochMs }[]>;
}
