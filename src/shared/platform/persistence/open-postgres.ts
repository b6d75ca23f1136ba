import type { LoggerService } from '@nestjs/common';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { resolveDataDir } from '../embedded-postgres/data-dir.js';
import { hasCluster, runningServer } from '../embedded-postgres/running-server.js';
import { startEmbeddedPostgres } from '../embedded-postgres/start-embedded-postgres.js';
import { StartupFailure } from '../startup-failure.js';

export interface OpenPostgres {
  readonly url: string;
  /** Folder of the embedded server's data; null when the server is somebody else's. */
  readonly dataDir: string | null;
  /** What the person who starts us should know, as one sentence; null when there is nothing. */
  readonly notice: string | null;
  /** Stops the server if it is ours. */
  stop(): Promise<void>;
}

export interface OpenPostgresHooks {
  readonly log: LoggerService;
  /** The embedded server has ended without being asked to. */
  readonly onLost: (reason: string) => void;
}

/** The database that the configuration names, or the embedded server, started. @throws StartupFailure */
export async function openPostgres(
  config: Config,
  { log, onLost }: OpenPostgresHooks,
): Promise<OpenPostgres> {
  if (config.databaseUrl !== null) {
    return { url: config.databaseUrl, dataDir: null, notice: null, stop: async () => undefined };
  }
  const { dataDir, reason } = await resolveDataDir(join(config.dataDir));
  const server = await startEmbeddedPostgres({
    dataDir,
    onLine: (line) => {
      log.debug?.(line, 'Postgres');
    },
    onLost,
  });
  return { url: server.url, dataDir, notice: reason, stop: () => server.stop() };
}

/**
 * The database of an installation that exists, for looking at it: that of the program which runs on it now, else the embedded
 * server, started for the time being. @throws StartupFailure when there is none.
 */
export async function reachPostgres(config: Config, hooks: OpenPostgresHooks): Promise<OpenPostgres> {
  if (config.databaseUrl !== null) return openPostgres(config, hooks);
  const { dataDir } = await resolveDataDir(config.dataDir);
  if (!(await hasCluster(dataDir)))
    throw new StartupFailure(
      'no-installation',
      `There is no database in ${dataDir}: set TB_DATA_DIR or DATABASE_URL to those of the program that is to be looked at.`,
    );
  const url = await runningServer(dataDir);
  return url === null
    ? openPostgres(config, hooks)
    : { url, dataDir, notice: null, stop: async () => undefined };
}
