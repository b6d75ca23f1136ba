import type { Pool } from 'pg';
import type { JsonObject } from '../../../shared/pure/json.js';
import { divide, formatUnits, pow10 } from '../../../shared/pure/numbers/decimal.js';
import { AVERAGE_DECIMALS } from '../../../shared/pure/market/scale.js';
import type { Liquidity, Side } from '../../../shared/pure/strategy/order.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { empty, raw, sql } from '../../../shared/platform/persistence/sql.js';
import { OrderReads } from '../application/ports/order-reads.port.js';
import type { InstanceFill, ListInstanceFillsData } from '../contracts/queries/list-instance-fills.query.js';
import type {
  InstanceOrder,
  ListInstanceOrdersData,
} from '../contracts/queries/list-instance-orders.query.js';
import type { ListOrderEventsData, OrderEventView } from '../contracts/queries/list-order-events.query.js';
import type { FillView, ListOrderFillsData } from '../contracts/queries/list-order-fills.query.js';
import type {
  AmendmentView,
  ListOrdersData,
  OrderStatus,
  OrderView,
} from '../contracts/queries/list-orders.query.js';
import { unitsOfText } from '../domain/exposure.js';
import { INTENT_COLUMNS, type IntentRow } from './intent-rows.js';

/** What is shown of an order beside the order itself. */
const VIEW_COLUMNS = raw(`
  (SELECT count(*) FROM orders.intent_event e WHERE e.intent_id = i.id) AS version,
  (SELECT b.intent_id FROM orders.amendment b WHERE b.successor_id = i.id AND b.state = 'replaced') AS takes_place_of,
  (SELECT jsonb_build_object('state', a.state, 'price', trim_scale(a.price)::text, 'size', trim_scale(a.size)::text,
            'code', a.code, 'details', a.details, 'successorId', a.successor_id,
            'createdAt', floor(extract(epoch FROM a.created_at) * 1000), 'endedAt', floor(extract(epoch FROM a.ended_at) * 1000))
   FROM orders.amendment a WHERE a.intent_id = i.id) AS amendment`);

type ViewRow = IntentRow & {
  readonly version: string;
  readonly takes_place_of: string | null;
  readonly amendment: AmendmentView | null;
};

interface FillRow {
  readonly id: string;
  readonly position: string;
  readonly trade_id: string;
  readonly price: string;
  readonly size: string;
  readonly fee: string;
  readonly fee_currency: string;
  readonly liquidity: Liquidity;
  readonly at: Date;
}

interface InstanceFillRow {
  readonly position: string;
  readonly trade_id: string;
  readonly cycle: number | null;
  readonly leg: string | null;
  readonly side: Side;
  readonly price: string;
  readonly size: string;
  readonly fee: string;
  readonly reason: string;
  readonly at: Date;
}

interface InstanceOrderRow extends Omit<InstanceOrder, 'orderId' | 'decidedAt'> {
  readonly id: string;
  readonly decided_at: Date;
}

interface EventRow {
  readonly position: string;
  readonly at: Date;
  readonly status: OrderStatus;
  readonly code: string | null;
  readonly details: JsonObject;
}

/** Lists for people; ids sort by the time they were made. */
export class PgOrderReads extends OrderReads {
  constructor(private readonly pool: Pool) {
    super();
  }

  override async list({
    userId,
    instanceId,
    status,
    after,
    limit,
  }: ListOrdersData): Promise<readonly OrderView[]> {
    const { rows } = await this.pool.query<ViewRow>(sql`
      SELECT ${INTENT_COLUMNS}, ${VIEW_COLUMNS} FROM orders.intent i
      WHERE i.user_id = ${userId}
        ${instanceId === null ? empty : sql`AND i.instance_id = ${instanceId}`}
        ${status === null ? empty : sql`AND i.status = ${status}`}
        ${after === null ? empty : sql`AND i.id < ${after}`}
      ORDER BY i.id DESC LIMIT ${limit}`);
    return rows.map(viewOf);
  }

  override async get(userId: string, orderId: string): Promise<OrderView | null> {
    const { rows } = await this.pool.query<ViewRow>(sql`
      SELECT ${INTENT_COLUMNS}, ${VIEW_COLUMNS} FROM orders.intent i
      WHERE i.user_id = ${userId} AND i.id = ${orderId}`);
    return rows[0] === undefined ? null : viewOf(rows[0]);
  }

