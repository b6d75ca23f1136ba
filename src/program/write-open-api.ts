import { loadConfig } from '../shared/platform/config/load-config.js';
import { createOpenApiDocument } from '../shared/platform/http/openapi/document.js';
import { migrate } from '../shared/platform/persistence/migrations/migrate.js';
import { openPostgres } from '../shared/platform/persistence/open-postgres.js';
import { onDatabase } from './on-database.js';
import { inApplication } from './open-application.js';
import { programVersion } from './program-version.js';

/** The API document of this build. */
export async function writeOpenApi(env: NodeJS.ProcessEnv): Promise<object> {
  const config = loadConfig(env);
  return onDatabase(config, openPostgres, async (postgres, logger) => {
    await migrate(postgres.url);
    const release = await programVersion();
    return inApplication(config, postgres, logger, async (app) => createOpenApiDocument(app, release));
  });
}
