import type { Ids } from '../../../shared/platform/clock/ids.port.js';
import { PlaceOrder } from '../contracts/commands/place-order.command.js';
import type { PlaceOrderDto } from './orders.dto.js';

const MAX_KEY = 200;

/** The order that a person asks for over HTTP. */
export const orderAsked = (
  userId: string,
  { accountId, instrument, side, type, price, size, reduceOnly, timeInForce, postOnly }: PlaceOrderDto,
  requestKey: string,
): PlaceOrder =>
  new PlaceOrder({
    ...{ userId, accountId, side, type, size, requestKey },
    symbol: instrument,
    price: price ?? null,
    reduceOnly: reduceOnly ?? false,
    timeInForce: timeInForce ?? 'gtc',
    postOnly: postOnly ?? false,
  });

/** What makes the same request the same order; a request without a key is always another one. */
export const requestKeyOf = (header: string | undefined, ids: Ids): string =>
  header === undefined || header === '' ? ids.next() : header.slice(0, MAX_KEY);
