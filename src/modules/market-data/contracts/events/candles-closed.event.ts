import type { Candle } from '../../../../shared/pure/market/candle.js';
import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Timeframe } from '../../../../shared/pure/time/timeframe.js';

export interface ClosedCandle {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  readonly candle: Candle;
}

export interface CandlesClosedData {
  readonly venue: string;
  /** The instant at which all of them ended, nominally. */
  readonly end: EpochMs;
  /** Every candle of every symbol and timeframe that ended then, finest timeframe first. */
  readonly candles: readonly ClosedCandle[];
  /**
   * Timeframe of the feed's own candles, of which the others are made, where such candles have closed here; absent where only
   * overdue ones have, whose last parts are missing.
   */
  readonly finest?: Timeframe;
}

/**
 * Candles have closed and are stored. One message per venue and instant, whatever the number of symbols and timeframes, so
 * that the heartbeat of the strategies costs the same for one bot and for a thousand.
 */
export class CandlesClosed extends RecordEvent<CandlesClosedData> {
  static readonly type = 'market-data.candles-closed.v1';

  override get key(): string {
    return this.data.venue;
  }
}
