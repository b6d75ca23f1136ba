import { Bus } from '../shared/platform/bus/bus.port.js';
import { SystemRandomness } from '../shared/platform/clock/system-randomness.js';
import { loadConfig } from '../shared/platform/config/load-config.js';
import { migrate } from '../shared/platform/persistence/migrations/migrate.js';
import { openBeside } from '../shared/platform/persistence/open-beside.js';
import { openPostgres } from '../shared/platform/persistence/open-postgres.js';
import { addKey, dropOldKeys } from '../shared/platform/vault/key-file.js';
import { KeyRing } from '../shared/platform/vault/key-ring.js';
import { onDatabase } from './on-database.js';
import { inApplication } from './open-application.js';
import { rewrapSecrets } from './rewrap-secrets.js';

/** Seals stored secrets by the newest master key; one that is kept here is made anew first. Answers what was done. */
export async function rotateKeys(env: NodeJS.ProcessEnv, print: (line: string) => void): Promise<object> {
  // Nobody trades here: it only needs the module that has the secrets.
  const config = loadConfig({ ...env, TB_ROLES: 'api' });
  // A program that runs knows the keys of the configuration, and not one that is made here.
  const open = config.masterKey === null ? openPostgres : openBeside;
  return onDatabase(config, open, async (postgres, logger) => {
    await migrate(postgres.url);
    const kept = config.masterKey === null ? postgres.dataDir : null;
    if (kept !== null) await addKey(kept, new SystemRandomness());
    return inApplication(config, postgres, logger, async (app) => {
      await app.init();
      const done = await rewrapSecrets(app.get(Bus));
      if (kept !== null) await dropOldKeys(kept);
      const publicKey = app.get(KeyRing).publicText;
      print(
        `Secrets sealed anew: ${done.rewrapped}. Master key: ${done.keyId}, its public half: ${publicKey}`,
      );
      return { ...done, publicKey };
    });
  });
}
