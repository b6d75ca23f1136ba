import type { OrderEndedInput } from '../../../../shared/pure/strategy/input.js';
import type { Leg } from '../../../../shared/pure/strategy/order.js';

/*
 * A resting exit with those before it. Each was to take the place of the one behind it, and none is known to have got there: until
 * one is, any of them may be what rests at the venue. Several are on their way at once when fills come faster than answers.
 */

interface InLine<Order> {
  readonly leg: Leg;
  /** The order it was to take the place of; left out in states of before lines were kept whole. */
  readonly previous?: Order | null;
}

/** The order of this leg in the line; null when there is none. */
export function inLine<Order extends InLine<Order>>(newest: Order | null, leg: Leg): Order | null {
  let order = newest;
  while (order !== null && order.leg !== leg) order = order.previous ?? null;
  return order;
}

/** The line with one of its orders changed. */
export function changedInLine<Order extends InLine<Order>>(newest: Order, changed: Order): Order {
  if (newest.leg === changed.leg) return changed;
  const previous = newest.previous ?? null;
  return previous === null ? newest : { ...newest, previous: changedInLine(previous, changed) };
}

/** The line without an older order that has ended. One that the venue had has taken the place of all before it. */
export function withoutOlder<Order extends InLine<Order>>(newest: Order, ended: OrderEndedInput): Order {
  const previous = newest.previous ?? null;
  if (previous === null) return newest;
  const rest = previous.leg === ended.leg ? leftBehind(previous, ended) : withoutOlder(previous, ended);
  return { ...newest, previous: rest };
}

/** What the venue still has: an order that was refused leaves the one it was to replace, so protection has no gap. */
export const leftBehind = <Order extends InLine<Order>>(
  { previous = null }: Order,
  { kind }: OrderEndedInput,
): Order | null => (kind === 'order-cancelled' ? null : previous);
