import { Global, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { QueryHandler } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { pathToFileURL } from 'node:url';
import { BacktestModule } from '../../src/backtest/backtest.module.js';
import { ThreadProgram } from '../../src/backtest/jobs/job-thread.js';
import { testInstrument } from '../../src/modules/exchange/domain/index.js';
import {
  ListInstruments,
  type VenueInstrument,
} from '../../src/modules/exchange/contracts/queries/list-instruments.query.js';
import { GetCandles } from '../../src/modules/market-data/contracts/queries/get-candles.query.js';
import { AccessTokens } from '../../src/shared/platform/auth/access-tokens.port.js';
import { AuthModule } from '../../src/shared/platform/auth/auth.module.js';
import { BusModule } from '../../src/shared/platform/bus/bus.module.js';
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
import type { Candle } from '../../src/shared/pure/market/candle.js';
import { refusal, type Refusal } from '../../src/shared/pure/refusal.js';
import { err, ok, type Result } from '../../src/shared/pure/result.js';
import { epochMs } from '../../src/shared/pure/time/epoch.js';
import { createTestDatabase } from '../kit/postgres.js';
import { compileSources } from '../kit/source-program.js';

const STEP_MS = 900_000;
export const FIRST_OPEN = Date.UTC(2024, 0, 1);
export const SYMBOL = 'BTC/USDT:USDT';

/** A market that goes up and down, so that there is something to trade. */
export function candlesOf(count: number): readonly Candle[] {
  let state = 11;
  const luck = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  let price = 40_000;
  return Array.from({ length: count }, (_, index) => {
    const open = price;
    const close = Math.round((open * (1 + (luck() - 0.5) * 0.012) + Math.sin(index / 40) * 40) * 10) / 10;
    price = close;
    const high = Math.max(open, close) + Math.round(luck() * 400) / 10;
    const low = Math.min(open, close) - Math.round(luck() * 400) / 10;
    const text = { open: String(open), high: high.toFixed(1), low: low.toFixed(1), close: String(close) };
    return { openTime: epochMs(FIRST_OPEN + index * STEP_MS), ...text, volume: '1' };
  });
}

/** What is stored of candles; a test changes it. */
export class Stored {
  candles = candlesOf(12_000);
  /** Answers after the first page wait for this. */
  hold: Promise<void> | null = null;
  pages = 0;
}

@QueryHandler(GetCandles)
class Candles {
  constructor(private readonly stored: Stored) {}
  async execute({ data }: GetCandles): Promise<Result<readonly Candle[], Refusal>> {
    const { venue, symbol, timeframe, from, to, limit } = data;
    if (venue !== 'paper' || symbol !== SYMBOL) {
      return err(refusal('unknown-instrument', `${venue} has no candles of ${symbol}`, { venue, symbol }));
    }
    if (timeframe !== '15m')
      return err(refusal('timeframe-too-fine', 'only 15m', { timeframe, stored: ['15m'] }));
    if (limit === 5_000 && from !== epochMs(0)) await this.stored.hold;
    this.stored.pages += 1;
    const fitting = this.stored.candles.filter(
      ({ openTime }) => (from === null || openTime >= from) && (to === null || openTime < to),
    );
    return ok(from === null ? fitting.slice(-limit) : fitting.slice(0, limit));
  }
}

@QueryHandler(ListInstruments)
class Instruments {
  async execute(): Promise<readonly VenueInstrument[]> {
    return [{ venue: 'paper', instrument: testInstrument(SYMBOL)!, candleDecimals: 1 }];
  }
}

@Global()
@Module({ providers: [{ provide: Wakeups, useClass: MemoryWakeups }], exports: [Wakeups] })
class MemoryQueueModule {}

@Module({})
class NeighboursModule {}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: any;
}

export interface Asker {
  readonly userId?: string;
  readonly role?: Role;
  readonly key?: string;
  readonly language?: string;
}

export interface BootedApp {
  readonly app: NestFastifyApplication;
  readonly stored: Stored;
  readonly database: Database;
  readonly url: string;
  ask(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object, who?: Asker): Promise<Answer>;
  close(): Promise<void>;
}

/** The thread's program and all it stands on, compiled: threads cannot run TypeScript. */
export const compileThread = (): Promise<string> =>
  compileSources(
    'backtest',
    'modules/exchange/domain',
    'modules/exchange/contracts',
    'modules/grid/domain',
    'modules/grid/contracts',
    'modules/hyper-rsi/domain',
    'modules/hyper-rsi/contracts',
    'modules/market-data/contracts',
    'shared',
  );

/** Backtests on the real platform and a database of their own; the candles are the test's. */
export async function bootApp(url?: string): Promise<BootedApp> {
  const config = readConfig({ TB_TOKEN_SECRET: 'a-secret-of-the-tests-and-of-nobody-else' });
  if (!config.ok) throw new Error(JSON.stringify(config.error));
  const home = url === undefined ? await createTestDatabase() : null;
  const database = new Database(url ?? home!.url);
  const stored = new Stored();
  const neighbours: Provider[] = [{ provide: Stored, useValue: stored }, Candles, Instruments];
  const imports: DynamicModule['imports'] = [
    OperationsModule.register(config.value, '1.2.3'),
    PersistenceModule.of(database),
    MemoryQueueModule,
    BusModule.forRoot({ hosted: [], modules: [], works: true }),
    AuthModule.forRoot({ dataDir: null }),
    { module: NeighboursModule, providers: neighbours },
    BacktestModule,
  ];
  const src = await compileThread();
  const module = await Test.createTestingModule({ imports })
    .overrideProvider(ThreadProgram)
    .useValue({ url: pathToFileURL(`${src}/backtest/jobs/run-thread.js`) })
    .compile();
  const ids = new SystemIds(new SystemClock(), new SystemRandomness());
  const app = module.createNestApplication<NestFastifyApplication>(createHttpAdapter(config.value, ids), {
    logger: PinoLogger.to({ write: () => undefined }, 'error'),
    bodyParser: false,
  });
  await configureHttp(app, config.value);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return {
    app,
    stored,
    database,
    url: url ?? home!.url,
    async ask(method, path, body, { userId = 'user-1', role = 'trader', key, language } = {}) {
      const { token } = await app.get(AccessTokens).sign({ userId, role, sessionId: 'session' });
      const answer = await app.inject({
        method,
        url: `/api/v1/backtests${path}`,
        payload: body,
        headers: {
          authorization: `Bearer ${token}`,
          ...(key !== undefined && { 'idempotency-key': key }),
          ...(language !== undefined && { 'accept-language': language }),
        },
      });
      const json = String(answer.headers['content-type']).includes('json');
      const { statusCode, payload, headers } = answer;
      return { status: statusCode, headers, body: json ? JSON.parse(payload) : payload };
    },
    async close() {
      await app.close();
      await database.close();
      await home?.drop();
    },
  };
}
