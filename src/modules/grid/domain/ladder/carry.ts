import type { Lots } from '../../../../shared/pure/market/scale.js';
import type { Side } from '../../../../shared/pure/strategy/order.js';
import type { Slot } from './slots.js';

/** Slots that have taken an inventory over, with the lots each cell holds of its opening side. */
export interface Carried {
  readonly slots: readonly Slot[];
  readonly held: readonly Lots[];
}

/**
 * Gives an inventory (signed lots, long positive) to the cells of a new ladder: a long one to the cells from the waiting
 * line up, which rest the sells, a short one to those below it, nearest to the price first. What these cannot hold goes to
 * the others, nearest first, whose closing orders the price has reached already; the farthest takes what is left, so that
 * nothing is ever dropped.
 */
export function carryInto(slots: readonly Slot[], waiting: number, net: number): Carried {
  const held: Lots[] = slots.map(() => 0 as Lots);
  if (net === 0) return { slots, held };
  const above = slots.map((_, index) => index).slice(waiting);
  const below = slots
    .map((_, index) => index)
    .slice(0, waiting)
    .reverse();
  const order = net > 0 ? [...above, ...below] : [...below, ...above];
  const opens: Side = net > 0 ? 'buy' : 'sell';
  const taken = slots.slice();
  let left = Math.abs(net);
  for (const [place, index] of order.entries()) {
    const part = place === order.length - 1 ? left : Math.min(left, slots[index]!.size);
    if (part === 0) break;
    held[index] = part as Lots;
    taken[index] = { ...slots[index]!, opens };
    left -= part;
  }
  return { slots: taken, held };
}
