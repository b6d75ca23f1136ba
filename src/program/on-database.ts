import type { Config } from '../shared/platform/config/config.js';
import { configSecrets } from '../shared/platform/config/config-secrets.js';
import type { openPostgres, OpenPostgres } from '../shared/platform/persistence/open-postgres.js';
import { stderrLogger, type PinoLogger } from '../shared/platform/telemetry/pino-logger.js';
import { registerSecret } from '../shared/platform/telemetry/secret-mask.js';

/** Works on a database that is let go of afterwards. */
export async function onDatabase<Answer>(
  config: Config,
  open: typeof openPostgres,
  work: (postgres: OpenPostgres, logger: PinoLogger) => Promise<Answer>,
): Promise<Answer> {
  const logger = openLogger(config);
  const postgres = await open(config, { log: logger, onLost: () => undefined });
  try {
    return await work(postgres, logger);
  } finally {
    await postgres.stop();
  }
}

/** The log, which no secret of the configuration gets into. */
export function openLogger(config: Config): PinoLogger {
  for (const secret of configSecrets(config)) registerSecret(secret);
  return stderrLogger(config.logLevel);
}
