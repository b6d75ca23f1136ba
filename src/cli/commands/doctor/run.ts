import { configSecrets } from '../../../shared/platform/config/config-secrets.js';
import { readConfig } from '../../../shared/platform/config/read-config.js';
import { registerSecret } from '../../../shared/platform/telemetry/secret-mask.js';
import { failed, ok, warning, type Finding } from './finding.js';
import { checkMachine, checkPlatform, machineFacts } from './machine.js';
import { checkDatabase, checkQueue } from './services.js';

/** Looks at everything a start needs, and changes nothing. Without a right configuration only the machine is looked at. */
export async function diagnose(env: NodeJS.ProcessEnv): Promise<readonly Finding[]> {
  const config = readConfig(env);
  if (!config.ok) {
    const machine = checkMachine(await machineFacts('.'));
    const wrong = config.error.map(({ field, value, allowed }) =>
      failed(
        'configuration',
        `${field} is ${value === '' ? 'empty or missing' : value}`,
        `allowed: ${allowed}`,
      ),
    );
    return [...machine, ...wrong];
  }
  for (const secret of configSecrets(config.value)) registerSecret(secret);
  const { environment, dataDir, databaseUrl, host } = config.value;
  const open = host !== '127.0.0.1' && host !== '::1' && host !== 'localhost';
  return [
    ...checkMachine(await machineFacts(dataDir)),
    checkPlatform(databaseUrl),
    open && environment !== 'production'
      ? warning(
          'configuration',
          `right, but HOST ${host} opens a ${environment} installation to the network`,
          'set NODE_ENV=production, or HOST=127.0.0.1',
        )
      : ok('configuration', `right, for ${environment}`),
    ...(await checkDatabase(config.value)),
    await checkQueue(config.value),
  ];
}
