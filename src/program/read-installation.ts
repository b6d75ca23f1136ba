import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { Bus } from '../shared/platform/bus/bus.port.js';
import { loadConfig } from '../shared/platform/config/load-config.js';
import { Database } from '../shared/platform/persistence/database.js';
import { assertMigrated } from '../shared/platform/persistence/migrations/migrate.js';
import { reachPostgres } from '../shared/platform/persistence/open-beside.js';
import { onDatabase } from './on-database.js';

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
