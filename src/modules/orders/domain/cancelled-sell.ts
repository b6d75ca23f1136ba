import type { Side } from '../../../shared/pure/strategy/order.js';
import { isSpot } from './exposure.js';
import { venueTerms } from './venue-terms.js';

export interface Cancelled {
  readonly symbol: string;
  readonly side: Side;
  readonly venue: string;
}

/**
 * How long after its venue has said that an order is cancelled it is read there, which alone ends it here; null where the word of
 * the venue is enough. Coins of others lie beside those of a bot, and nothing reduces only: whatever is sold after a cancelled sell
 * must know all that this one has filled, and a fill may be told after the cancel. In milliseconds.
 */
export function readAfterCancelMs({ symbol, side, venue }: Cancelled): number | null {
  const { fillsShownMs } = venueTerms(venue);
  return isSpot(symbol) && side === 'sell' && fillsShownMs > 0 ? fillsShownMs : null;
}
