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

/** The line without an older order that has ended; those before it are in the line until each of them is told to have ended. */
export function withoutOlder<Order extends InLine<Order>>(newest: Order, leg: Leg): Order {
  const previous = newest.previous ?? null;
  if (previous === null) return newest;
  return { ...newest, previous: previous.leg === leg ? leftBehind(previous) : withoutOlder(previous, leg) };
}

/**
 * What the venue still has when the newest has ended, so that protection has no gap. However it ended: one that was cancelled
 * need not have got there (it was withdrawn before it left, or its venue does not remember), and one that had is followed by the
 * end of what it replaced, which is told on its own.
 */
export const leftBehind = <Order extends InLine<Order>>({ previous = null }: Order): Order | null => previous;