  override async fills(query: ListOrderFillsData): Promise<readonly FillView[] | null> {
    const { userId, orderId, after, limit } = query;
    const { rows } = await this.pool.query<FillRow>(sql`
      SELECT id, position, trade_id, trim_scale(price)::text AS price, trim_scale(size)::text AS size,
             trim_scale(fee)::text AS fee, fee_currency, liquidity, at
      FROM orders.fill
      WHERE user_id = ${userId} AND intent_id = ${orderId} AND position > ${after ?? 0}
      ORDER BY position LIMIT ${limit}`);
    if (rows.length === 0 && !(await this.isTheirs(userId, orderId))) return null;
    return rows.map((row) => ({
      id: row.id,
      orderId,
      tradeId: row.trade_id,
      price: row.price,
      size: row.size,
      fee: row.fee,
      feeCurrency: row.fee_currency,
      liquidity: row.liquidity,
      at: epochMs(row.at.getTime()),
      position: Number(row.position),
    }));
  }

  override async fillsOfInstance(query: ListInstanceFillsData): Promise<readonly InstanceFill[]> {
    const { userId, instanceId, after, limit } = query;
    const { rows } = await this.pool.query<InstanceFillRow>(sql`
      SELECT f.position, f.trade_id, i.cycle, i.leg, f.side, trim_scale(f.price)::text AS price,
             trim_scale(f.size)::text AS size, trim_scale(f.fee)::text AS fee, f.reason, f.at
      FROM orders.fill f JOIN orders.intent i ON i.id = f.intent_id
      WHERE f.user_id = ${userId} AND i.instance_id = ${instanceId} AND f.position > ${after ?? 0}
      ORDER BY f.position LIMIT ${limit}`);
    return rows.map(({ position, trade_id, at, ...row }) => ({
      ...row,
      tradeId: trade_id,
      at: epochMs(at.getTime()),
      position: Number(position),
    }));
  }

  override async ordersOfInstance(query: ListInstanceOrdersData): Promise<readonly InstanceOrder[]> {
    const { userId, instanceId, from, to, after, limit } = query;
    const { rows } = await this.pool.query<InstanceOrderRow>(sql`
      SELECT id, cycle, leg, attempt, side, trim_scale(size)::text AS size, reason, status, code, decided_at
      FROM orders.intent
      WHERE user_id = ${userId} AND instance_id = ${instanceId}
        AND decided_at >= ${new Date(from)} AND decided_at < ${new Date(to)}
        ${after === null ? empty : sql`AND id > ${after}`}
      ORDER BY id LIMIT ${limit}`);
    return rows.map(({ id, decided_at, ...row }) => ({
      ...row,
      orderId: id,
      decidedAt: epochMs(decided_at.getTime()),
    }));
  }

  override async events(query: ListOrderEventsData): Promise<readonly OrderEventView[] | null> {
    const { userId, orderId, after, limit } = query;
    if (!(await this.isTheirs(userId, orderId))) return null;
    const { rows } = await this.pool.query<EventRow>(sql`
      SELECT position, at, status, code, details FROM orders.intent_event
      WHERE intent_id = ${orderId} AND position > ${after ?? 0}
      ORDER BY position LIMIT ${limit}`);
    return rows.map(({ position, at, ...row }) => ({
      ...row,
      at: epochMs(at.getTime()),
      position: Number(position),
    }));
  }

  private async isTheirs(userId: string, orderId: string): Promise<boolean> {
    const { rows } = await this.pool.query(
      sql`SELECT 1 FROM orders.intent WHERE user_id = ${userId} AND id = ${orderId}`,
    );
    return rows.length > 0;
  }
}

function viewOf(row: ViewRow): OrderView {
  const { amendment } = row;
  return {
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
    side: row.side,
    type: row.type,
    price: row.price,
    size: row.size,
    reduceOnly: row.reduce_only,
    reason: row.reason,
    ...mannerOf(row),
    venueOrderId: row.venue_order_id,
    filledSize: row.filled_size,
    averagePrice: averageOf(row),
    status: row.status,
    code: row.code,
    replaces: row.takes_place_of,
    replacedBy: amendment?.state === 'replaced' ? amendment.successorId : null,
    amendment,
    version: Number(row.version),
    correlationId: row.correlation_id,
    createdAt: epochMs(row.created_at.getTime()),
    updatedAt: epochMs(row.updated_at.getTime()),
  };
}

/** What an order says of itself stands in what was stored to be sent. */
function mannerOf({ type, wire }: IntentRow): Pick<OrderView, 'timeInForce' | 'postOnly'> {
  if (type !== 'limit') return { timeInForce: null, postOnly: false };
  return wire?.type === 'limit'
    ? { timeInForce: wire.timeInForce ?? 'gtc', postOnly: wire.postOnly ?? false }
    : { timeInForce: 'gtc', postOnly: false };
}

function averageOf({ filled_size, filled_value }: IntentRow): string | null {
  const size = unitsOfText(filled_size);
  if (size === 0n) return null;
  return formatUnits(
    divide(unitsOfText(filled_value) * pow10(AVERAGE_DECIMALS), size, 'half-up'),
    AVERAGE_DECIMALS,
  );
}
