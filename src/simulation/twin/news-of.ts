import type { Envelope } from '../../shared/pure/messages/envelope.js';
import type { HeardAdjustment, OrderNews } from '../../shared/platform/strategy/order-inputs.js';
import {
  CandlesClosed,
  type CandlesClosedData,
} from '../../modules/market-data/contracts/events/candles-closed.event.js';
import { OrderCancelled } from '../../modules/orders/contracts/events/order-cancelled.event.js';
import { OrderDenied } from '../../modules/orders/contracts/events/order-denied.event.js';
import { OrderFilled } from '../../modules/orders/contracts/events/order-filled.event.js';
import { OrderRejected } from '../../modules/orders/contracts/events/order-rejected.event.js';
import { OrderTriggered } from '../../modules/orders/contracts/events/order-triggered.event.js';
import { PositionAdjusted } from '../../modules/orders/contracts/events/position-adjusted.event.js';

/** What a strategy was told, as far as a bot or its candles are concerned. */
export type Told =
  | { readonly kind: 'order'; readonly news: OrderNews }
  | { readonly kind: 'adjusted'; readonly adjustment: HeardAdjustment }
  | { readonly kind: 'candles'; readonly closed: CandlesClosedData };

const ORDER_KINDS: ReadonlyMap<string, OrderNews['kind']> = new Map([
  [OrderFilled.type, 'filled'],
  [OrderDenied.type, 'denied'],
  [OrderRejected.type, 'rejected'],
  [OrderCancelled.type, 'cancelled'],
  [OrderTriggered.type, 'triggered'],
]);

/** Null for what changes no bot by itself. */
export function toldBy({ type }: Envelope, data: object): Told | null {
  if (type === CandlesClosed.type) return { kind: 'candles', closed: data as CandlesClosedData };
  if (type === PositionAdjusted.type) return { kind: 'adjusted', adjustment: data as HeardAdjustment };
  const kind = ORDER_KINDS.get(type);
  return kind === undefined ? null : { kind: 'order', news: { kind, ...data } as OrderNews };
}
