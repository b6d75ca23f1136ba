import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ExchangeModule } from '../../src/modules/exchange/exchange.module.js';
import { OpenFeed } from '../../src/modules/exchange/contracts/commands/open-feed.command.js';
import { OpenPaperAccount } from '../../src/modules/exchange/contracts/commands/open-paper-account.command.js';
import { PrepareInstrument } from '../../src/modules/exchange/contracts/commands/prepare-instrument.command.js';
import { OrdersModule } from '../../src/modules/orders/orders.module.js';
import { AccessTokens } from '../../src/shared/platform/auth/access-tokens.port.js';
import { AuthModule } from '../../src/shared/platform/auth/auth.module.js';
import { AuditModule } from '../../src/shared/platform/audit/audit.module.js';
import { BusModule } from '../../src/shared/platform/bus/bus.module.js';
import { Bus } from '../../src/shared/platform/bus/bus.port.js';
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
import { VaultModule } from '../../src/shared/platform/vault/vault.module.js';
import { eventually } from '../kit/eventually.js';
import { createTestDatabase } from '../kit/postgres.js';

@Global()
@Module({ providers: [{ provide: Wakeups, useClass: MemoryWakeups }], exports: [Wakeups] })
class MemoryQueueModule {}

@Module({})
class RootModule {}

const SYMBOL = 'BTC/USDT:USDT';
const MODULES = ['exchange', 'orders'];

