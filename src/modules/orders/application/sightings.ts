import type { FoundOrder, OrdersLookedUp } from '../../exchange/contracts/queries/look-up-orders.query.js';
import type { Sighting } from '../domain/sighting.js';

/** What a look has shown of one order. */
export interface Shown {
  readonly sighting: Sighting;
  /** Venue id of the order that acts in its place; null where there is none, or none is shown. */
  readonly childOrderId: string | null;
}

const NOTHING: Shown = { sighting: { seen: 'nothing' }, childOrderId: null };
const NOWHERE: Shown = { sighting: { seen: 'nowhere' }, childOrderId: null };

/** What a look has shown, by client id. What is neither found nor known to be nowhere was not looked for. */
export function sightingsOf({ found, nowhere }: OrdersLookedUp): (clientOrderId: string) => Shown {
  const all = new Map<string, Shown>(nowhere.map((clientOrderId) => [clientOrderId, NOWHERE]));
  for (const order of found)
    all.set(order.clientOrderId, {
      sighting: sightingOf(order),
      childOrderId: order.child?.venueOrderId ?? null,
    });
  return (clientOrderId) => all.get(clientOrderId) ?? NOTHING;
}

/** An order whose child acts for it has come as far as the child has. */
function sightingOf({ status, code, child }: FoundOrder): Sighting {
  if (status !== 'triggered' || child === undefined) return { seen: status, code };
  if (child === null || child.status === 'open') return { seen: 'child', shown: child !== null };
  if (child.status === 'filled') return { seen: 'filled' };
  return { seen: 'cancelled', code: child.code ?? child.status };
}
