import { epochMs } from '../../../shared/pure/time/epoch.js';
import { OrderReads } from '../../../modules/orders/application/ports/order-reads.port.js';
import type {
  AmendmentView,
  ListOrdersData,
  OrderView,
} from '../../../modules/orders/contracts/queries/list-orders.query.js';
import type { Connection } from '../connection.js';
import { byText, type AmendmentRow, type IntentRow, type OrdersTables } from './orders-tables.js';

/** What people see of their orders, in memory. Nobody in a simulated world looks at executions or at what has become of an order. */
export class MemoryOrderReads extends OrderReads {
  constructor(
    private readonly tables: OrdersTables,
    private readonly connection: Connection,
  ) {
    super();
  }

  override async get(userId: string, orderId: string): Promise<OrderView | null> {
    await this.connection.statement('reads.get');
    return this.tables.database.statement(() => {
      const row = this.tables.intents.get(orderId);
      return row?.userId === userId ? this.viewOf(row) : null;
    });
  }

  override async list({
    userId,
    instanceId,
    status,
    after,
    limit,
  }: ListOrdersData): Promise<readonly OrderView[]> {
    await this.connection.statement('reads.list');
    return this.tables.database.statement(() =>
      [...this.tables.intents.all()]
        .filter((row) => row.userId === userId && (instanceId === null || row.instanceId === instanceId))
        .filter(
          (row) => (status === null || row.status === status) && (after === null || row.orderId < after),
        )
        .sort((left, right) => byText(right.orderId, left.orderId))
        .slice(0, limit)
        .map((row) => this.viewOf(row)),
    );
  }

  override fills(): never {
    throw nobodyLists();
  }

  override fillsOfInstance(): never {
    throw nobodyLists();
  }

  override ordersOfInstance(): never {
    throw nobodyLists();
  }

  override events(): never {
    throw nobodyLists();
  }

  private viewOf(row: IntentRow): OrderView {
    const { amendments } = this.tables;
    const { orderId, clientOrderId, userId, accountId, venue, symbol, strategy, instanceId, cycle } = row;
    const { leg, side, type, price, size, reduceOnly, reason, venueOrderId, filledSize, status, code } = row;
    const wish = amendments.get(orderId);
    const older = amendments.by('amendment_successor_id_key', orderId);
    return {
      ...{ orderId, clientOrderId, userId, accountId, venue, symbol, strategy, instanceId, cycle },
      ...{ leg, side, type, price, size, reduceOnly, reason, venueOrderId, filledSize, status, code },
      ...mannerOf(row),
      // Nobody who changes an order asks what it has filled at.
      averagePrice: null,
      replaces: older?.state === 'replaced' ? older.orderId : null,
      replacedBy: wish?.state === 'replaced' ? wish.successorId : null,
      amendment: wish === undefined ? null : amendmentOf(wish),
      version: this.tables.versionOf(orderId),
      correlationId: row.correlationId,
      createdAt: row.createdAt,
      updatedAt: epochMs(row.updatedAtMs),
    };
  }
}

const nobodyLists = (): TypeError => new TypeError('nobody looks at lists in a simulated world');

function mannerOf({ type, wire }: IntentRow): Pick<OrderView, 'timeInForce' | 'postOnly'> {
  if (type !== 'limit') return { timeInForce: null, postOnly: false };
  return wire?.type === 'limit'
    ? { timeInForce: wire.timeInForce ?? 'gtc', postOnly: wire.postOnly ?? false }
    : { timeInForce: 'gtc', postOnly: false };
}

const amendmentOf = ({
  state,
  price,
  size,
  code,
  details,
  successorId,
  createdAtMs,
  endedAtMs,
}: AmendmentRow): AmendmentView => ({
  ...{ state, price, size, code, details, successorId, createdAt: epochMs(createdAtMs) },
  endedAt: endedAtMs === null ? null : epochMs(endedAtMs),
});
