import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { setUpDemo } from './cli/demo/set-up-demo.js';
import { offerSetUp } from './cli/first-admin.js';
import { openMarket } from './cli/open-market.js';
import { rewrapSecrets } from './cli/rewrap-secrets.js';
import { onDatabase, openLogger } from './on-database.js';
import { programVersion } from './program-version.js';
import { readOnlyBlock, readOnlyConfig, ReadOnlyWatch } from './read-only.js';
import { Bus } from './shared/platform/bus/bus.port.js';
import { SystemClock } from './shared/platform/clock/system-clock.js';
import { SystemIds } from './shared/platform/clock/system-ids.js';
import { SystemRandomness } from './shared/platform/clock/system-randomness.js';
import type { Config } from './shared/platform/config/config.js';
import { loadConfig } from './shared/platform/config/load-config.js';
import { configureHttp } from './shared/platform/http/configure-http.js';
import { createHttpAdapter } from './shared/platform/http/http-adapter.js';
import { listen } from './shared/platform/http/listen.js';
import { createOpenApiDocument } from './shared/platform/http/openapi/document.js';
import { Database } from './shared/platform/persistence/database.js';
import { waitingRestoration, type Restoration } from './shared/platform/persistence/backup/restorations.js';
import { assertMigrated, migrate } from './shared/platform/persistence/migrations/migrate.js';
import { openBeside, reachPostgres } from './shared/platform/persistence/open-beside.js';
import { openPostgres, type OpenPostgres } from './shared/platform/persistence/open-postgres.js';
import { OpenQueues } from './shared/platform/queue/open-queues.js';
import { assertSafeSettings } from './shared/platform/persistence/safe-settings.js';
import type { RecordedMarket } from './shared/pure/market/recorded-market.js';
import type { PinoLogger } from './shared/platform/telemetry/pino-logger.js';
import { addKey, dropOldKeys } from './shared/platform/vault/key-file.js';
import { KeyRing } from './shared/platform/vault/key-ring.js';
import { startBlock } from './start-block.js';

export { approveRestore, backupDatabase, checkBackupFile, restoreDatabase } from './backups.js';

export interface StartOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly print: (line: string) => void;
  /** Sets up who and what is there from the first candle on; the set-up token and the demo, unless told otherwise. */
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
  furnish = async (bus, config) => {
    await offerSetUp(bus, config, print);
    await setUpDemo(bus, config, print);
  },
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
  const { url: databaseUrl } = postgres;
  let parts: { app: NestFastifyApplication; database: Database } | null = null;
  const close = async (): Promise<void> => {
    const closing = parts;
    parts = null;
    await closing?.app.close();
    await closing?.database.close();
  };
  const serve = async (port: number): Promise<string> => {
    parts = await openApplication(config, postgres, logger, { market });
    await assertSafeSettings(parts.database.pool('api'));
    const url = await listen(parts.app, { host: config.host, port });
    const bus = parts.app.get(Bus);
    await furnish(bus, config);
    await openMarket(bus, config);
    for (const line of await startBlock(parts.app, {
      config,
      postgres,
      url,
      version: await programVersion(),
    }))
      print(line);
    return url;
  };
  const serveReadOnly = async (restoration: Restoration): Promise<string> => {
    parts = await openApplication(readOnlyConfig(config), postgres, logger, { readOnly: true });
    await assertSafeSettings(parts.database.pool('api'));
    const url = await listen(parts.app, config);
    for (const line of readOnlyBlock(restoration, url)) print(line);
    return url;
  };
  const watch = new ReadOnlyWatch(databaseUrl);
  const stop = async (): Promise<void> => {
    await watch.stop();
    await close();
    await postgres.stop();
    ending.resolve();
  };
  try {
    await migrate(databaseUrl, { onApplied: (name) => logger.log('migration applied', { name }) });
    const restoration = await waitingRestoration(databaseUrl);
    if (restoration === null) return { url: await serve(config.port), stop, stopped: ending.promise };
    const url = await serveReadOnly(restoration);
    watch.start({
      approved: async () => {
        await close();
        await serve(Number(new URL(url).port));
      },
      failed: (error) => ending.reject(error),
    });
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
  return onDatabase(loadConfig(env), openPostgres, ({ url }) =>
    migrate(url, { onApplied: (name) => print(`applied ${name}`) }),
  );
}

/** Opens the users module, and nothing that works by itself, for one question of the operator. */
export async function withUsers<T>(env: NodeJS.ProcessEnv, ask: (bus: Bus) => Promise<T>): Promise<T> {
  const config = loadConfig({ ...env, TB_ROLES: 'api', TB_MODULES: 'users', TB_LOG_LEVEL: 'warn' });
  return onDatabase(config, openBeside, async (postgres, logger) => {
    await migrate(postgres.url);
    return inApplication(config, postgres, logger, async (app) => {
      await app.init();
      return ask(app.get(Bus));
    });
  });
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
  return onDatabase(config, reachPostgres, async (postgres, logger) => {
    await assertMigrated(postgres.url);
    const database = new Database(postgres.url, { readOnly: true });
    try {
      const root = AppModule.reading(database);
      const app = await NestFactory.createApplicationContext(root, { logger, abortOnError: false });
      try {
        return await work(app.get(Bus));
      } finally {
        await app.close();
      }
    } finally {
      await database.close();
    }
  });
}

/** Seals stored secrets by the newest master key; one that is kept here is made anew first. Answers what was done. */
export async function rotateKeys(env: NodeJS.ProcessEnv, print: (line: string) => void): Promise<object> {
  // Nobody trades here: it only needs the module that has the secrets.
  const config = loadConfig({ ...env, TB_ROLES: 'api' });
  // A program that runs knows the keys of the configuration, and not one that is made here.
  const open = config.masterKey === null ? openPostgres : openBeside;
  return onDatabase(config, open, async (postgres, logger) => {
    await migrate(postgres.url);
    const kept = config.masterKey === null ? postgres.dataDir : null;
    if (kept !== null) await addKey(kept, new SystemRandomness());
    return inApplication(config, postgres, logger, async (app) => {
      await app.init();
      const done = await rewrapSecrets(app.get(Bus));
      if (kept !== null) await dropOldKeys(kept);
      const publicKey = app.get(KeyRing).publicText;
      print(
        `Secrets sealed anew: ${done.rewrapped}. Master key: ${done.keyId}, its public half: ${publicKey}`,
      );
      return { ...done, publicKey };
    });
  });
}

/** The API document of this build. */
export async function writeOpenApi(env: NodeJS.ProcessEnv): Promise<object> {
  const config = loadConfig(env);
  return onDatabase(config, openPostgres, async (postgres, logger) => {
    await migrate(postgres.url);
    const release = await programVersion();
    return inApplication(config, postgres, logger, async (app) => createOpenApiDocument(app, release));
  });
}

/** Works with the whole program, made but not started, and closes it afterwards. */
async function inApplication<Answer>(
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

async function openApplication(
  config: Config,
  postgres: OpenPostgres,
  logger: PinoLogger,
  {
    market = null,
    readOnly = false,
  }: { readonly market?: RecordedMarket | null; readonly readOnly?: boolean } = {},
): Promise<{ app: NestFastifyApplication; database: Database }> {
  const database = new Database(postgres.url, {
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

/** A promise that is settled from outside. */
class Deferred<T> {
  resolve!: (value: T) => void;
  reject!: (reason: Error) => void;
  readonly promise = new Promise<T>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });
}
