import type { Money } from '../../../shared/pure/numbers/money.js';
import { shownPosition, type VenueSnapshot } from './reconcile.js';

type PricedPosition = VenueSnapshot['positions'][number] & { readonly averagePrice: string };

/** What a venue shows in an instrument of which our books know nothing. */
export interface UnbookedPosition {
  readonly symbol: string;
  /** Long less short; zero of a hedged position of equal sides. */
  readonly size: Money;
  /** What a unit was bought or sold for: all that is known of its worth. Plain decimal. */
  readonly price: string;
}

/**
 * What is held where nobody here has ever ordered. After a time was lost it may be what this program has ordered and knows nothing of
 * any more.
 * @param lanes instruments of this account in which somebody here has ordered
 */
export function unbookedPositions(
  lanes: readonly { readonly symbol: string }[],
  state: { readonly positions: readonly PricedPosition[] },
): readonly UnbookedPosition[] {
  const booked = new Set(lanes.map(({ symbol }) => symbol));
  const priceOf = new Map(state.positions.map(({ symbol, averagePrice }) => [symbol, averagePrice]));
  return [...priceOf].flatMap(([symbol, price]) => {
    const { long, short } = shownPosition(state, symbol);
    const isHeld = long !== 0n || short !== 0n;
    return booked.has(symbol) || !isHeld ? [] : [{ symbol, size: (long - short) as Money, price }];
  });
}
