import { raw } from 'sql-template-tag';
import type { WireOrder } from '../../../shared/pure/strategy/wire-order.js';
import type { Side } from '../../../shared/pure/strategy/order.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import type { Intent } from '../application/ports/intent.js';
import type { OrderStatus } from '../contracts/queries/list-orders.query.js';

/** Columns of an intent whose table is called `i`. */
export const INTENT_COLUMNS = raw(`
  i.id, i.client_order_id, i.user_id, i.account_id, i.venue, i.symbol, i.strategy, i.instance_id, i.cycle, i.leg, i.attempt,
  i.side, i.type, trim_scale(i.price)::text AS price, trim_scale(i.size)::text AS size, i.reduce_only, i.reason, i.wire,
  i.replaces, i.epoch, trim_scale(i.exposure)::text AS exposure, i.place, i.status, i.code,
  trim_scale(i.filled_size)::text AS filled_size, trim_scale(i.filled_value)::text AS filled_value, i.venue_order_id,
  i.announced, i.correlation_id, i.step, i.decided_at, i.looks, i.fence, i.created_at, i.updated_at,
  EXISTS (SELECT 1 FROM orders.cancellation w WHERE w.intent_id = i.id AND w.done_at IS NULL) AS cancel_wanted`);

export interface IntentRow {
  readonly id: string;
  readonly client_order_id: string;
  readonly user_id: string;
  readonly account_id: string;
  readonly venue: string;
  readonly symbol: string;
  readonly strategy: Intent['strategy'];
  readonly instance_id: string | null;
  readonly cycle: number | null;
  readonly leg: string | null;
  readonly attempt: number;
  readonly side: Side;
  readonly type: Intent['type'];
  readonly price: string | null;
  readonly size: string | null;
  readonly reduce_only: boolean;
  readonly reason: string;
  readonly wire: WireOrder | null;
  readonly replaces: string | null;
  readonly epoch: number | null;
  readonly exposure: string;
  readonly place: string;
  readonly status: OrderStatus;
  readonly code: string | null;
  readonly filled_size: string;
  readonly filled_value: string;
  readonly venue_order_id: string | null;
  readonly announced: boolean;
  readonly correlation_id: string;
  readonly step: string | null;
  readonly decided_at: Date;
  readonly looks: number;
  readonly fence: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly cancel_wanted: boolean;
}

export const intentOf = (row: IntentRow): Intent => ({
  orderId: row.id,
  clientOrderId: row.client_order_id,
  userId: row.user_id,
  accountId: row.account_id,
  venue: row.venue,
  symbol: row.symbol,
  strategy: row.strategy,
  instanceId: row.instance_id,
  cycle: row.cycle,
  leg: row.leg,
  attempt: row.attempt,
  side: row.side,
  type: row.type,
  price: row.price,
  size: row.size,
  reduceOnly: row.reduce_only,
  reason: row.reason,
  wire: row.wire,
  replaces: row.replaces,
  epoch: row.epoch,
  exposure: row.exposure,
  place: Number(row.place),
  status: row.status,
  code: row.code,
  filledSize: row.filled_size,
  filledValue: row.filled_value,
  venueOrderId: row.venue_order_id,
  announced: row.announced,
  correlationId: row.correlation_id,
  step: row.step === null ? null : Number(row.step),
  decidedAt: epochMs(row.decided_at.getTime()),
  looks: row.looks,
  fence: row.fence === null ? null : Number(row.fence),
  createdAt: epochMs(row.created_at.getTime()),
  cancelWanted: row.cancel_wanted,
});
