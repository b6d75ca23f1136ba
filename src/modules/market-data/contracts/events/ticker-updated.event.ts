import { StreamEvent } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

export interface TickerUpdatedData {
  readonly venue: string;
  readonly symbol: string;
  /** Last price, plain decimal in the quote currency. */
  readonly last: string;
  readonly at: EpochMs;
}

/** The last price of an instrument has changed. */
export class TickerUpdated extends StreamEvent<TickerUpdatedData> {
  static readonly type = 'market-data.ticker-updated.v1';

  override get key(): string {
    return `${this.data.venue} ${this.data.symbol}`;
  }
}
