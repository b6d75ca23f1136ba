import { Bus } from '../shared/platform/bus/bus.port.js';
import type { Config } from '../shared/platform/config/config.js';
import { loadConfig } from '../shared/platform/config/load-config.js';
import { migrate } from '../shared/platform/persistence/migrations/migrate.js';
import { openPostgres } from '../shared/platform/persistence/open-postgres.js';
import type { RecordedMarket } from '../shared/pure/market/recorded-market.js';
import { setUpDemo } from './demo/set-up-demo.js';
import { offerSetUp } from './first-admin.js';
import { openLogger } from './on-database.js';
import { openMarket } from './open-market.js';
import { ProgramLives } from './program-lives.js';
import { programVersion } from './program-version.js';
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
  const lives = new ProgramLives({
    ...{ config, postgres, logger, market, print },
    furnish: async (app, url) => {
      const bus = app.get(Bus);
      await furnish(bus, config);
      await openMarket(bus, config);
      const version = await programVersion();
      for (const line of await startBlock(app, { config, postgres, url, version })) print(line);
    },
    failed: (error) => ending.reject(error),
  });
  const stop = async (): Promise<void> => {
    await lives.stop();
    await postgres.stop();
    ending.resolve();
  };
  try {
    await migrate(postgres.url, { onApplied: (name) => logger.log('migration applied', { name }) });
    return { url: await lives.begin(), stop, stopped: ending.promise };
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
