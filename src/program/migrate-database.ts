import { loadConfig } from '../shared/platform/config/load-config.js';
import { migrate } from '../shared/platform/persistence/migrations/migrate.js';
import { openPostgres } from '../shared/platform/persistence/open-postgres.js';
import { onDatabase } from './on-database.js';

/** Brings the database to the shape this program needs and answers what was done. */
export async function migrateDatabase(
  env: NodeJS.ProcessEnv,
  print: (line: string) => void,
): Promise<object> {
  return onDatabase(loadConfig(env), openPostgres, ({ url }) =>
    migrate(url, { onApplied: (name) => print(`applied ${name}`) }),
  );
}
