import type { Pool } from 'pg';
import { FoldFill } from '../../src/modules/positions/application/fold-fill.handler.js';
import { AdjustPosition } from '../../src/modules/positions/application/adjust-position.handler.js';
import { ChargeFunding } from '../../src/modules/positions/application/charge-funding.handler.js';
import { FundingBook } from '../../src/modules/positions/application/funding-book.js';
import { FUNDING_PACE, FundingWatch } from '../../src/modules/positions/application/funding-watch.js';
import { PgFundingStore } from '../../src/modules/positions/outbound/pg-funding-store.js';
import { PgPositionReads } from '../../src/modules/positions/outbound/pg-position-reads.js';
import { PgPositionStore } from '../../src/modules/positions/outbound/pg-position-store.js';
import {
  ExecutionsReported,
  type Execution,
} from '../../src/modules/exchange/contracts/events/executions-reported.event.js';
import {
  ListFundingBills,
  type FundingBills,
} from '../../src/modules/exchange/contracts/queries/list-funding-bills.query.js';
import {
  OrderFilled,
  type OrderFilledData,
} from '../../src/modules/orders/contracts/events/order-filled.event.js';
import { PositionAdjusted } from '../../src/modules/orders/contracts/events/position-adjusted.event.js';
import type { PositionFacts } from '../../src/modules/positions/contracts/events/position-facts.js';
import { Bus } from '../../src/shared/platform/bus/bus.port.js';
import { RecordLane, type HostedHandler } from '../../src/shared/platform/bus/record/record-lane.js';
import { unsettled } from '../../src/shared/platform/bus/record/settlement.js';
import { routeOf, type RecordHandler } from '../../src/shared/platform/bus/on-record.js';
import { SystemClock } from '../../src/shared/platform/clock/system-clock.js';
import { SystemIds } from '../../src/shared/platform/clock/system-ids.js';
import { SystemRandomness } from '../../src/shared/platform/clock/system-randomness.js';
import { Database } from '../../src/shared/platform/persistence/database.js';
import { MemoryWakeups } from '../../src/shared/platform/queue/memory-wakeups.js';
import { runInScope } from '../../src/shared/platform/telemetry/scope.js';
import type { AnswerOf, Ask, RecordMessage } from '../../src/shared/pure/messages/message.js';
import { epochMs } from '../../src/shared/pure/time/epoch.js';
import { eventually } from '../kit/eventually.js';
import { createTestDatabase } from '../kit/postgres.js';

export const MIDNIGHT = Date.parse('2025-05-02T00:00:00Z');

export interface FillWords {
  readonly tradeId: string;
  readonly side: 'buy' | 'sell';
  readonly size: string;
  readonly price: string;
  readonly fee?: string;
  readonly orderId?: string;
  readonly instanceId?: string | null;
  readonly accountId?: string;
  readonly userId?: string;
  readonly symbol?: string;
  readonly at?: number;
  /** Of hedge mode. */
  readonly position?: 'long' | 'short';
}

/** An `OrderFilled` in few words: instance `bot-1` of user `u-1` on the perpetual, unless told otherwise. */
export function orderFilled(words: FillWords): OrderFilled {
  const { tradeId, side, size, price, fee = '0', orderId = `order-${tradeId}`, instanceId = 'bot-1' } = words;
  const { accountId = 'acc-1', userId = 'u-1', symbol = 'BTC/USDT:USDT', at = MIDNIGHT } = words;
  const data: OrderFilledData = {
    order: {
      ...{ orderId, clientOrderId: `c${orderId}`, userId, accountId, venue: 'paper', symbol },
      strategy: instanceId === null ? 'manual' : 'hyper-rsi',
      instanceId,
      ...{
        cycle: 1,
        leg: 'leg',
        side,
        type: 'market',
        price: null,
        size,
        reduceOnly: false,
        reason: 'entry',
      },
    },
    fill: {
      ...{ fillId: `fill ${accountId} ${symbol} ${tradeId}`, tradeId, price, size, fee, feeCurrency: 'USDT' },
      ...{ liquidity: 'taker', reason: 'entry', phase: 'open', at: epochMs(at) },
      ...(words.position !== undefined && { position: words.position }),
    },
    cumulativeSize: size,
    complete: true,
  };
  return new OrderFilled(data);
}

export function funding(
  billId: string,
  amount: string,
  at = MIDNIGHT,
  position?: 'long' | 'short',
): ExecutionsReported {
  const charge: Execution = {
    ...{ kind: 'funding', billId, amount, currency: 'USDT', at: epochMs(at) },
    ...(position !== undefined && { position }),
  };
  const where = { accountId: 'acc-1', userId: 'u-1', venue: 'paper', symbol: 'BTC/USDT:USDT' };
  return new ExecutionsReported({ ...where, executions: [charge] });
}

