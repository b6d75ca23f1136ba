import { unitsOfText } from '../domain/exposure.js';
import type { OrderLife } from '../domain/order-life.js';
import type { OrderFacts } from '../contracts/events/order-facts.js';
import type { Intent } from './ports/intent.js';

/** What every event of an order says of it, and nothing that only we need to know. */
export const factsOf = (order: OrderFacts): OrderFacts => ({
  orderId: order.orderId,
  clientOrderId: order.clientOrderId,
  userId: order.userId,
  accountId: order.accountId,
  venue: order.venue,
  symbol: order.symbol,
  strategy: order.strategy,
  instanceId: order.instanceId,
  cycle: order.cycle,
  leg: order.leg,
  side: order.side,
  type: order.type,
  price: order.price,
  size: order.size,
  reduceOnly: order.reduceOnly,
  reason: order.reason,
});

export const lifeOf = (intent: Intent): OrderLife => ({
  type: intent.type,
  size: intent.size === null ? null : unitsOfText(intent.size),
  status: intent.status,
  code: intent.code,
  filled: unitsOfText(intent.filledSize),
  announced: intent.announced,
});
