import { money } from '../../../../shared/pure/numbers/money.js';
import { fold } from '../fold.js';
import type { Life, PositionFill } from '../life.js';
import { readPrice, readSize } from '../scales.js';

/** A fill as a test writes it: `buy 0.5 @ 100`, of an order of its own unless it names one. */
export function fill(
  side: PositionFill['side'],
  size: string,
  price: string,
  { orderId = `${side} ${size} @ ${price}`, fee = '0' } = {},
): PositionFill {
  return { orderId, side, size: readSize(size), price: readPrice(price), fee: money(fee) };
}

/** Every life that a series of fills makes, in order; the last one may still be open. */
export function livesOf(fills: readonly PositionFill[]): readonly Life[] {
  const over: Life[] = [];
  let open: Life | null = null;
  for (const each of fills) {
    const { moved, opened } = fold(open, each);
    if (moved !== null && moved.size === 0n) over.push(moved);
    open = opened ?? (moved?.size === 0n ? null : moved);
  }
  return open === null ? over : [...over, open];
}
