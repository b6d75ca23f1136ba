import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { OpenPaperAccount } from '../../src/modules/exchange/contracts/commands/open-paper-account.command.js';
import { OpenFeed } from '../../src/modules/exchange/contracts/commands/open-feed.command.js';
import { GetFeedStatus } from '../../src/modules/exchange/contracts/queries/get-feed-status.query.js';
import { ExchangeModule } from '../../src/modules/exchange/exchange.module.js';
import { CreateGridInstance } from '../../src/modules/grid/contracts/commands/create-grid-instance.command.js';
import { StartGridInstance } from '../../src/modules/grid/contracts/commands/start-grid-instance.command.js';
import { GridModule } from '../../src/modules/grid/grid.module.js';
import { CreateHyperRsiInstance } from '../../src/modules/hyper-rsi/contracts/commands/create-hyper-rsi-instance.command.js';
import { StartHyperRsiInstance } from '../../src/modules/hyper-rsi/contracts/commands/start-hyper-rsi-instance.command.js';
import { HyperRsiModule } from '../../src/modules/hyper-rsi/hyper-rsi.module.js';
import { MarketDataModule } from '../../src/modules/market-data/market-data.module.js';
import { OrdersModule } from '../../src/modules/orders/orders.module.js';
import { PositionsModule } from '../../src/modules/positions/positions.module.js';
import { AuthModule } from '../../src/shared/platform/auth/auth.module.js';
import { UsersModule } from '../../src/modules/users/users.module.js';
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
import { createTestDatabase, type TestDatabase } from '../kit/postgres.js';
import { eventually } from '../kit/eventually.js';
import { signedIn } from '../kit/signed-in.js';

@Module({})
class RootModule {}

const HOSTED = ['users', 'exchange', 'market-data', 'orders', 'positions', 'hyper-rsi', 'grid'] as const;

const USER = 'user-1';
const ACCOUNT = 'account-1';

