import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../app.module.js';
import { SystemClock } from '../shared/platform/clock/system-clock.js';
import { SystemIds } from '../shared/platform/clock/system-ids.js';
import { SystemRandomness } from '../shared/platform/clock/system-randomness.js';
import type { Config } from '../shared/platform/config/config.js';
import { configureHttp } from '../shared/platform/http/configure-http.js';
import { createHttpAdapter } from '../shared/platform/http/http-adapter.js';
import { Database } from '../shared/platform/persistence/database.js';
import type { HistoryGuard } from '../shared/platform/persistence/history/history-guard.js';
import type { OpenPostgres } from '../shared/platform/persistence/open-postgres.js';
import { OpenQueues } from '../shared/platform/queue/open-queues.js';
import type { PinoLogger } from '../shared/platform/telemetry/pino-logger.js';
import type { RecordedMarket } from '../shared/pure/market/recorded-market.js';
import { programVersion } from './program-version.js';

/** The whole program, made but not started, with the connections that are let go of together with it. */
export async function openApplication(
  config: Config,
  postgres: OpenPostgres,
  logger: PinoLogger,
  {
    market = null,
    readOnly = false,
    guard,
  }: {
    readonly market?: RecordedMarket | null;
    readonly readOnly?: boolean;
    readonly guard?: HistoryGuard;
  } = {},
): Promise<{ app: NestFastifyApplication; database: Database }> {
  const database = new Database(postgres.url, {
    ...(guard !== undefined && { guard }),
    onConnectionError: (pool, error) => logger.warn('a database connection broke', { pool, error }),
  });
  const queues = new OpenQueues();
  try {
    const ids = new SystemIds(new SystemClock(), new SystemRandomness());
    const root = AppModule.of({
      config,
      version: await programVersion(),
      database,
      databaseUrl: postgres.url,
      dataDir: postgres.dataDir,
      ...{ market, readOnly, queues },
    });
    const app = await NestFactory.create<NestFastifyApplication>(root, createHttpAdapter(config, ids), {
      logger,
      abortOnError: false,
    });
    await configureHttp(app, config, { readOnly });
    return { app, database };
  } catch (error) {
    await Promise.all([queues.close(), database.close()]);
    throw error;
  }
}

/** Works with the whole program, made but not started, and closes it afterwards. */
export async function inApplication<Answer>(
  config: Config,
  postgres: OpenPostgres,
  logger: PinoLogger,
  work: (app: NestFastifyApplication) => Promise<Answer>,
): Promise<Answer> {
  const { app, database } = await openApplication(config, postgres, logger);
  try {
    return await work(app);
  } finally {
    await app.close();
    await database.close();
  }
}
