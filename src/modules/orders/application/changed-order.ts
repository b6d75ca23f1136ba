import type { ManualOrder } from '../domain/manual-order.js';
import type { Intent } from './ports/intent.js';

/** The order that is to take the place of a person's resting one: the same but for its price and its size. */
export const changedOrder = (
  { type, side, reduceOnly, wire }: Intent,
  price: string,
  size: string,
): ManualOrder => ({
  ...{ type: type as ManualOrder['type'], side, reduceOnly, price, size },
  postOnly: wire?.type === 'limit' && wire.postOnly === true,
});
