import { randomBytes } from 'node:crypto';
import { masterKeyOf, publicText } from '../../shared/platform/vault/master-key.js';
import { defineCommand } from '../command.js';
import { jsonOption, writeJson } from '../json-output.js';

const SECRET_BYTES = 32;

export const keysMakeCommand = defineCommand({
  name: 'keys make',
  summary: 'Print new secrets for an installation, as lines of a .env file.',
  description: [
    'Everything that docker-compose.yml demands: passwords of Postgres and Redis, the secret that signs access tokens, the',
    'master key with its public half, the key of backups. They are printed once and kept nowhere; asks for no database.',
    'Keep a copy of the master key and the key of backups on another machine: without them neither can be opened.',
  ],
  options: { json: jsonOption },
  examples: ['(umask 077 && tradingboost keys make > .env)'],
  variables: [],
  run: async ({ values, terminal }) => {
    const made = makeSecrets();
    if (values.json === undefined)
      terminal.print(
        Object.entries(made)
          .map(([name, value]) => `${name}=${value}`)
          .join('\n'),
      );
    writeJson(terminal, values.json, made);
    return 0;
  },
});

/** One value for each use; none says anything about another, but that the public half fits the master key. */
export function makeSecrets(): Readonly<Record<string, string>> {
  const masterKey = secret();
  return {
    POSTGRES_PASSWORD: secret(),
    REDIS_PASSWORD: secret(),
    TB_TOKEN_SECRET: secret(),
    TB_MASTER_KEY: masterKey,
    TB_VAULT_PUBLIC_KEY: publicText(masterKeyOf(masterKey).publicKey),
    TB_BACKUP_KEY: secret(),
  };
}

/** Letters and digits only, so that it stands in an address and in a file as it is. */
const secret = (): string => randomBytes(SECRET_BYTES).toString('hex');
