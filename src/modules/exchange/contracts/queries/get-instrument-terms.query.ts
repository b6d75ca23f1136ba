import { Query } from '../../../../shared/pure/messages/message.js';

export interface GetInstrumentTermsData {
  readonly userId: string;
  readonly accountId: string;
  readonly symbol: string;
}

/** What an account may ask for on one instrument: what the venue has set for both, before leverage is chosen. */
export interface InstrumentTerms {
  /** Whether one net position is held, or a long and a short one beside each other. */
  readonly positionMode: 'one-way' | 'hedge';
  /** Whole number; 1 on spot. */
  readonly maxLeverage: number;
  /** Most open orders of one account on this instrument; null where the venue has no such cap. */
  readonly maxOpenOrders: number | null;
}

/** The terms of an instrument on an account; null when the user has no such account, or its venue no such instrument. */
export class GetInstrumentTerms extends Query<GetInstrumentTermsData, InstrumentTerms | null> {
  static readonly type = 'exchange.get-instrument-terms.v1';
}
