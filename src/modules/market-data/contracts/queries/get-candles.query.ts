import type { Candle } from '../../../../shared/pure/market/candle.js';
import type { Refusal } from '../../../../shared/pure/refusal.js';
import type { Result } from '../../../../shared/pure/result.js';
import { Query } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Timeframe } from '../../../../shared/pure/time/timeframe.js';

export interface GetCandlesData {
  readonly venue: string;
  readonly symbol: string;
  readonly timeframe: Timeframe;
  /** First open time, inclusive; null for the newest `limit`. */
  readonly from: EpochMs | null;
  /** Open times before this; null for no bound. */
  readonly to: EpochMs | null;
  /**
   * A candle that ends by then is whole, whether or not its last parts are there: the market is known to be past it. Null, or
   * left out: the end of the newest stored candle.
   */
  readonly asOf?: EpochMs | null;
  /** 1..5000. */
  readonly limit: number;
}

/**
 * Closed candles in ascending order; coarser timeframes are built from the stored ones. With `from` the oldest `limit` from
 * there on, without it the newest. Refused with `unknown-instrument` when nothing is known of the symbol, with
 * `timeframe-too-fine` when the stored candles are coarser than asked for.
 */
export class GetCandles extends Query<GetCandlesData, Result<readonly Candle[], Refusal>> {
  static readonly type = 'market-data.get-candles.v1';
}
