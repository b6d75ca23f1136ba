import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { setUpDemo } from './cli/demo/set-up-demo.js';
import { openMarket } from './cli/open-market.js';
import { rewrapSecrets } from './cli/rewrap-secrets.js';
import { Bus } from './shared/platform/bus/bus.port.js';
import { SystemClock } from './shared/platform/clock/system-clock.js';
import { SystemIds } from './shared/platform/clock/system-ids.js';
import { SystemRandomness } from './shared/platform/clock/system-randomness.js';
import type { Config } from './shared/platform/config/config.js';
import { configSecrets } from './shared/platform/config/config-secrets.js';
import { loadConfig } from './shared/platform/config/load-config.js';
import { configureHttp } from './shared/platform/http/configure-http.js';
import { createHttpAdapter } from './shared/platform/http/http-adapter.js';
import { listen } from './shared/platform/http/listen.js';
import { createOpenApiDocument } from './shared/platform/http/openapi.js';
import { Database } from './shared/platform/persistence/database.js';
import { assertMigrated, migrate } from './shared/platform/persistence/migrations/migrate.js';
import {
  openPostgres,
  reachPostgres,
  type OpenPostgres,
} from './shared/platform/persistence/open-postgres.js';
import { OpenQueues } from './shared/platform/queue/open-queues.js';
import { assertSafeSettings } from './shared/platform/persistence/safe-settings.js';
import type { RecordedMarket } from './shared/pure/market/recorded-market.js';
import { stderrLogger, type PinoLogger } from './shared/platform/telemetry/pino-logger.js';
import { registerSecret } from './shared/platform/telemetry/secret-mask.js';
import { addKey, dropOldKeys } from './shared/platform/vault/key-file.js';
import { KeyRing } from './shared/platform/vault/key-ring.js';
import { startBlock } from './start-block.js';

export interface StartOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly print: (line: string) => void;
  /** Sets up what is to trade from the first candle of a stepped market on; the demo, unless told otherwise. */
  readonly furnish?: (bus: Bus, config: Config) => Promise<void>;
  /** A market in the place of the configured feed. */
  readonly market?: RecordedMarket;
}

export interface RunningProgram {
  readonly url: string;
  /** Finishes what was begun, then lets go of everything. */
  stop(): Promise<void>;
  /** Settles when the program has ended; rejects when it lost something it cannot go on without. */
  readonly stopped: Promise<void>;
}

/** Starts everything the configuration asks for. @throws StartupFailure for what a person can mend. */
export async function startProgram({
  env,
  print,
  furnish = (bus, config) => setUpDemo(bus, config, print),
  market,
}: StartOptions): Promise<RunningProgram> {
  const config = loadConfig(env);
  const logger = openLogger(config);
  const ending = new Deferred<void>();
  const postgres = await openPostgres(config, {
    log: logger,
    onLost: (reason) => ending.reject(new Error(reason)),
  });
  if (postgres.notice !== null) print(postgres.notice);
  let parts: { app: NestFastifyApplication; database: Database } | null = null;
  const stop = async (): Promise<void> => {
    await parts?.app.close();
    await parts?.database.close();
    await postgres.stop();
    ending.resolve();
  };
  try {
    await migrate(postgres.url, { onApplied: (name) => logger.log('migration applied', { name }) });
    parts = await openApplication(config, postgres, logger, market);
    await assertSafeSettings(parts.database.pool('api'));
    const url = await listen(parts.app, config);
    const bus = parts.app.get(Bus);
    await furnish(bus, config);
    await openMarket(bus, config);
    for (const line of await startBlock(parts.app, { config, postgres, url, version: await version() }))
      print(line);
    return { url, stop, stopped: ending.promise };
  } catch (error) {
    await stop().catch((failure: unknown) => logger.error('could not stop cleanly', failure));
    throw error;
  }
}

/** Brings the database to the shape this program needs and answers what was done. */
export async function migrateDatabase(
  env: NodeJS.ProcessEnv,
  print: (line: string) => void,
): Promise<object> {
  const config = loadConfig(env);
  const logger = openLogger(config);
  const postgres = await openPostgres(config, { log: logger, onLost: () => undefined });
  try {
    return await migrate(postgres.url, { onApplied: (name) => print(`applied ${name}`) });
  } finally {
    await postgres.stop();
  }
}

