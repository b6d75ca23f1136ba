import type { Side } from '../../../../shared/pure/strategy/order.js';

/** What every event of an order says of it. Decimals as text; null where the order has none. */
export interface OrderFacts {
  readonly orderId: string;
  readonly clientOrderId: string;
  readonly userId: string;
  readonly accountId: string;
  readonly venue: string;
  readonly symbol: string;
  readonly strategy: 'hyper-rsi' | 'grid' | 'manual';
  /** Null for an order made by a person, or by the venue (a liquidation of a position nobody here opened). */
  readonly instanceId: string | null;
  readonly cycle: number | null;
  readonly leg: string | null;
  readonly side: Side;
  readonly type: 'market' | 'limit' | 'stop-market' | 'trigger' | 'liquidation';
  readonly price: string | null;
  readonly size: string | null;
  readonly reduceOnly: boolean;
  readonly reason: string;
}

/** Orders of one instance are told in order; those of nobody in the order of their account and symbol. */
export const orderKey = (order: OrderFacts): string =>
  order.instanceId ?? `${order.accountId} ${order.symbol}`;
