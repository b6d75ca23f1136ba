import type { Config } from './config.js';

/** Every secret the configuration holds, for the mask of logs and answers. Of an address only its password is one. */
export function configSecrets(config: Config): readonly string[] {
  const { demoPassword, telegramBotToken, tokenSecret, operationsToken, databaseUrl, redisUrl } = config;
  const { masterKey, masterKeysOld, backupKey } = config;
  return [
    demoPassword,
    masterKey,
    ...masterKeysOld,
    backupKey,
    telegramBotToken,
    tokenSecret,
    operationsToken,
    passwordOf(databaseUrl),
    passwordOf(redisUrl),
  ].filter((secret) => secret !== null);
}

/** The password in an address as it was chosen; null when there is none. */
export function passwordOf(address: string | null): string | null {
  if (address === null) return null;
  const { password } = new URL(address);
  if (password === '') return null;
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}