/**
 * Asks an installation that may be running meanwhile: its database is read, nothing is written, nothing else is started.
 * @throws StartupFailure when there is none, or one of another version.
 */
export async function readInstallation<Answer>(
  env: NodeJS.ProcessEnv,
  work: (bus: Bus) => Promise<Answer>,
): Promise<Answer> {
  const config = loadConfig(env);
  const logger = openLogger(config);
  const postgres = await reachPostgres(config, { log: logger, onLost: () => undefined });
  try {
    await assertMigrated(postgres.url);
    const database = new Database(postgres.url, { readOnly: true });
    try {
      const app = await NestFactory.createApplicationContext(AppModule.reading(database), {
        logger,
        abortOnError: false,
      });
      try {
        return await work(app.get(Bus));
      } finally {
        await app.close();
      }
    } finally {
      await database.close();
    }
  } finally {
    await postgres.stop();
  }
}

/** Seals stored secrets by the newest master key; one that is kept here is made anew first. Answers what was done. */
export async function rotateKeys(env: NodeJS.ProcessEnv, print: (line: string) => void): Promise<object> {
  // Nobody trades here: it only needs the module that has the secrets.
  const config = loadConfig({ ...env, TB_ROLES: 'api' });
  const logger = openLogger(config);
  const postgres = await openPostgres(config, { log: logger, onLost: () => undefined });
  try {
    await migrate(postgres.url);
    const kept = config.masterKey === null ? postgres.dataDir : null;
    if (kept !== null) await addKey(kept, new SystemRandomness());
    const { app, database } = await openApplication(config, postgres, logger);
    try {
      await app.init();
      const done = await rewrapSecrets(app.get(Bus));
      if (kept !== null) await dropOldKeys(kept);
      const publicKey = app.get(KeyRing).publicText;
      print(
        `Secrets sealed anew: ${done.rewrapped}. Master key: ${done.keyId}, its public half: ${publicKey}`,
      );
      return { ...done, publicKey };
    } finally {
      await app.close();
      await database.close();
    }
  } finally {
    await postgres.stop();
  }
}

/** The API document of this build. */
export async function writeOpenApi(env: NodeJS.ProcessEnv): Promise<object> {
  const config = loadConfig(env);
  const logger = openLogger(config);
  const postgres = await openPostgres(config, { log: logger, onLost: () => undefined });
  try {
    await migrate(postgres.url);
    const { app, database } = await openApplication(config, postgres, logger);
    try {
      return createOpenApiDocument(app, await version());
    } finally {
      await app.close();
      await database.close();
    }
  } finally {
    await postgres.stop();
  }
}

async function openApplication(
  config: Config,
  postgres: OpenPostgres,
  logger: PinoLogger,
  market: RecordedMarket | null = null,
): Promise<{ app: NestFastifyApplication; database: Database }> {
  const database = new Database(postgres.url, {
    onConnectionError: (pool, error) => logger.warn('a database connection broke', { pool, error }),
  });
  const queues = new OpenQueues();
  try {
    const ids = new SystemIds(new SystemClock(), new SystemRandomness());
    const root = AppModule.of({
      config,
      version: await version(),
      database,
      databaseUrl: postgres.url,
      dataDir: postgres.dataDir,
      market,
      queues,
    });
    const app = await NestFactory.create<NestFastifyApplication>(root, createHttpAdapter(config, ids), {
      logger,
      abortOnError: false,
    });
    await configureHttp(app, config);
    return { app, database };
  } catch (error) {
    await Promise.all([queues.close(), database.close()]);
    throw error;
  }
}

/** The log, which no secret of the configuration gets into. */
function openLogger(config: Config): PinoLogger {
  for (const secret of configSecrets(config)) registerSecret(secret);
  return stderrLogger(config.logLevel);
}

/** A promise that is settled from outside. */
class Deferred<T> {
  resolve!: (value: T) => void;
  reject!: (reason: Error) => void;
  readonly promise = new Promise<T>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });
}

async function version(): Promise<string> {
  const manifest = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}