describe('both strategies on the paper venue', () => {
  let place: TestDatabase;
  let database: Database;
  let app: NestFastifyApplication;
  let bus: Bus;
  let authorization: string;
  const lines: string[] = [];

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
        ...[UsersModule, ExchangeModule, MarketDataModule, OrdersModule, PositionsModule],
        ...[HyperRsiModule, GridModule],
      ],
    };
    const ids = new SystemIds(new SystemClock(), new SystemRandomness());
    app = await NestFactory.create<NestFastifyApplication>(root, createHttpAdapter(config.value, ids), {
      logger: PinoLogger.to({ write: (line) => lines.push(line) }, 'info'),
      ...{ abortOnError: false, bodyParser: false },
    });
    await configureHttp(app, config.value);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    bus = app.get(Bus);
    authorization = `Bearer ${await signedIn(app, USER, 'trader')}`;
  }, 120_000);

  afterAll(async () => {
    await app.close();
    await database.close();
    await place.drop();
  });

  const get = async (path: string, header = authorization) => {
    const url = `/api/v1/strategies${path}`;
    const response = await app.inject({ method: 'GET', url, headers: { authorization: header } });
    return { status: response.statusCode, body: response.json() };
  };
  const post = async (path: string, payload: object) => {
    const url = `/api/v1/strategies${path}`;
    const response = await app.inject({ method: 'POST', url, payload, headers: { authorization } });
    return { status: response.statusCode, body: response.json() };
  };
  const started = async (
    Create: typeof CreateGridInstance | typeof CreateHyperRsiInstance,
    Start: typeof StartGridInstance | typeof StartHyperRsiInstance,
    settings: object,
  ): Promise<string> => {
    const data = { userId: USER, accountId: ACCOUNT, name: 'bot', settings: settings as never };
    const made = await bus.ask(new Create(data));
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    const begun = await bus.ask(new Start({ userId: USER, instanceId: made.value.id }));
    if (!begun.ok) throw new Error(JSON.stringify(begun.error));
    return made.value.id;
  };

  test('they are started, decide, place orders, answer fills, and tell why', async () => {
    await bus.ask(
      new OpenPaperAccount({
        ...{ accountId: ACCOUNT, userId: USER, label: 'paper', currency: 'USDT', cash: '10000' },
      }),
    );
    const feed = await bus.ask(new GetFeedStatus({}));
    const last = Number(feed.nextOpen);
    const grid = await started(CreateGridInstance, StartGridInstance, {
      ...{ symbol: 'BTC/USDT', levels: 10, investment: '2000' },
      ...{ lower: (last * 0.985).toFixed(2), upper: (last * 1.015).toFixed(2) },
    });
    const rsi = await started(CreateHyperRsiInstance, StartHyperRsiInstance, {
      ...{ symbol: 'BTC/USDT:USDT', timeframe: '1m', margin: '100', leverage: 5 },
      ...{ rsiLength: 5, oversold: '45', overbought: '55', entryRule: 'beyond', cooldownSec: 0 },
      ...{ useTrendClose: false, trailing: { enabled: false } },
      // Near enough to be filled within minutes.
      takeProfits: [
        { value: '0.1', share: '50' },
        { value: '0.2', share: '50' },
      ],
      stopLoss: { value: '0.3' },
    });
    await bus.ask(new OpenFeed({ venue: feed.venue }));
    for (const path of [`/grid/${grid}`, `/hyper-rsi/${rsi}`])
      await eventually(
        async () => {
          const { body } = await get(`${path}/orders?limit=200`);
          const filled = body.items.filter(({ status }: { status: string }) => status === 'filled');
          return filled.length >= 3;
        },
        { timeoutMs: 120_000, everyMs: 250, what: `three filled orders of ${path}` },
      );
    const levels = await get(`/grid/${grid}/levels`);
    expect(levels).toMatchObject({ status: 200, body: { phase: 'running', generation: 1 } });
    expect(levels.body.items).toHaveLength(9);
    for (const path of [`/grid/${grid}`, `/hyper-rsi/${rsi}`]) {
      const status = await get(`${path}/status`);
      expect(status).toMatchObject({ status: 200, body: { state: 'running', stateReason: null, epoch: 1 } });
      expect(status.body.reactions.length).toBeGreaterThan(0);
      // Orders know of their fills first.
      await eventually(async () => (await get(`${path}/performance`)).body.fills >= 3, {
        what: `three fills in the books of ${path}`,
      });
      const signals = await get(`${path}/signals?limit=1`);
      expect(signals.body.items[0].effects[0]).toMatchObject({ kind: 'placed' });
    }
    const first = await get(`/hyper-rsi/${rsi}/decisions?limit=5`);
    expect(first.body.items).toHaveLength(5);
    const cursor = encodeURIComponent(first.body.nextCursor);
    const second = await get(`/hyper-rsi/${rsi}/decisions?limit=5&cursor=${cursor}`);
    expect(second.body.items[0].candleOpen < first.body.items[4].candleOpen).toBe(true);
    expect(first.body.items[0].evaluations[0].gates.length).toBeGreaterThan(0);
    // Its trend comes from a month of history that was there before the first decision.
    const { body } = await get(`/hyper-rsi/${rsi}/decisions?limit=200`);
    type Gates = readonly { readonly gate: string; readonly value: string }[];
    const gates: Gates = body.items.flatMap(({ evaluations }: { evaluations: readonly { gates: Gates }[] }) =>
      evaluations.flatMap((evaluation) => evaluation.gates),
    );
    const trends = gates.filter(({ gate }) => gate === 'trend').map(({ value }) => value);
    expect(trends.length).toBeGreaterThan(0);
    expect(trends.filter((value) => !['-2', '0', '2'].includes(value))).toEqual([]);
    const begun = lines.filter((line) => line.includes('trend 15m 5m begins with candles'));
    expect(begun).toHaveLength(1);
    expect(begun[0]).toMatch(/2334 of 15m, 7000 of 5m, 35000 of 1m/);
    expect(lines.filter((line) => line.includes('cannot go on'))).toEqual([]);
  }, 300_000);

  test('what belongs to somebody else is not found, wrong bodies are refused, a preview shows the plan', async () => {
    const other = await signedIn(app, 'user-2', 'trader');
    const { body } = await get('/grid');
    const [{ id }] = body.items;
    for (const path of ['', '/status', '/levels', '/decisions', '/signals', '/performance', '/orders'])
      expect([path, (await get(`/grid/${id}${path}`, `Bearer ${other}`)).status]).toEqual([path, 404]);
    const named = { accountId: ACCOUNT, name: 'x', settings: { lower: '1', upper: '2', investment: '-1' } };
    expect(await post('/grid', named)).toMatchObject({ status: 422, body: { code: 'settings-refused' } });
    expect(await post('/grid', { ...named, more: 1 })).toMatchObject({ status: 400 });
    const settings = { lower: '100', upper: '1000000', investment: '1000', levels: 5 };
    const preview = await post('/grid/preview', { accountId: ACCOUNT, settings });
    expect(preview).toMatchObject({ status: 200 });
    expect(preview.body.lines).toHaveLength(5);
    expect(preview.body.steps).toHaveLength(4);
  });

  test('what a bot has kept shuts out its next run until it is closed, by stopping it again or as a position', async () => {
    const { body } = await get('/hyper-rsi');
    const [{ id }] = body.items;
    const [of, patience] = [`/hyper-rsi/${id}`, { timeoutMs: 60_000, everyMs: 250 }];
    const held = async (): Promise<readonly { readonly id: string }[]> => {
      const response = await app.inject({
        method: 'GET',
        url: '/api/v1/positions',
        headers: { authorization },
      });
      return response.json().items.filter(({ instanceId }: { instanceId: string }) => instanceId === id);
    };
    const comes = (state: string) => eventually(async () => (await get(of)).body.state === state, patience);
    /** Runs, and is stopped while it holds something: now and then it is just flat when it hears of it. */
    const keeps = (): Promise<unknown> =>
      eventually(
        async () => {
          if ((await held()).length === 0) return false;
          await post(`${of}/stop`, { mode: 'keep' });
          await comes('stopped');
          const started = await post(`${of}/start`, {});
          return started.body.code === 'position-held' ? started : null;
        },
        { ...patience, timeoutMs: 120_000 },
      );
    expect(await keeps()).toMatchObject({
      ...{ status: 409, body: { details: { symbol: 'BTC/USDT:USDT', instanceId: id } } },
    });
    for (let time = 0; time < 2; time += 1)
      expect(await post(`${of}/stop`, { mode: 'close' })).toMatchObject({
        ...{ status: 200, body: { state: 'stopped' } },
      });
    await eventually(async () => (await post(`${of}/start`, {})).body.state === 'running', patience);
    await keeps();
    const [position] = await held();
    const url = `/api/v1/positions/${position!.id}/close`;
    const closing = await app.inject({ method: 'POST', url, headers: { authorization } });
    expect(closing.statusCode).toBe(202);
    await eventually(async () => (await post(`${of}/start`, {})).body.state === 'running', patience);
    await post(`${of}/stop`, { mode: 'close' });
    await comes('stopped');
  }, 400_000);

  test('a stop that closes ends flat, and the bot can be deleted then', async () => {
    const { body } = await get('/grid');
    const [{ id }] = body.items;
    expect(await post(`/grid/${id}/stop`, { mode: 'close' })).toMatchObject({ status: 200 });
    await eventually(async () => (await get(`/grid/${id}`)).body.state === 'stopped', { timeoutMs: 60_000 });
    const levels = await get(`/grid/${id}/levels`);
    expect(levels.body.items.every(({ held }: { held: string }) => held === '0')).toBe(true);
    const url = `/api/v1/strategies/grid/${id}`;
    const removed = await app.inject({ method: 'DELETE', url, headers: { authorization } });
    expect(removed.statusCode).toBe(204);
    expect((await get(`/grid/${id}`)).status).toBe(404);
  }, 90_000);
});
