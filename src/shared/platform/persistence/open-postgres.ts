import type { LoggerService } from '@nestjs/common';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { resolveDataDir } from '../embedded-postgres/data-dir.js';
import { startEmbeddedPostgres } from '../embedded-postgres/start-embedded-postgres.js';

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
