import type { Json } from '../../../../shared/pure/json.js';
import { formatLots, formatPrice, type MarketScale } from '../../../../shared/pure/market/scale.js';
import type { Refusal } from '../../../../shared/pure/refusal.js';
import type { OperationOutcome } from '../../contracts/commands/submit-orders.command.js';
import type { ClientOrder } from '../ports/paper-store.port.js';

const NOTHING = { venueOrderId: null, code: null, details: {} } as const;

export const rejection = (
  clientOrderId: string,
  code: string,
  details: OperationOutcome['details'] = {},
): OperationOutcome => ({ ...NOTHING, clientOrderId, outcome: 'rejected', code, details });

/** Nothing to cancel: there never was such an order, or it has ended otherwise. */
export const notFound = (clientOrderId: string, known?: ClientOrder): OperationOutcome => ({
  ...NOTHING,
  clientOrderId,
  outcome: 'not-found',
  ...(known && { venueOrderId: known.venueOrderId, details: { status: known.status } }),
});

export const cancelled = ({ clientOrderId, venueOrderId }: ClientOrder): OperationOutcome => ({
  ...{ ...NOTHING, clientOrderId, outcome: 'cancelled', venueOrderId },
});

/** The answer to an order that has just been placed. */
export const acceptance = ({ clientOrderId, venueOrderId, code, details }: ClientOrder): OperationOutcome =>
  code === null
    ? { ...NOTHING, clientOrderId, outcome: 'accepted', venueOrderId }
    : rejection(clientOrderId, code, details);

/** A second order of one id: what was refused stays refused, what was taken is told to be there already. */
export function againOf(known: ClientOrder): OperationOutcome {
  if (known.code !== null) return acceptance(known);
  const { clientOrderId, venueOrderId, symbol, status } = known;
  return { ...NOTHING, clientOrderId, outcome: 'duplicate', venueOrderId, details: { symbol, status } };
}

/** The numbers of a refusal as people write them; names of the order itself stand beside it already. */
export function numbersOf(scale: MarketScale, { details }: Refusal): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(details)) {
    if (name === 'leg' || name === 'cycle' || value === undefined || value === null) continue;
    if (name === 'lots') texts.size = lotsText(scale, value);
    else if (name.endsWith('Lots')) texts[name.slice(0, -'Lots'.length)] = lotsText(scale, value);
    else if ((name === 'price' || name.endsWith('Price')) && typeof value === 'number')
      texts[name] = formatPrice(scale, value);
    else texts[name] = textOf(value);
  }
  return texts;
}

const lotsText = (scale: MarketScale, lots: Json): string =>
  Number.isSafeInteger(lots) ? formatLots(scale, Number(lots)) : textOf(lots);

const textOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
