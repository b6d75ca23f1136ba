import { Global, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { CommandHandler, QueryHandler } from '@nestjs/cqrs';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  GetAccountState,
  type AccountState,
} from '../../src/modules/exchange/contracts/queries/get-account-state.query.js';
import { GetCandleHistory } from '../../src/modules/exchange/contracts/queries/get-candle-history.query.js';
import {
  GetFeedStatus,
  type FeedStatus,
} from '../../src/modules/exchange/contracts/queries/get-feed-status.query.js';
import { TickerUpdated } from '../../src/modules/market-data/contracts/events/ticker-updated.event.js';
import { NotificationsModule } from '../../src/modules/notifications/notifications.module.js';
import { testInstrument } from '../../src/modules/exchange/domain/instruments.js';
import {
  ListInstruments,
  type VenueInstrument,
} from '../../src/modules/exchange/contracts/queries/list-instruments.query.js';
import { CloseKeptPosition } from '../../src/modules/orders/contracts/commands/close-kept-position.command.js';
import { PlaceOrder } from '../../src/modules/orders/contracts/commands/place-order.command.js';
import { ListOrders, type OrderView } from '../../src/modules/orders/contracts/queries/list-orders.query.js';
import { PositionsModule } from '../../src/modules/positions/positions.module.js';
import { AccessTokens } from '../../src/shared/platform/auth/access-tokens.port.js';
import { AuthModule } from '../../src/shared/platform/auth/auth.module.js';
import { AuditModule } from '../../src/shared/platform/audit/audit.module.js';
import { BusModule } from '../../src/shared/platform/bus/bus.module.js';
import { Bus } from '../../src/shared/platform/bus/bus.port.js';
import { RecordLane } from '../../src/shared/platform/bus/record/record-lane.js';
import { unsettled } from '../../src/shared/platform/bus/record/settlement.js';
import { Streams } from '../../src/shared/platform/bus/streams.port.js';
import { SystemClock } from '../../src/shared/platform/clock/system-clock.js';
import { SystemIds } from '../../src/shared/platform/clock/system-ids.js';
import { SystemRandomness } from '../../src/shared/platform/clock/system-randomness.js';
import { readConfig } from '../../src/shared/platform/config/read-config.js';
import { configureHttp } from '../../src/shared/platform/http/configure-http.js';
import type { Role } from '../../src/shared/platform/http/current-user.decorator.js';
import { createHttpAdapter } from '../../src/shared/platform/http/http-adapter.js';
import { OperationsModule } from '../../src/shared/platform/http/operations.module.js';
import { Database } from '../../src/shared/platform/persistence/database.js';
import { PersistenceModule } from '../../src/shared/platform/persistence/persistence.module.js';
import { MemoryWakeups } from '../../src/shared/platform/queue/memory-wakeups.js';
import { Wakeups } from '../../src/shared/platform/queue/wakeups.port.js';
import { PinoLogger } from '../../src/shared/platform/telemetry/pino-logger.js';
import { runInScope } from '../../src/shared/platform/telemetry/scope.js';
import type { Candle } from '../../src/shared/pure/market/candle.js';
import type { AnswerOf, RecordMessage } from '../../src/shared/pure/messages/message.js';
import { refusal } from '../../src/shared/pure/refusal.js';
import { err, ok } from '../../src/shared/pure/result.js';
import { epochMs } from '../../src/shared/pure/time/epoch.js';
import { eventually } from '../kit/eventually.js';
import { createTestDatabase } from '../kit/postgres.js';

const MODULES = ['users', 'exchange', 'orders', 'positions', 'hyper-rsi', 'grid', 'notifications'];

/** What the neighbours answer; a test changes it. */
export class Neighbours {
  marketTime = Date.parse('2025-05-02T12:00:00Z');
  /** Close of the last candle that the feed has told, by symbol. */
  readonly closes = new Map<string, string>();
  account: AccountState | null = null;
  orders: readonly OrderView[] = [];
  placed: PlaceOrder[] = [];
  /** What Orders answers to whoever wants to close something of a bot. */
  closing: AnswerOf<CloseKeptPosition> = err(refusal('position-of-bot', 'it has not stopped'));
  closed: CloseKeptPosition[] = [];

  forget(): void {
    this.closing = err(refusal('position-of-bot', 'it has not stopped'));
    this.closed = [];
    this.account = null;
    this.orders = [];
    this.placed = [];
  }
}

