import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Bus } from '../shared/platform/bus/bus.port.js';
import type { Config } from '../shared/platform/config/config.js';
import { loadConfig } from '../shared/platform/config/load-config.js';
import { listen } from '../shared/platform/http/listen.js';
import { type Restoration, waitingRestoration } from '../shared/platform/persistence/backup/restorations.js';
import { Database } from '../shared/platform/persistence/database.js';
import { migrate } from '../shared/platform/persistence/migrations/migrate.js';
import { openPostgres } from '../shared/platform/persistence/open-postgres.js';
import { assertSafeSettings } from '../shared/platform/persistence/safe-settings.js';
import type { RecordedMarket } from '../shared/pure/market/recorded-market.js';
import { setUpDemo } from './demo/set-up-demo.js';
import { offerSetUp } from './first-admin.js';
import { openLogger } from './on-database.js';
import { openApplication } from './open-application.js';
import { openMarket } from './open-market.js';
import { programVersion } from './program-version.js';
import { ReadOnlyWatch, readOnlyBlock, readOnlyConfig } from './read-only.js';
import { startBlock } from './start-block.js';

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

/** A promise that is settled from outside. */
class Deferred<T> {
  resolve!: (value: T) => void;
  reject!: (reason: Error) => void;
  readonly promise = new Promise<T>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });
}
