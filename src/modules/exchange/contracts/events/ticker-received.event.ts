import { StreamEvent } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

export interface TickerReceivedData {
  readonly venue: string;
  readonly symbol: string;
  /** Last price, plain decimal in the quote currency. */
  readonly last: string;
  /** Venue time of the price. */
  readonly at: EpochMs;
}

/** A venue has told a newer last price. */
export class TickerReceived extends StreamEvent<TickerReceivedData> {
  static readonly type = 'exchange.ticker-received.v1';

  override get key(): string {
    return `${this.data.venue} ${this.data.symbol}`;
  }
}
