import type { MarketScale } from '../../../../shared/pure/market/scale.js';
import { parseDecimal, pow10 } from '../../../../shared/pure/numbers/decimal.js';
import { refusal, type Refusal } from '../../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../../shared/pure/result.js';
import { positionSideOf, type WantedOrder } from '../../../../shared/pure/strategy/order.js';
import { fromWire, type WireOrder } from '../../../../shared/pure/strategy/wire-order.js';
import type {
  OperationOutcome,
  SubmitOrdersData,
  VenueOperation,
} from '../../contracts/commands/submit-orders.command.js';
import { accept, type Book, type BookEvent } from '../../domain/index.js';
import type { ClientOrder } from '../ports/paper-store.port.js';
import { endingsOf } from './executions.js';
import { acceptance, againOf, cancelled, notFound, numbersOf, rejection } from './outcomes.js';
import type { PaperBook } from './paper-account.js';

type PlaceOperation = Extract<VenueOperation, { readonly op: 'place' }>;

/** What carrying out operations has led to, in their order. */
export interface CarriedOut {
  readonly outcomes: readonly OperationOutcome[];
  readonly events: readonly BookEvent[];
  /** Orders whose ids were used here for the first time, refused ones included. */
  readonly placed: readonly ClientOrder[];
}

/** Client order ids of one account that have been used, with what became of them. */
export type KnownOrders = Map<string, ClientOrder>;

const LATE = 'deadline-passed';

/**
 * Carries operations out on a working copy. An id that was used before is answered from what is known of it and never acts
 * again, whatever has happened since; `known` learns of those used here.
 * @param late true when the deadline has passed: nothing new is taken then.
 */
export function carryOut(
  book: PaperBook,
  { accountId, operations }: SubmitOrdersData,
  known: KnownOrders,
  late: boolean,
): CarriedOut {
  const all: BookEvent[] = [];
  const placed: ClientOrder[] = [];
  const outcomes = operations.map((operation): OperationOutcome => {
    const { clientOrderId } = operation;
    const before = known.get(clientOrderId);
    const events: BookEvent[] = [];
    let outcome: OperationOutcome;
    if (operation.op === 'cancel') outcome = cancel(book, clientOrderId, before, late, events);
    else if (before !== undefined) outcome = againOf(before);
    else if (late) outcome = rejection(clientOrderId, LATE);
    else {
      const order = place(accountId, book, operation, events);
      known.set(clientOrderId, order);
      placed.push(order);
      outcome = acceptance(order);
    }
    for (const { clientOrderId: id, status } of endingsOf(accountId, events)) {
      const ended = known.get(id);
      if (ended !== undefined) known.set(id, { ...ended, status });
    }
    all.push(...events);
    return outcome;
  });
  return { outcomes, events: all, placed };
}

/** Every operation refused for one and the same reason, without a trace of it: the ids stay free. */
export function refuseAll({ operations }: SubmitOrdersData, { code }: Refusal): CarriedOut {
  const outcomes = operations.map(({ op, clientOrderId }) =>
    op === 'cancel' ? notFound(clientOrderId) : rejection(clientOrderId, code),
  );
  return { outcomes, events: [], placed: [] };
}

function place(
  accountId: string,
  { book, symbol, terms }: PaperBook,
  operation: PlaceOperation,
  events: BookEvent[],
): ClientOrder {
  const { clientOrderId, owner = '', cycle, leg, reason, replaces } = operation;
  const named = { accountId, clientOrderId, symbol, owner, cycle, leg, reason };
  const { scale } = book.rules;
  const misaimed = otherMode(book, operation.order);
  const order = misaimed === null ? wanted(scale, operation) : err(misaimed);
  const taken = order.ok ? accept(book, { kind: 'place', order: order.value, replaces, owner }) : order;
  if (!taken.ok) {
    const { code } = taken.error;
    return { ...named, venueOrderId: null, status: 'rejected', code, details: numbersOf(scale, taken.error) };
  }
  events.push(...taken.value);
  const venueOrderId = `${terms.tradePrefix}order-${book.orderSeq}`;
  return { ...named, venueOrderId, status: 'open', code: null, details: {} };
}

/** The order with its client id in the place of its leg: the id is unique where several instances share a book. */
function wanted(scale: MarketScale, operation: PlaceOperation): Result<WantedOrder, Refusal> {
  const { order, clientOrderId, cycle, reason } = operation;
  if ('size' in order && !isWholeLots(scale, order.size))
    return err(refusal('invalid-size', `${order.size} is no multiple of the lot`, { size: order.size }));
  try {
    return ok(fromWire(scale, order, { leg: clientOrderId, cycle, reason }));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const price = 'price' in order ? order.price : null;
    return err(refusal('invalid-price', error.message, { price }));
  }
}

/** An order for one position mode means something else in the other, so it is not taken there. */
function otherMode({ short }: Book, { side, reduceOnly, positionSide }: WireOrder): Refusal | null {
  const meant = short === null ? undefined : positionSideOf({ side, reduceOnly });
  return positionSide === meant
    ? null
    : refusal(
        'position-mode',
        `this account is in ${short === null ? 'one-way' : 'hedge'} position mode`,
        {},
      );
}

/** A venue does not round what it is asked for. */
function isWholeLots({ lotDecimals, lotUnits }: MarketScale, size: string): boolean {
  const value = parseDecimal(size);
  if (value === null) return false;
  const units = value.units * pow10(lotDecimals);
  const unitsOfLot = BigInt(lotUnits) * pow10(value.scale);
  return units % unitsOfLot === 0n && Number.isSafeInteger(Number(units / unitsOfLot));
}

function cancel(
  { book, symbol }: PaperBook,
  clientOrderId: string,
  known: ClientOrder | undefined,
  late: boolean,
  events: BookEvent[],
): OperationOutcome {
  if (known?.symbol !== symbol) return notFound(clientOrderId);
  if (known.status === 'cancelled') return cancelled(known);
  if (late) return rejection(clientOrderId, LATE);
  const { owner, cycle } = known;
  const done = accept(book, { kind: 'cancel', leg: clientOrderId, cycle, owner });
  if (!done.ok) return notFound(clientOrderId, known);
  events.push(...done.value);
  return cancelled(known);
}
