import type { Refusal } from '../../../../shared/pure/refusal.js';
import type { Result } from '../../../../shared/pure/result.js';
import { Command } from '../../../../shared/pure/messages/message.js';

export interface PrepareInstrumentData {
  readonly accountId: string;
  readonly userId: string;
  readonly symbol: string;
  readonly leverage: number;
  readonly marginMode: 'cross' | 'isolated';
}

/** What is in force, read back from the venue. */
export interface PreparedInstrument {
  readonly leverage: number;
  readonly marginMode: 'cross' | 'isolated';
  readonly makerRate: string;
  readonly takerRate: string;
}

/**
 * Sets leverage and margin mode before the first entry and reads back what is in force. Refused with `position-open` while a
 * position is open under other terms, with `unknown-account` or `unknown-instrument`.
 */
export class PrepareInstrument extends Command<PrepareInstrumentData, Result<PreparedInstrument, Refusal>> {
  static readonly type = 'exchange.prepare-instrument.v1';
}