@QueryHandler(GetFeedStatus)
class Feed {
  constructor(private readonly world: Neighbours) {}
  async execute(): Promise<FeedStatus> {
    const what = { source: 'recorded', timeframe: '1m', state: 'ended', nextOpen: null, speed: 1 } as const;
    return { venue: 'paper', symbols: ['BTC/USDT'], marketTime: epochMs(this.world.marketTime), ...what };
  }
}

@QueryHandler(GetCandleHistory)
class History {
  constructor(private readonly world: Neighbours) {}
  async execute({ data }: GetCandleHistory): Promise<readonly Candle[]> {
    const close = this.world.closes.get(data.symbol);
    const last = epochMs(this.world.marketTime - 60_000);
    if (close === undefined || data.from === null || data.from > last) return [];
    return [{ openTime: last, open: close, high: close, low: close, close, volume: '1' }];
  }
}

@QueryHandler(GetAccountState)
class Account {
  constructor(private readonly world: Neighbours) {}
  async execute(): Promise<AccountState | null> {
    return this.world.account;
  }
}

@QueryHandler(ListOrders)
class Orders {
  constructor(private readonly world: Neighbours) {}
  async execute({ data }: ListOrders): Promise<readonly OrderView[]> {
    const fitting = this.world.orders.filter(
      ({ status, instanceId }) =>
        status === data.status && (data.instanceId === null || data.instanceId === instanceId),
    );
    const first = data.after === null ? 0 : fitting.findIndex(({ orderId }) => orderId === data.after) + 1;
    return fitting.slice(first, first + data.limit);
  }
}

@QueryHandler(ListInstruments)
class Instruments {
  async execute(): Promise<readonly VenueInstrument[]> {
    return [{ venue: 'paper', instrument: testInstrument('BTC/USDT:USDT')!, candleDecimals: 1 }];
  }
}

@CommandHandler(PlaceOrder)
class Placing {
  constructor(private readonly world: Neighbours) {}
  async execute(command: PlaceOrder) {
    this.world.placed.push(command);
    const order = this.world.orders[0];
    return order === undefined ? err(refusal('kill-switch', 'trading is halted')) : ok(order);
  }
}

@CommandHandler(CloseKeptPosition)
class Closing {
  constructor(private readonly world: Neighbours) {}
  async execute(command: CloseKeptPosition): Promise<AnswerOf<CloseKeptPosition>> {
    this.world.closed.push(command);
    return this.world.closing;
  }
}

@Global()
@Module({ providers: [{ provide: Wakeups, useClass: MemoryWakeups }], exports: [Wakeups] })
class MemoryQueueModule {}

@Module({})
class NeighboursModule {}

@Module({})
class RootModule {}

export interface Answer {
  readonly status: number;
  readonly body: any;
}

export interface BootedApp {
  readonly neighbours: Neighbours;
  readonly database: Database;
  readonly bus: Bus;
  /** Publishes a last price and waits until it is the one that is known. */
  ticks(symbol: string, last: string, at?: number): Promise<void>;
  /** Records messages as their module would, and waits until everybody has dealt with them. */
  happens(module: string, ...messages: readonly RecordMessage[]): Promise<void>;
  get(url: string, who?: { userId?: string; role?: Role; language?: string }): Promise<Answer>;
  post(url: string, who?: { userId?: string; role?: Role; key?: string; body?: object }): Promise<Answer>;
  put(url: string, body: object, ifMatch?: string): Promise<Answer>;
  /** Empties the tables, and what the neighbours answer; last prices stay known. */
  forget(): Promise<void>;
  close(): Promise<void>;
}

