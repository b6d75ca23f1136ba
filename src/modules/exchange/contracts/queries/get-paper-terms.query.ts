import type { Instrument } from '../../../../shared/pure/market/instrument.js';
import type { PaperConditions } from '../../../../shared/pure/market/paper-conditions.js';
import { Query } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

/** What an instrument is traded as on a paper account, for as long as its book lives. */
export interface PaperTermsView {
  readonly instrument: Instrument;
  /** Most decimals of a candle price. */
  readonly candleDecimals: number;
  readonly conditions: PaperConditions;
  /** Where the venue's market clock stands. */
  readonly marketTime: EpochMs;
}

export interface GetPaperTermsData {
  readonly accountId: string;
  readonly symbol: string;
}

/** The terms of one book, whosever it is, or null: for the operator of the installation. Answered without a feed. */
export class GetPaperTerms extends Query<GetPaperTermsData, PaperTermsView | null> {
  static readonly type = 'exchange.get-paper-terms.v1';
}
