import type { MarketScale } from '../../shared/pure/market/scale.js';
import type { FieldRefusal } from '../../shared/pure/refusal.js';
import { BadInput } from '../bad-input.js';

/** What a bot must know of its market before it can be made. */
export interface BotTerms {
  readonly scale: MarketScale;
  readonly fees: { readonly maker: string; readonly taker: string };
  /** Starting cash, plain decimal. */
  readonly cash: string;
  /** Timeframe of the candles, ms. */
  readonly candleMs: number;
}

/** Everything that is wrong with a settings document, in one line. */
export const refusedFields = (refusals: readonly FieldRefusal[]): BadInput =>
  new BadInput(
    `settings: ${refusals
      .map(
        ({ field, value, allowed }) =>
          `${field === '' ? 'the document' : field} is ${value}, allowed: ${allowed}`,
      )
      .join('; ')}`,
  );
