import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { OpenFeed } from '../../src/modules/exchange/contracts/commands/open-feed.command.js';
import { OpenPaperAccount } from '../../src/modules/exchange/contracts/commands/open-paper-account.command.js';
import { PrepareInstrument } from '../../src/modules/exchange/contracts/commands/prepare-instrument.command.js';
import { SubmitOrders } from '../../src/modules/exchange/contracts/commands/submit-orders.command.js';
import { GetAccountFacts } from '../../src/modules/exchange/contracts/queries/get-account-facts.query.js';
import { GetAccountState } from '../../src/modules/exchange/contracts/queries/get-account-state.query.js';
import { GetInstrumentTerms } from '../../src/modules/exchange/contracts/queries/get-instrument-terms.query.js';
import { ListAccounts } from '../../src/modules/exchange/contracts/queries/list-accounts.query.js';
import { ListInstruments } from '../../src/modules/exchange/contracts/queries/list-instruments.query.js';
import { ExchangeModule } from '../../src/modules/exchange/exchange.module.js';
import { AuthModule } from '../../src/shared/platform/auth/auth.module.js';
import { AccessTokens } from '../../src/shared/platform/auth/access-tokens.port.js';
import { BusModule } from '../../src/shared/platform/bus/bus.module.js';
import { Bus } from '../../src/shared/platform/bus/bus.port.js';
import { SystemClock } from '../../src/shared/platform/clock/system-clock.js';
import { SystemIds } from '../../src/shared/platform/clock/system-ids.js';
import { SystemRandomness } from '../../src/shared/platform/clock/system-randomness.js';
import { readConfig } from '../../src/shared/platform/config/read-config.js';
import { configureHttp } from '../../src/shared/platform/http/configure-http.js';
import { createHttpAdapter } from '../../src/shared/platform/http/http-adapter.js';
import { OperationsModule } from '../../src/shared/platform/http/operations.module.js';
import { Database } from '../../src/shared/platform/persistence/database.js';
import { PersistenceModule } from '../../src/shared/platform/persistence/persistence.module.js';
import { MemoryWakeups } from '../../src/shared/platform/queue/memory-wakeups.js';
import { Wakeups } from '../../src/shared/platform/queue/wakeups.port.js';
import { VaultModule } from '../../src/shared/platform/vault/vault.module.js';
import { epochMs } from '../../src/shared/pure/time/epoch.js';
import { eventually } from '../kit/eventually.js';
import { createTestDatabase, type TestDatabase } from '../kit/postgres.js';

@Global()
@Module({ providers: [{ provide: Wakeups, useClass: MemoryWakeups }], exports: [Wakeups] })
class MemoryQueueModule {}

@Module({})
class RootModule {}

const PERPETUAL = 'BTC/USDT:USDT';

