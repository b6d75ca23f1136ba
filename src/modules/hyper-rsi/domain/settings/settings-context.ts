import type { InstrumentKind } from '../../../../shared/pure/market/instrument.js';

/**
 * What is known of market and account when settings are read. What is not given is not known: the checks that need it are
 * then left out, and made when the settings are read again at the start of the bot.
 */
export interface SettingsContext {
  readonly kind: InstrumentKind;
  /**
   * Position mode of the account on this instrument. A hedge is accepted in hedge mode only: where it is not known it counts
   * as one-way, for there an order of the hedge would make the main position smaller.
   */
  readonly positionMode?: 'one-way' | 'hedge';
  /** Symbol of a document that names none. */
  readonly symbol?: string;
  readonly maxLeverage?: number;
  /** Plain decimals of the instrument. */
  readonly minSize?: string;
  readonly minNotional?: string;
  /** Starting equity, plain decimal in quote. */
  readonly equity?: string | null;
  /** The account's own limit on the notional of one bot, plain decimal in quote. */
  readonly notionalLimit?: string | null;
}
