import type { Instrument } from '../../../../shared/pure/market/instrument.js';
import { Query } from '../../../../shared/pure/messages/message.js';

export interface ListInstrumentsData {
  /** Venue id, or null for every venue that this installation offers. */
  readonly venue: string | null;
}

export interface VenueInstrument {
  readonly venue: string;
  readonly instrument: Instrument;
  /** Most decimals of a candle price, which may lie off the tick. */
  readonly candleDecimals: number;
}

/** The instruments that can be traded. An unknown venue has none. */
export class ListInstruments extends Query<ListInstrumentsData, readonly VenueInstrument[]> {
  static readonly type = 'exchange.list-instruments.v1';
}
