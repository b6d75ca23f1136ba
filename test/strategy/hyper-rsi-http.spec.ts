import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { OpenFeed } from '../../src/modules/exchange/contracts/commands/open-feed.command.js';
import { OpenPaperAccount } from '../../src/modules/exchange/contracts/commands/open-paper-account.command.js';
import { GetFeedStatus } from '../../src/modules/exchange/contracts/queries/get-feed-status.query.js';
import { ExchangeModule } from '../../src/modules/exchange/exchange.module.js';
import { HyperRsiModule } from '../../src/modules/hyper-rsi/hyper-rsi.module.js';
import { MarketDataModule } from '../../src/modules/market-data/market-data.module.js';
import { OrdersModule } from '../../src/modules/orders/orders.module.js';
import { PositionsModule } from '../../src/modules/positions/positions.module.js';
import { UsersModule } from '../../src/modules/users/users.module.js';
import { AuthModule } from '../../src/shared/platform/auth/auth.module.js';
import { Bus } from '../../src/shared/platform/bus/bus.port.js';
import { AuditModule } from '../../src/shared/platform/audit/audit.module.js';
import { BusModule } from '../../src/shared/platform/bus/bus.module.js';
import { SystemClock } from '../../src/shared/platform/clock/system-clock.js';
import { SystemIds } from '../../src/shared/platform/clock/system-ids.js';
import { SystemRandomness } from '../../src/shared/platform/clock/system-randomness.js';
import { readConfig } from '../../src/shared/platform/config/read-config.js';
import { configureHttp } from '../../src/shared/platform/http/configure-http.js';
import { createHttpAdapter } from '../../src/shared/platform/http/http-adapter.js';
import { OperationsModule } from '../../src/shared/platform/http/operations.module.js';
import { Database } from '../../src/shared/platform/persistence/database.js';
import { PersistenceModule } from '../../src/shared/platform/persistence/persistence.module.js';
import { queueConnection } from '../../src/shared/platform/queue/queue-connection.js';
import { QueueModule } from '../../src/shared/platform/queue/queue.module.js';
import { PinoLogger } from '../../src/shared/platform/telemetry/pino-logger.js';
import { VaultModule } from '../../src/shared/platform/vault/vault.module.js';
import { eventually } from '../kit/eventually.js';
import { createTestDatabase, type TestDatabase } from '../kit/postgres.js';
import { signedIn } from '../kit/signed-in.js';

@Module({})
class RootModule {}

const HOSTED = ['users', 'exchange', 'market-data', 'orders', 'positions', 'hyper-rsi'] as const;
const MODULES = [
  UsersModule,
  ExchangeModule,
  MarketDataModule,
  OrdersModule,
  PositionsModule,
  HyperRsiModule,
];
const ACCOUNT = 'account-1';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