/** Positions and notifications on the real platform, their neighbours played by the test. */
export async function bootApp(): Promise<BootedApp> {
  const config = readConfig({ TB_TOKEN_SECRET: 'a-secret-of-the-tests-and-of-nobody-else' });
  if (!config.ok) throw new Error(JSON.stringify(config.error));
  const place = await createTestDatabase();
  const database = new Database(place.url);
  const neighbours = new Neighbours();
  const played: Provider[] = [
    { provide: Neighbours, useValue: neighbours },
    Feed,
    History,
    Account,
    Orders,
    Placing,
    Closing,
    Instruments,
  ];
  const root: DynamicModule = {
    module: RootModule,
    imports: [
      OperationsModule.register(config.value, '1.2.3'),
      PersistenceModule.of(database),
      MemoryQueueModule,
      BusModule.forRoot({ hosted: MODULES, modules: MODULES, works: true }),
      AuditModule.of(MODULES),
      AuthModule.forRoot({ dataDir: null }),
      { module: NeighboursModule, providers: played },
      PositionsModule,
      NotificationsModule,
    ],
  };
  const app = await NestFactory.create<NestFastifyApplication>(
    root,
    createHttpAdapter(config.value, new SystemIds(new SystemClock(), new SystemRandomness())),
    { logger: PinoLogger.to({ write: () => undefined }, 'error'), abortOnError: false, bodyParser: false },
  );
  await configureHttp(app, config.value);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const lane = app.get(RecordLane);
  const bearer = async (userId: string, role: Role): Promise<string> => {
    const { token } = await app.get(AccessTokens).sign({ userId, role, sessionId: 'session' });
    return `Bearer ${token}`;
  };
  let step = 0;
  return {
    neighbours,
    database,
    bus: app.get(Bus),
    async ticks(symbol, last, at = neighbours.marketTime) {
      const arrived = new Promise<void>((resolve) => {
        const stop = app.get(Streams).subscribe(TickerUpdated, () => {
          stop();
          resolve();
        });
      });
      app.get(Streams).publish(new TickerUpdated({ venue: 'paper', symbol, last, at: epochMs(at) }));
      // Readers are served in the order in which they came: the module before this one.
      await arrived;
    },
    async happens(module, ...messages) {
      step += 1;
      await runInScope({ step, correlationId: `correlation-${step}` }, () =>
        lane.unitOfWork(module).run(async (tx) => tx.record(...messages)),
      );
      await eventually(async () => (await unsettled(database.pool('relay'), MODULES, step)) === 0);
    },
    async get(url, { userId = 'u-1', role = 'viewer', language } = {}) {
      const spoken = language === undefined ? {} : { 'accept-language': language };
      const headers = { authorization: await bearer(userId, role), ...spoken };
      const { statusCode, payload } = await app.inject({ method: 'GET', url, headers });
      return { status: statusCode, body: url === '/metrics' ? payload : JSON.parse(payload) };
    },
    async post(url, { userId = 'u-1', role = 'trader', key, body } = {}) {
      const named = key === undefined ? {} : { 'idempotency-key': key };
      const headers = { authorization: await bearer(userId, role), ...named };
      const { statusCode, payload } = await app.inject({
        ...{ method: 'POST', url, headers },
        ...(body !== undefined && { payload: body }),
      });
      return { status: statusCode, body: payload === '' ? null : JSON.parse(payload) };
    },
    async put(url, body, ifMatch = '*') {
      const headers = { authorization: await bearer('u-1', 'viewer'), 'if-match': ifMatch };
      const { statusCode, payload } = await app.inject({ method: 'PUT', url, headers, payload: body });
      return { status: statusCode, body: JSON.parse(payload) };
    },
    async forget() {
      neighbours.forget();
      const told =
        'notifications.notification, notifications.counter, notifications.outgoing, notifications.channel, notifications.preference';
      await database
        .pool('api')
        .query(
          `TRUNCATE positions.position, positions.fill, positions.funding, positions.adjustment, ${told}`,
        );
    },
    async close() {
      await app.close();
      await database.close();
      await place.drop();
    },
  };
}

/** A resting stop of `bot-1` on the perpetual, unless told otherwise. */
export const restingStop = (orderId: string, size: string, more: Partial<OrderView> = {}): OrderView => ({
  ...{ orderId, clientOrderId: `c${orderId}`, userId: 'u-1', accountId: 'acc-1', venue: 'paper' },
  ...{ symbol: 'BTC/USDT:USDT', strategy: 'hyper-rsi', instanceId: 'bot-1', cycle: 1, leg: 'stop-1' },
  ...{ side: 'sell', type: 'stop-market', price: '90', size, reduceOnly: true, reason: 'stop' },
  ...{ timeInForce: null, postOnly: false, replaces: null, replacedBy: null, amendment: null, version: 1 },
  ...{ venueOrderId: 'v', filledSize: '0', averagePrice: null, status: 'open', code: null },
  ...{ correlationId: 'c', createdAt: epochMs(0), updatedAt: epochMs(0) },
  ...more,
});
