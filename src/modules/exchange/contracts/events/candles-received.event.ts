import type { Candle } from '../../../../shared/pure/market/candle.js';
import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import type { Timeframe } from '../../../../shared/pure/time/timeframe.js';

export interface CandlesReceivedData {
  readonly venue: string;
  /** Timeframe of every candle here: the finest that the venue's feed gives. */
  readonly timeframe: Timeframe;
  /** Closed candles, at most one per symbol, all ending at the same instant. */
  readonly candles: readonly { readonly symbol: string; readonly candle: Candle }[];
}

/** A venue's feed has closed candles. One message for all symbols whose candles ended together; keyed by venue. */
export class CandlesReceived extends RecordEvent<CandlesReceivedData> {
  static readonly type = 'exchange.candles-received.v1';

  override get key(): string {
    return this.data.venue;
  }
}
