import { Query } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

export interface GetTickersData {
  readonly venue: string;
  /** Unified symbols. */
  readonly symbols: readonly string[];
}

export interface Ticker {
  readonly venue: string;
  readonly symbol: string;
  /** Last price, plain decimal. */
  readonly last: string;
  /** Venue time of the price. */
  readonly at: EpochMs;
  /** How old the price was when it was answered, by the market's own clock. */
  readonly ageMs: number;
}

/** The last price of each symbol that has one; symbols without a price are left out. */
export class GetTickers extends Query<GetTickersData, readonly Ticker[]> {
  static readonly type = 'market-data.get-tickers.v1';
}