describe('orders over HTTP, with the paper venue behind them', () => {
  let app: NestFastifyApplication;
  let database: Database;
  let drop: () => Promise<void>;
  const lines: string[] = [];

  beforeAll(async () => {
    const config = readConfig({
      TB_TOKEN_SECRET: 'a-secret-of-the-tests-and-of-nobody-else',
      TB_FEED_SPEED: '50',
    });
    if (!config.ok) throw new Error(JSON.stringify(config.error));
    const place = await createTestDatabase();
    drop = () => place.drop();
    database = new Database(place.url);
    const imports = [
      OperationsModule.register(config.value, '1.2.3'),
      PersistenceModule.of(database),
      MemoryQueueModule,
      BusModule.forRoot({ hosted: MODULES, modules: MODULES, works: true }),
      AuditModule.of(MODULES),
      AuthModule.forRoot({ dataDir: null }),
      VaultModule.forRoot({ dataDir: null }),
      ExchangeModule,
      OrdersModule,
    ];
    app = await NestFactory.create<NestFastifyApplication>(
      { module: RootModule, imports },
      createHttpAdapter(config.value, new SystemIds(new SystemClock(), new SystemRandomness())),
      {
        logger: PinoLogger.to({ write: (line) => lines.push(line) }, 'error'),
        abortOnError: false,
        bodyParser: false,
      },
    );
    await configureHttp(app, config.value);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    const bus = app.get(Bus);
    const account = { accountId: 'a-1', userId: 'u-1', label: 'paper', currency: 'USDT', cash: '10000' };
    await bus.ask(new OpenPaperAccount(account));
    const terms = {
      accountId: 'a-1',
      userId: 'u-1',
      symbol: SYMBOL,
      leverage: 5,
      marginMode: 'cross',
    } as const;
    await bus.ask(new PrepareInstrument(terms));
    // Nest complains of the market clock that this small program does not have.
    lines.length = 0;
  }, 60_000);

  afterAll(async () => {
    await app.close();
    await database.close();
    await drop();
  });

  const call = async (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    {
      body,
      userId = 'u-1',
      role = 'trader',
      key,
      ifMatch = '*',
    }: { body?: object; userId?: string; role?: Role; key?: string; ifMatch?: string } = {},
  ): Promise<{ status: number; body: any }> => {
    const { token } = await app.get(AccessTokens).sign({ userId, role, sessionId: 'session' });
    const named = key === undefined ? {} : { 'idempotency-key': key };
    const headers = {
      ...{ authorization: `Bearer ${token}`, ...named },
      ...((method === 'PUT' || method === 'PATCH') && { 'if-match': ifMatch }),
    };
    const { statusCode, payload } = await app.inject({
      method,
      url: `/api/v1${url}`,
      headers,
      payload: body,
    });
    return { status: statusCode, body: JSON.parse(payload) };
  };

  const order = (changed: object = {}) => ({
    ...{ accountId: 'a-1', instrument: SYMBOL, side: 'buy', type: 'limit', price: '10000', size: '0.01' },
    ...changed,
  });

  const untilStatus = (id: string, status: string) =>
    eventually(async () => {
      const { body } = await call('GET', `/orders/${id}`);
      return body.status === status ? body : false;
    });

  /** A price at which a buy takes, as far through the last one as the limits allow. */
  const through = async (): Promise<string> => {
    const { body } = await call('POST', '/orders', {
      body: order({ type: 'market', price: null, size: '0.001' }),
    });
    const { averagePrice } = await untilStatus(body.id, 'filled');
    return `${Math.floor(Number(averagePrice) * 1.04)}`;
  };

  test('an order is placed, shown in its list with its history, and cancelled', async () => {
    const placed = await call('POST', '/orders', { body: order(), key: 'k-1' });
    expect(placed).toMatchObject({
      status: 201,
      body: { strategy: 'manual', instrument: SYMBOL },
    });
    const { id } = placed.body;
    await untilStatus(id, 'open');
    expect((await call('POST', '/orders', { body: order(), key: 'k-1' })).body).toMatchObject({
      id,
      status: 'open',
    });
    expect((await call('GET', '/orders?status=open&limit=1')).body).toMatchObject({
      items: [{ id }],
      nextCursor: null,
    });
    expect(await call('DELETE', `/orders/${id}`)).toMatchObject({ status: 200, body: { id } });
    const ended = await untilStatus(id, 'cancelled');
    expect(Object.keys(ended)).toEqual(
      expect.arrayContaining([
        ...[
          'id',
          'clientOrderId',
          'venueOrderId',
          'accountId',
          'instrument',
          'strategy',
          'instanceId',
          'cycleId',
          'leg',
        ],
        ...['side', 'type', 'price', 'size', 'filledSize', 'averagePrice', 'status', 'reduceOnly', 'reason'],
        ...['correlationId', 'createdAt', 'updatedAt'],
      ]),
    );
    const { body } = await call('GET', `/orders/${id}/events?limit=3`);
    expect(body.items.map((event: { status: string }) => event.status)).toEqual([
      'planned',
      'sending',
      'open',
    ]);
    const next = await call('GET', `/orders/${id}/events?cursor=${body.nextCursor}`);
    expect(next.body.items.map((event: { status: string }) => event.status)).toEqual([
      'cancel-requested',
      'cancelled',
    ]);
  });

  test('a market order fills at the next candle, and its fills can be read', async () => {
    const { body: placed } = await call('POST', '/orders', { body: order({ type: 'market', price: null }) });
    await untilStatus(placed.id, 'acked');
    await app.get(Bus).ask(new OpenFeed({ venue: 'paper' }));
    const filled = await untilStatus(placed.id, 'filled');
    const { body } = await call('GET', `/orders/${placed.id}/fills`);
    expect(body).toMatchObject({
      items: [{ orderId: placed.id, size: '0.01', feeCurrency: 'USDT', liquidity: 'taker' }],
      nextCursor: null,
    });
    expect(filled.averagePrice).toBe(body.items[0].price);
    expect(Number(body.items[0].fee)).toBeGreaterThan(0);
  });

  test.each(['ioc', 'fok'])('%s takes at the next price or expires, and says so', async (timeInForce) => {
    const body = order({ price: await through(), size: '0.001', timeInForce });
    const { body: taken } = await call('POST', '/orders', { body });
    expect(taken).toMatchObject({ timeInForce, postOnly: false });
    await untilStatus(taken.id, 'filled');
    const { body: fills } = await call('GET', `/orders/${taken.id}/fills`);
    expect(fills.items).toMatchObject([{ liquidity: 'taker' }]);
    const { body: late } = await call('POST', '/orders', { body: order({ timeInForce }) });
    expect(await untilStatus(late.id, 'expired')).toMatchObject({
      code: 'not-filled-at-once',
      filledSize: '0',
    });
  });

  test('post-only rests where it makes, and is refused by the venue where it would take', async () => {
    const { body: resting } = await call('POST', '/orders', { body: order({ postOnly: true }) });
    expect(await untilStatus(resting.id, 'open')).toMatchObject({ postOnly: true, timeInForce: 'gtc' });
    const body = order({ postOnly: true, price: await through(), size: '0.001' });
    const { body: crossing } = await call('POST', '/orders', { body });
    expect(await untilStatus(crossing.id, 'rejected')).toMatchObject({ code: 'post-only-would-take' });
    await call('DELETE', `/orders/${resting.id}`);
    await untilStatus(resting.id, 'cancelled');
  });

  test('a resting order is changed into another one, by who has seen it as it is', async () => {
    const { body: placed } = await call('POST', '/orders', { body: order() });
    const { version } = await untilStatus(placed.id, 'open');
    const change = { body: { price: '9000', size: '0.02' } };
    const stale = await call('PATCH', `/orders/${placed.id}`, { ...change, ifMatch: '"1"' });
    expect(stale).toMatchObject({ status: 412, body: { code: 'precondition-failed' } });
    const changed = await call('PATCH', `/orders/${placed.id}`, { ...change, ifMatch: `"${version}"` });
    expect(changed).toMatchObject({ status: 200, body: { id: placed.id, amendment: { price: '9000' } } });
    const old = await eventually(async () => {
      const { body } = await call('GET', `/orders/${placed.id}`);
      return body.replacedBy !== null && body;
    });
    expect(old).toMatchObject({ status: 'cancelled', amendment: { state: 'replaced' } });
    const next = await untilStatus(old.replacedBy, 'open');
    expect(next).toMatchObject({ price: '9000', size: '0.02', replaces: placed.id });
    const late = await call('PATCH', `/orders/${placed.id}`, change);
    expect(late).toMatchObject({ status: 409, body: { code: 'order-ended' } });
    expect((await call('PATCH', `/orders/${next.id}`, { ...change, userId: 'u-2' })).status).toBe(404);
    const nothing = await call('PATCH', `/orders/${next.id}`, { body: {} });
    expect(nothing).toMatchObject({
      status: 400,
      body: { details: { fields: [{ field: 'price' }, { field: 'size' }] } },
    });
    await call('DELETE', `/orders/${next.id}`);
    await untilStatus(next.id, 'cancelled');
  });

  test('a key that was used for an order that stands is not taken for one that takes', async () => {
    const key = 'manner';
    const { body: placed } = await call('POST', '/orders', { body: order(), key });
    const changed = await call('POST', '/orders', { body: order({ timeInForce: 'ioc' }), key });
    expect(changed.status).toBeGreaterThanOrEqual(400);
    await call('DELETE', `/orders/${placed.id}`);
  });

  test('limits are read and set, and what they deny is answered with its code and numbers', async () => {
    expect((await call('GET', '/risk/limits')).body).toMatchObject({
      maxLeverage: 20,
      chosen: [],
      halted: false,
    });
    const limits = await call('PUT', '/risk/limits', { body: { maxOrderNotional: '50' } });
    expect(limits).toMatchObject({
      status: 200,
      body: { maxOrderNotional: '50', chosen: ['maxOrderNotional'] },
    });
    const denied = await call('POST', '/orders', { body: order() });
    expect(denied).toMatchObject({
      status: 422,
      body: { code: 'order-above-limit', details: { value: '100', limit: '50' } },
    });
    expect((await call('PUT', '/risk/limits', { body: {} })).body).toMatchObject({ chosen: [] });
    expect((await call('PUT', '/risk/limits', { body: { maxLeverage: 0 } })).status).toBe(400);
  });

  test('the kill switch is thrown and released', async () => {
    expect(await call('POST', '/risk/halt')).toEqual({ status: 200, body: { halted: true, changed: true } });
    expect((await call('POST', '/orders', { body: order() })).body).toMatchObject({ code: 'kill-switch' });
    expect(await call('POST', '/risk/resume')).toEqual({
      status: 200,
      body: { halted: false, changed: true },
    });
    expect(await call('POST', '/risk/resume')).toEqual({
      status: 200,
      body: { halted: false, changed: false },
    });
  });

  test('a viewer looks and does nothing; nobody sees the orders of another', async () => {
    const { body } = await call('GET', '/orders');
    const [{ id }] = body.items;
    const viewer = { role: 'viewer' } as const;
    expect((await call('POST', '/orders', { body: order(), ...viewer })).status).toBe(403);
    expect((await call('DELETE', `/orders/${id}`, viewer)).status).toBe(403);
    expect((await call('POST', '/risk/halt', viewer)).status).toBe(403);
    const other = { userId: 'u-2' };
    expect((await call('GET', '/orders', other)).body.items).toEqual([]);
    for (const path of ['', '/fills', '/events'])
      expect((await call('GET', `/orders/${id}${path}`, other)).status).toBe(404);
    expect((await call('DELETE', `/orders/${id}`, other)).status).toBe(404);
    expect((await call('POST', '/orders', { body: order(), ...other })).body).toMatchObject({
      code: 'unknown-account',
    });
  });

  test.each<[string, object]>([
    ['a price as a number', { price: 10_000 }],
    ['an unknown member', { leverage: 5 }],
    ['a time in force that nobody knows', { timeInForce: 'gtd' }],
    ['post-only as a word', { postOnly: 'yes' }],
    ['post-only of what takes', { postOnly: true, timeInForce: 'ioc' }],
    ['a market order with a time in force', { type: 'market', price: null, timeInForce: 'fok' }],
    ['a stop that is post-only', { type: 'stop-market', postOnly: true }],
    ['an exponent', { size: '1e1' }],
  ])('%s is refused before anything is stored', async (_, changed) => {
    expect(await call('POST', '/orders', { body: order(changed) })).toMatchObject({
      status: 400,
      body: { code: 'validation-failed' },
    });
  });

  test('a batch is answered order by order, a refused one stops no other, and its key makes none of them twice', async () => {
    const orders = [order(), order({ size: '0.0000001' }), order({ price: '9000' })];
    const placed = await call('POST', '/orders/batch', { body: { orders }, key: 'b-1' });
    expect(placed).toMatchObject({
      status: 200,
      body: {
        items: [
          { order: { price: '10000', strategy: 'manual' }, problem: null },
          { order: null, problem: { code: 'invalid-size', status: 422, details: { size: '0.0000001' } } },
          { order: { price: '9000' }, problem: null },
        ],
      },
    });
    const ids = (answer: typeof placed) => answer.body.items.map((item: any) => item.order?.id ?? null);
    expect(ids(await call('POST', '/orders/batch', { body: { orders }, key: 'b-1' }))).toEqual(ids(placed));
    for (const id of ids(placed).filter((id: string | null) => id !== null)) {
      await call('DELETE', `/orders/${id}`);
      await untilStatus(id, 'cancelled');
    }
  });

  test.each<[string, unknown, string]>([
    ['no order', [], 'orders'],
    ['more than twenty', Array.from({ length: 21 }, () => order()), 'orders'],
    ['one that is wrong', [order(), order({ price: 10_000 })], 'orders[1].price'],
    ['something else than a list', order(), 'orders'],
  ])('a batch of %s is refused whole, with the field', async (_, orders, field) => {
    expect(await call('POST', '/orders/batch', { body: { orders } })).toMatchObject({
      status: 400,
      body: { code: 'validation-failed', details: { fields: [{ field }] } },
    });
  });

  test('nothing went wrong on the way', () => {
    expect(lines).toEqual([]);
  });
});
