import { Bus } from '../shared/platform/bus/bus.port.js';
import { loadConfig } from '../shared/platform/config/load-config.js';
import { migrate } from '../shared/platform/persistence/migrations/migrate.js';
import { openBeside } from '../shared/platform/persistence/open-beside.js';
import { onDatabase } from './on-database.js';
import { inApplication } from './open-application.js';

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