describe('HyperRSI over HTTP', () => {
  let place: TestDatabase;
  let database: Database;
  let app: NestFastifyApplication;
  const tokens = new Map<string, string>();

  beforeAll(async () => {
    const config = readConfig({
      TB_TOKEN_SECRET: 'a-secret-of-the-tests-and-of-nobody-else',
      TB_FEED: 'generated',
      TB_FEED_SPEED: '1000',
    });
    if (!config.ok) throw new Error(JSON.stringify(config.error));
    place = await createTestDatabase();
    database = new Database(place.url);
    const root: DynamicModule = {
      module: RootModule,
      imports: [
        OperationsModule.register(config.value, '1.2.3'),
        PersistenceModule.of(database),
        QueueModule.forRoot(queueConnection(place.url, null)),
        BusModule.forRoot({ hosted: HOSTED, modules: HOSTED, works: true }),
        AuditModule.of(HOSTED),
        AuthModule.forRoot({ dataDir: null }),
        VaultModule.forRoot({ dataDir: null }),
        ...MODULES,
      ],
    };
    const ids = new SystemIds(new SystemClock(), new SystemRandomness());
    app = await NestFactory.create<NestFastifyApplication>(root, createHttpAdapter(config.value, ids), {
      logger: PinoLogger.to({ write: () => undefined }, 'error'),
      ...{ abortOnError: false, bodyParser: false },
    });
    await configureHttp(app, config.value);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    for (const [userId, role] of [
      ['user-1', 'trader'],
      ['user-2', 'trader'],
      ['user-3', 'viewer'],
    ] as const) {
      const token = await signedIn(app, userId, role);
      tokens.set(userId, token);
    }
  }, 120_000);

  afterAll(async () => {
    await app.close();
    await database.close();
    await place.drop();
  });

  const call = async (
    method: Method,
    path: string,
    payload?: object,
    headers: { readonly userId?: string; readonly language?: string } = {},
  ) => {
    const { userId = 'user-1', language = 'en' } = headers;
    const response = await app.inject({
      method,
      url: `/api/v1/strategies/hyper-rsi${path}`,
      ...(payload !== undefined && { payload }),
      headers: {
        ...{ authorization: `Bearer ${tokens.get(userId)!}`, 'accept-language': language },
        ...(method === 'PUT' && { 'if-match': '*' }),
      },
    });
    return { status: response.statusCode, body: response.body === '' ? null : response.json() };
  };

  test('a preset is stored complete, changed into a further version, read as it was, and deleted', async () => {
    const made = await call('POST', '/presets', { name: 'careful', settings: { leverage: 3 } });
    expect(made).toMatchObject({ status: 201, body: { name: 'careful', version: 1 } });
    expect(made.body.settings).toMatchObject({ leverage: 3, rsiLength: 14, maxNotional: null });
    const path = `/presets/${made.body.id}`;
    const again = await call('POST', '/presets', { name: 'careful', settings: { leverage: 3 } });
    expect(again.body.id).toBe(made.body.id);
    const change = { name: 'bolder', settings: { leverage: 5 }, version: 1 };
    expect(await call('PUT', path, change)).toMatchObject({
      status: 200,
      body: { version: 2, name: 'bolder' },
    });
    expect(await call('PUT', path, change)).toMatchObject({
      status: 409,
      body: { code: 'conflict', details: { version: 2 } },
    });
    expect((await call('GET', path)).body).toMatchObject({ version: 2, settings: { leverage: 5 } });
    expect((await call('GET', `${path}?version=1`)).body).toMatchObject({
      version: 1,
      settings: { leverage: 3 },
    });
    expect(await call('GET', `${path}?version=3`)).toMatchObject({ status: 404 });
    expect(await call('GET', `${path}?version=x`)).toMatchObject({ status: 400 });
    expect(await call('DELETE', path)).toEqual({ status: 204, body: null });
    expect(await call('DELETE', path)).toMatchObject({ status: 404 });
    expect(await call('GET', `${path}?version=1`)).toMatchObject({ status: 404 });
  });

  test('presets are listed by name, page by page, and to their owner only', async () => {
    const ids: string[] = [];
    for (const name of ['c', 'a', 'b'])
      ids.push((await call('POST', '/presets', { name, settings: {} })).body.id as string);
    const first = await call('GET', '/presets?limit=2');
    expect(first.body.items.map(({ name }: { name: string }) => name)).toEqual(['a', 'b']);
    const second = await call('GET', `/presets?limit=2&cursor=${encodeURIComponent(first.body.nextCursor)}`);
    expect(second.body).toMatchObject({ items: [{ name: 'c' }], nextCursor: null });
    const other = { userId: 'user-2' };
    expect((await call('GET', '/presets', undefined, other)).body.items).toEqual([]);
    const path = `/presets/${ids[0]!}`;
    expect((await call('GET', path, undefined, other)).status).toBe(404);
    expect((await call('DELETE', path, undefined, other)).status).toBe(404);
    const change = { name: 'mine', settings: {}, version: 1 };
    expect((await call('PUT', path, change, other)).status).toBe(404);
    // The same name is free for another person.
    expect((await call('POST', '/presets', { name: 'a', settings: {} }, other)).status).toBe(201);
  });

  test('a preset is refused with field, value and range, a name that is taken, and a person who may only look', async () => {
    const refused = await call('POST', '/presets', { name: 'x', settings: { leverage: 0, oversold: 80 } });
    expect(refused).toMatchObject({ status: 422, body: { code: 'settings-refused' } });
    expect(refused.body.details.fields).toEqual([
      { field: 'leverage', value: '0', allowed: 'a whole number 1..125' },
      { field: 'oversold', value: '80', allowed: '< overbought (70)' },
    ]);
    const taken = await call(
      'POST',
      '/presets',
      { name: 'a', settings: { leverage: 7 } },
      { language: 'ko' },
    );
    expect(taken).toMatchObject({ status: 409, body: { code: 'name-taken' } });
    expect(taken.body.detail).toContain('"a"');
    expect(taken.body.title).toMatch(/[가-힣]/);
    const { body } = await call('GET', '/presets');
    const rename = { name: 'a', settings: {}, version: 1 };
    expect(await call('PUT', `/presets/${body.items[1].id}`, rename)).toMatchObject({
      status: 409,
      body: { code: 'name-taken' },
    });
    const viewer = { userId: 'user-3' };
    expect((await call('POST', '/presets', { name: 'x', settings: {} }, viewer)).status).toBe(403);
    expect((await call('GET', '/presets', undefined, viewer)).status).toBe(200);
  });

  test('a preview shows the worst case at the present price, and refuses with numbers', async () => {
    const bus = app.get(Bus);
    const preview = (settings: object, language = 'en', accountId = ACCOUNT) =>
      call('POST', '/preview', { accountId, settings }, { language });
    const account = { accountId: ACCOUNT, userId: 'user-1', label: 'paper', currency: 'USDT', cash: '1000' };
    await bus.ask(new OpenPaperAccount(account));
    expect(await preview({}, 'en', 'account-9')).toMatchObject({
      status: 404,
      body: { code: 'unknown-account' },
    });
    const feed = await bus.ask(new GetFeedStatus({}));
    await bus.ask(new OpenFeed({ venue: feed.venue }));
    await eventually(async () => (await preview({})).status === 200, { timeoutMs: 60_000, what: 'a price' });
    const shown = await preview({ margin: '20', leverage: 5, useTrend: false });
    expect(shown.body.sides.map(({ side }: { side: string }) => side)).toEqual(['long', 'short']);
    expect(shown.body.sides[0].entries).toHaveLength(4);
    expect(shown.body).toMatchObject({ equity: '1000', maxNotional: '5000', refusals: [] });
    const { notional, margin, loss } = shown.body.worstCase;
    // Each entry loses less than a lot to the floor.
    expect(Number(notional)).toBeGreaterThan(400 - 4 * 0.0001 * Number(shown.body.price));
    expect(Number(notional)).toBeLessThanOrEqual(400);
    expect(Number(margin)).toBeCloseTo(Number(notional) / 5, 6);
    expect(Number(loss)).toBeGreaterThan(Number(notional) * 0.05);
    const atr = await preview({ stopLoss: { unit: 'atr', value: '3' }, pyramidingLimit: 1 });
    expect(atr.body.warnings).toEqual([]);
    const risky = await preview({ direction: 'long', stopLoss: { value: '1' }, leverage: 5 }, 'ko');
    expect(risky.body.warnings[0]).toMatchObject({
      code: 'stop-before-add',
      message: expect.stringMatching(/^롱 진입 1 이후 손절/),
      details: { side: 'long', entry: 1 },
    });
    const hedge = await preview({ hedge: { enabled: true }, maxNotional: 60_000 });
    expect(hedge.body.details.fields).toEqual([
      { field: 'maxNotional', value: '60000', allowed: '<= 50000, the risk limit of the account' },
      { field: 'hedge.enabled', value: 'true', allowed: expect.stringContaining('hedge position mode') },
    ]);
  }, 120_000);

  test('a bot that asks for more than account, venue and risk limits leave is not made: field, value, range', async () => {
    const make = (settings: object) => call('POST', '', { accountId: ACCOUNT, name: 'greedy', settings });
    const refused = await make({ leverage: 21, maxNotional: 60_000, hedge: { enabled: true } });
    expect(refused).toMatchObject({ status: 422, body: { code: 'settings-refused' } });
    expect(refused.body.details.fields).toEqual([
      { field: 'leverage', value: '21', allowed: 'a whole number 1..20' },
      { field: 'maxNotional', value: '60000', allowed: '<= 50000, the risk limit of the account' },
      { field: 'hedge.enabled', value: 'true', allowed: expect.stringContaining('hedge position mode') },
    ]);
    expect(await make({ leverage: 20 })).toMatchObject({ status: 201, body: { state: 'created' } });
  });
});