describe('the exchange module', () => {
  let home: TestDatabase;
  let database: Database;
  let app: NestFastifyApplication;
  let bus: Bus;

  beforeAll(async () => {
    const config = readConfig({
      TB_TOKEN_SECRET: 'a-secret-of-the-tests-and-of-nobody-else',
      TB_FEED_SPEED: '10000',
    });
    if (!config.ok) throw new Error(JSON.stringify(config.error));
    home = await createTestDatabase();
    database = new Database(home.url);
    const root = {
      module: RootModule,
      imports: [
        OperationsModule.register(config.value, '1.2.3'),
        PersistenceModule.of(database),
        MemoryQueueModule,
        BusModule.forRoot({ hosted: ['exchange'], modules: ['exchange'], works: true }),
        AuthModule.forRoot({ dataDir: null }),
        VaultModule.forRoot({ dataDir: null }),
        ExchangeModule,
      ],
    };
    const adapter = createHttpAdapter(config.value, new SystemIds(new SystemClock(), new SystemRandomness()));
    app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
      ...{ logger: false, abortOnError: false, bodyParser: false },
    });
    await configureHttp(app, config.value);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    bus = app.get(Bus);
  });
  afterAll(async () => {
    await app.close();
    await database.close();
    await home.drop();
  });

  const get = async (url: string, userId = 'me') => {
    const { token } = await app.get(AccessTokens).sign({ userId, role: 'viewer', sessionId: 'a session' });
    const { statusCode, body } = await app.inject({
      ...{ method: 'GET', url, headers: { authorization: `Bearer ${token}` } },
    });
    return { statusCode, body: url.startsWith('/api') ? JSON.parse(body) : body };
  };

  it('trades on paper from the bus to the API', async () => {
    const opening = { accountId: 'mine', userId: 'me', label: 'Paper', currency: 'USDT', cash: '10000' };
    expect(await bus.ask(new OpenPaperAccount(opening))).toEqual({ accountId: 'mine', opened: true });
    expect(await bus.ask(new ListInstruments({ venue: 'paper' }))).toMatchObject([
      { instrument: { symbol: 'BTC/USDT' }, candleDecimals: 2 },
      { instrument: { symbol: PERPETUAL }, candleDecimals: 2 },
    ]);
    const asking = { userId: 'me', accountId: 'mine', symbol: PERPETUAL };
    const most = { positionMode: 'one-way', maxLeverage: 125, maxOpenOrders: null };
    expect(await bus.ask(new GetInstrumentTerms(asking))).toEqual(most);
    expect(await bus.ask(new GetInstrumentTerms({ ...asking, symbol: 'BTC/USDT' }))).toEqual({
      ...most,
      maxLeverage: 1,
    });
    for (const unknown of [{ userId: 'you' }, { accountId: 'none' }, { symbol: 'XRP/USDT' }])
      expect(await bus.ask(new GetInstrumentTerms({ ...asking, ...unknown }))).toBeNull();
    const tooMuch = { ...asking, leverage: 126, marginMode: 'cross' } as const;
    expect(await bus.ask(new PrepareInstrument(tooMuch))).toMatchObject({
      error: { code: 'invalid-leverage', details: { leverage: 126, maxLeverage: 125 } },
    });
    const terms = { leverage: 5, marginMode: 'isolated' } as const;
    const preparing = { accountId: 'mine', userId: 'me', symbol: PERPETUAL, ...terms };
    expect(await bus.ask(new PrepareInstrument(preparing))).toMatchObject({ ok: true, value: terms });
    const operation = {
      op: 'place',
      ...{ clientOrderId: 'entry', leg: 'entry-1', cycle: 1, reason: 'entry', replaces: null },
      order: { type: 'market', side: 'buy', reduceOnly: false, size: '0.1' },
    } as const;
    // The market has a history before its first candle, so there is a price at once.
    const outcomes = await bus.ask(
      new SubmitOrders({
        ...{ accountId: 'mine', symbol: PERPETUAL, operations: [operation], deadline: epochMs(8e15) },
      }),
    );
    expect(outcomes).toMatchObject([{ outcome: 'accepted' }]);
    expect((await get('/api/v1/exchange-accounts/mine/open-orders')).body.items).toMatchObject([
      { clientOrderId: 'entry', type: 'market', price: null, size: '0.1' },
    ]);
    expect(await bus.ask(new OpenFeed({ venue: 'paper' }))).toEqual({ opened: true });
    const { body } = await eventually(async () => {
      const positions = await get('/api/v1/exchange-accounts/mine/positions');
      return positions.body.items.length === 1 && positions;
    });
    expect(body.items).toMatchObject([{ symbol: PERPETUAL, side: 'long', size: '0.1' }]);
    const state = await bus.ask(new GetAccountState({ userId: 'me', accountId: 'mine' }));
    expect(state?.openOrders).toEqual([]);
    const facts = await bus.ask(new GetAccountFacts({ accountIds: ['mine', 'none'], symbol: PERPETUAL }));
    expect(Object.keys(facts)).toEqual(['mine']);
    expect(Number(facts.mine!.equity)).toBeGreaterThan(9_000);
    const metrics = String((await get('/metrics')).body);
    expect(metrics).toContain(`paper_fills_total{symbol="${PERPETUAL}"} 1`);
    expect(metrics).toContain('paper_books{venue="paper"} 1');
  });

  it('shows a person his own accounts and nothing of others', async () => {
    await bus.ask(
      new OpenPaperAccount({
        ...{ accountId: 'yours', userId: 'you', label: 'Yours', currency: 'USDT', cash: '1' },
      }),
    );
    const { body } = await get('/api/v1/exchange-accounts', 'you');
    expect(body).toMatchObject({ items: [{ id: 'yours', label: 'Yours' }], nextCursor: null });
    for (const path of ['', '/balances', '/positions', '/open-orders']) {
      expect((await get(`/api/v1/exchange-accounts/yours${path}`, 'you')).statusCode).toBe(200);
      expect((await get(`/api/v1/exchange-accounts/yours${path}`)).statusCode).toBe(404);
    }
    expect(await bus.ask(new ListAccounts({ userId: 'nobody' }))).toEqual([]);
    expect((await app.inject({ method: 'GET', url: '/api/v1/exchange-accounts' })).statusCode).toBe(401);
    expect((await get('/api/v1/exchanges/paper/status')).body).toMatchObject({
      ...{ venue: 'paper', source: 'generated', state: 'running' },
    });
  });
});
