import type { Config } from '../config/config.js';
import { resolveDataDir } from '../embedded-postgres/data-dir.js';
import { runningServer } from '../embedded-postgres/running-server.js';
import { openPostgres, type OpenPostgres, type OpenPostgresHooks } from './open-postgres.js';

/** As `openPostgres`, but beside a program that runs already: its embedded server is used and left running. */
export async function openBeside(config: Config, hooks: OpenPostgresHooks): Promise<OpenPostgres> {
  if (config.databaseUrl !== null) return openPostgres(config, hooks);
  const { dataDir } = await resolveDataDir(config.dataDir);
  const url = await runningServer(dataDir);
  if (url === null) return openPostgres(config, hooks);
  return { url, dataDir, notice: null, stop: async () => undefined };
}
