import type { Candle } from '../../../../shared/pure/market/candle.js';
import { Query } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

export interface GetCandleHistoryData {
  readonly venue: string;
  readonly symbol: string;
  /** First open time wanted; null for the beginning of what the venue has. */
  readonly from: EpochMs | null;
  /** At most this many candles, 1..5000. */
  readonly limit: number;
}

/** Closed candles of the feed's own timeframe in ascending order, up to what the feed has told so far. */
export class GetCandleHistory extends Query<GetCandleHistoryData, readonly Candle[]> {
  static readonly type = 'exchange.get-candle-history.v1';
}
