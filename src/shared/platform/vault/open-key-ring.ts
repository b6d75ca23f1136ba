import type { Randomness } from '../clock/randomness.port.js';
import type { Config } from '../config/config.js';
import { registerSecret } from '../telemetry/secret-mask.js';
import { keyFile, openKeyFile } from './key-file.js';
import { KeyRing } from './key-ring.js';
import { masterKeyOf, sealingKeyOf } from './master-key.js';

type KeyConfig = Pick<Config, 'masterKey' | 'masterKeysOld' | 'vaultPublicKey' | 'environment'>;

/**
 * The master keys of this process: those that were given; with the public half alone one that can seal and nothing else;
 * else, outside production, one that was made at the first start and is kept in the data folder, readable by its owner
 * only; else none. @throws StartupFailure
 */
export async function openKeyRing(
  config: KeyConfig,
  dataDir: string | null,
  randomness: Randomness,
): Promise<KeyRing> {
  const { masterKey, masterKeysOld, vaultPublicKey, environment } = config;
  if (masterKey !== null) {
    const opening = [masterKey, ...masterKeysOld].map(masterKeyOf);
    return new KeyRing({ sealing: opening[0]!, opening, source: 'given', file: null });
  }
  if (vaultPublicKey !== null)
    return new KeyRing({ sealing: sealingKeyOf(vaultPublicKey), opening: [], source: 'given', file: null });
  if (environment === 'production' || dataDir === null)
    return new KeyRing({ sealing: null, opening: [], source: 'none', file: null });
  const { secrets, made } = await openKeyFile(dataDir, randomness);
  for (const secret of secrets) registerSecret(secret);
  const opening = secrets.map(masterKeyOf);
  return new KeyRing({
    sealing: opening[0]!,
    opening,
    source: made ? 'made' : 'kept',
    file: keyFile(dataDir),
  });
}
