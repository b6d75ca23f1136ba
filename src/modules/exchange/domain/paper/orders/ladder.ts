import type { BookOrder } from './book-order.js';

/**
 * Lists of resting orders, sorted so that the order a moving price meets first is the last element: a fill is then a pop,
 * and its answer, one level further, is nearly one too. Among equal prices the oldest is the last.
 */
export type Ladder = BookOrder[];

/** @param rising true for orders a falling price meets (highest last), false for those a rising price meets. */
export function insert(ladder: Ladder, order: BookOrder, rising: boolean): void {
  let index = ladder.length;
  ladder.push(order);
  while (index > 0 && comesAfter(ladder[index - 1]!, order, rising)) {
    ladder[index] = ladder[index - 1]!;
    index -= 1;
  }
  ladder[index] = order;
}

function comesAfter(other: BookOrder, order: BookOrder, rising: boolean): boolean {
  if (other.price === order.price) return other.seq < order.seq;
  return rising ? other.price > order.price : other.price < order.price;
}

export function remove(ladder: Ladder, order: BookOrder): void {
  const last = ladder.length - 1;
  if (ladder[last] === order) ladder.pop();
  else ladder.splice(ladder.indexOf(order), 1);
}

/**
 * The nearest order that a price falling to `end` (or one that stands there) reaches. Usually the last element or none: an
 * order further on can be reached before it only where orders must be passed and ticks differ by price band.
 */
export function reachedFromAbove(ladder: Ladder, end: number): BookOrder | null {
  for (let index = ladder.length - 1; index >= 0; index -= 1) {
    const order = ladder[index]!;
    if (order.price < end) return null;
    if (order.reach >= end) return order;
  }
  return null;
}

/** The same for a price rising to `end`. */
export function reachedFromBelow(ladder: Ladder, end: number): BookOrder | null {
  for (let index = ladder.length - 1; index >= 0; index -= 1) {
    const order = ladder[index]!;
    if (order.price > end) return null;
    if (order.reach <= end) return order;
  }
  return null;
}

/** The farthest reached price, and the oldest order there: how stops are taken at an open, against the order of a path. */
export function farthestReached(ladder: Ladder, reached: (price: number) => boolean): BookOrder | null {
  let pick: BookOrder | null = null;
  for (let index = ladder.length - 1; index >= 0; index -= 1) {
    const order = ladder[index]!;
    if (!reached(order.price)) break;
    if (order.price !== pick?.price) pick = order;
  }
  return pick;
}
