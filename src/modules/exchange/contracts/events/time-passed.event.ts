import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Timeframe } from '../../../../shared/pure/time/timeframe.js';

export interface TimePassedData {
  readonly venue: string;
  /** Of the venue's feed. */
  readonly timeframe: Timeframe;
  readonly symbols: readonly string[];
  /** End of the last candle that was told. */
  readonly from: EpochMs;
  /** Open time of the next one, after `from`: what would have closed between the two is missing for good. */
  readonly to: EpochMs;
}

/** A venue's feed goes on after candles that are missing, and tells so before it opens the next one. Keyed by venue. */
export class TimePassed extends RecordEvent<TimePassedData> {
  static readonly type = 'exchange.time-passed.v1';

  override get key(): string {
    return this.data.venue;
  }
}
