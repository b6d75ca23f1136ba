import type { Config } from '../config/config.js';
import { resolveDataDir } from '../embedded-postgres/data-dir.js';
import { hasCluster, runningServer } from '../embedded-postgres/running-server.js';
import { StartupFailure } from '../startup-failure.js';
import { openPostgres, type OpenPostgres, type OpenPostgresHooks } from './open-postgres.js';

/** As `openPostgres`, but beside a program that runs already: its embedded server is used and left running. */
export async function openBeside(config: Config, hooks: OpenPostgresHooks): Promise<OpenPostgres> {
  if (config.databaseUrl !== null) return openPostgres(config, hooks);
  const { dataDir } = await resolveDataDir(config.dataDir);
  const url = await runningServer(dataDir);
  if (url === null) return openPostgres(config, hooks);
  return { url, dataDir, notice: null, stop: async () => undefined };
}

/** As `openBeside`, for looking at an installation that exists. @throws StartupFailure when there is none. */
export async function reachPostgres(config: Config, hooks: OpenPostgresHooks): Promise<OpenPostgres> {
  if (config.databaseUrl !== null) return openPostgres(config, hooks);
  const { dataDir } = await resolveDataDir(config.dataDir);
  if (!(await hasCluster(dataDir)))
    throw new StartupFailure(
      'no-installation',
      `There is no database in ${dataDir}: set TB_DATA_DIR or DATABASE_URL to those of the program that is to be looked at.`,
    );
  return openBeside(config, hooks);
}
