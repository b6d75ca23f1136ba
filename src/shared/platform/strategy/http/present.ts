import type { DecisionView, InstanceView } from '../../../pure/strategy/instance.js';
import type { ReactionView } from '../instance-store.port.js';
import type { OrderLine } from '../strategy-world.js';
import type { DecisionDto, InstanceDto, InstanceOrderDto, ReactionDto } from './strategy.dto.js';

const iso = (at: number): string => new Date(at).toISOString();

/** The owner is who asks, so it is not told. */
export const instanceDto = ({ userId: _, symbol, ...view }: InstanceView): InstanceDto => ({
  ...view,
  instrument: symbol,
  lastDecidedAt: view.lastDecidedAt === null ? null : iso(view.lastDecidedAt),
  createdAt: iso(view.createdAt),
});

export const decisionDto = ({ instanceId: _, ...view }: DecisionView): DecisionDto => ({
  ...view,
  candleOpen: iso(view.candleOpen),
  decidedAt: iso(view.decidedAt),
});

/** What is only written down to be gone through again would fill the screen. */
export const reactionDto = ({ id: _, cause, ...view }: ReactionView): ReactionDto => {
  const { record: __, ...shown } = cause;
  return { ...view, cause: shown, at: iso(view.at) };
};

export const orderDto = (order: OrderLine): InstanceOrderDto => ({
  id: order.orderId,
  clientOrderId: order.clientOrderId,
  venueOrderId: order.venueOrderId,
  accountId: order.accountId,
  instrument: order.symbol,
  strategy: order.strategy,
  instanceId: order.instanceId,
  cycleId: order.cycle,
  leg: order.leg,
  side: order.side,
  type: order.type,
  price: order.price,
  size: order.size,
  filledSize: order.filledSize,
  averagePrice: order.averagePrice,
  status: order.status,
  reduceOnly: order.reduceOnly,
  reason: order.reason,
  correlationId: order.correlationId,
  createdAt: iso(order.createdAt),
  updatedAt: iso(order.updatedAt),
});
