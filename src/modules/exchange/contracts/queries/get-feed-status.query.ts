import { Query } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Timeframe } from '../../../../shared/pure/time/timeframe.js';

/** How the market data comes about; anything but `live` is a simulation and is labelled so wherever it is shown. */
export type FeedSource = 'generated' | 'recorded' | 'live';

export interface FeedStatus {
  readonly venue: string;
  readonly source: FeedSource;
  /** Symbols of the feed. */
  readonly symbols: readonly string[];
  readonly timeframe: Timeframe;
  /** The market's own clock: the end of the last closed candle, or what it has reached since where candles are missing. */
  readonly marketTime: EpochMs;
  /**
   * `waiting` for its reader, or for the database to come back; `running`; `standby` while another process steps it; or `ended` (a
   * recorded file is through).
   */
  readonly state: 'waiting' | 'running' | 'standby' | 'ended';
  /** Open price of the next candle to be told, plain decimal: the price of the moment; null when there is none. */
  readonly nextOpen: string | null;
  /** Upper bound in candles a second; null for a live feed. */
  readonly speed: number | null;
}

/** Where the feed of this installation stands. */
export class GetFeedStatus extends Query<Record<string, never>, FeedStatus> {
  static readonly type = 'exchange.get-feed-status.v1';
}