/** A bot of user `u-1` holds less than its fills say. */
export function positionAdjusted(
  adjustmentId: string,
  change: string,
  instanceId = 'bot-1',
  at = MIDNIGHT,
): PositionAdjusted {
  return new PositionAdjusted({
    ...{ adjustmentId, userId: 'u-1', accountId: 'acc-1', venue: 'paper', symbol: 'BTC/USDT:USDT' },
    ...{ strategy: 'hyper-rsi', instanceId, change, size: '0', markPrice: null, at: epochMs(at) },
  });
}

export interface Told {
  readonly type: string;
  readonly correlationId: string;
  readonly position: PositionFacts;
  readonly fillId: string | null;
  readonly reason: string;
}

export interface World {
  readonly pool: Pool;
  readonly reads: PgPositionReads;
  readonly bills: PgFundingStore;
  /** Looks for bills once, at a venue that answers this; whoever waits has waited for so long enough. */
  asksFor(bills: FundingBills | null, patienceMs?: number): Promise<void>;
  /** Records messages as their module would and waits until positions has dealt with them. */
  happens(module: 'orders' | 'exchange', ...messages: readonly RecordMessage[]): Promise<void>;
  /** What positions has told, in order. */
  told(): Promise<readonly Told[]>;
  close(): Promise<void>;
}

/** A venue that is asked for its bills, and for nothing else. */
class OneVenue extends Bus {
  constructor(private readonly bills: FundingBills | null) {
    super();
  }

  override async ask<A extends Ask<object, unknown>>(message: A): Promise<AnswerOf<A>> {
    if (!(message instanceof ListFundingBills))
      throw new TypeError(`nobody answers ${message.constructor.name}`);
    return this.bills as AnswerOf<A>;
  }
}

/** Positions on a real database behind a real record lane. */
export async function openWorld(): Promise<World> {
  const place = await createTestDatabase();
  const database = new Database(place.url);
  const clock = new SystemClock();
  const ids = new SystemIds(clock, new SystemRandomness());
  const failures: unknown[] = [];
  const lane = new RecordLane({
    relayPool: database.pool('relay'),
    tradePool: database.pool('trade'),
    wakeups: new MemoryWakeups(),
    ...{ ids, clock },
    observer: {
      sent: () => undefined,
      handled: () => undefined,
      failure: (_module, { error }) => void failures.push(error),
      stalled: (_what, error) => void failures.push(error),
    },
    retries: { maxAttempts: 2, firstMs: 10, lastMs: 10 },
    retentionMs: 3_600_000,
  });
  const store = new PgPositionStore();
  const bills = new PgFundingStore(database.pool('trade'));
  const book = new FundingBook(store, bills);
  lane.host('orders', []);
  lane.host('exchange', []);
  lane.host(
    'positions',
    [new FoldFill(store, bills, ids), new ChargeFunding(book), new AdjustPosition(store)].map(hosted),
  );
  await lane.subscribe();
  lane.start();
  const pool = database.pool('api');
  const modules = ['orders', 'exchange', 'positions'];
  let step = 0;
  return {
    pool,
    reads: new PgPositionReads(pool),
    bills,
    async happens(module, ...messages) {
      step += 1;
      const scope = { step, correlationId: `correlation-${step}` };
      await runInScope(scope, () => lane.unitOfWork(module).run(async (tx) => tx.record(...messages)));
      await eventually(async () => failures.length > 0 || (await unsettled(pool, modules, step)) === 0);
      if (failures.length > 0) throw failures[0];
    },
    async asksFor(answer, patienceMs = FUNDING_PACE.patienceMs) {
      const pace = { ...FUNDING_PACE, patienceMs };
      const [bus, unitOfWork] = [new OneVenue(answer), lane.unitOfWork('positions')];
      const watch = new FundingWatch({
        ...{ bills, book, unitOfWork, bus, clock, pace, failed: (error) => void failures.push(error) },
      });
      watch.nudge();
      await watch.idle();
      await watch.stop();
      if (failures.length > 0) throw failures[0];
    },
    async told() {
      const { rows } = await pool.query<{ type: string; correlation_id: string; data: Omit<Told, 'type'> }>(
        'SELECT type, correlation_id, data FROM positions.outbox ORDER BY position',
      );
      return rows.map((row) => ({ type: row.type, ...row.data, correlationId: row.correlation_id }));
    },
    async close() {
      await lane.stop();
      await database.close();
      await place.drop();
    },
  };
}

const hosted = (handler: RecordHandler<never>): HostedHandler => ({
  route: routeOf(handler.constructor)!,
  handler,
});
