import { defineCommand } from '../command.js';
import { jsonOption, printer, writeJson } from '../json-output.js';
import { WrongInput } from '../wrong-input.js';

const ROLES = ['admin', 'trader', 'viewer'] as const;
const LANGUAGES = ['ko', 'en'] as const;
const EMAIL = /^[^\s@\p{C}]{1,64}@[^\s@\p{C}]{1,190}$/u;

export const userCreateCommand = defineCommand({
  name: 'user create',
  summary: 'Make an account and print its password once.',
  description: [
    'Works beside a running program. The password is made here, so that it stands in no history of a shell;',
    'the person changes it after the first sign-in. An admin made so makes the set-up token worth nothing.',
  ],
  takes: 'EMAIL',
  options: {
    role: {
      type: 'string',
      placeholder: 'ROLE',
      summary: 'admin, trader (unless told otherwise) or viewer.',
    },
    language: { type: 'string', placeholder: 'LANGUAGE', summary: 'ko or en (unless told otherwise).' },
    json: jsonOption,
  },
  examples: ['tradingboost user create anna@example.org --role admin --language ko'],
  variables: ['DATABASE_URL', 'TB_DATA_DIR'],
  run: async ({ values, words, env, terminal, program }) => {
    const email = oneEmail(words, 'user create');
    const role = oneOf('--role', ROLES, values.role ?? 'trader');
    const language = oneOf('--language', LANGUAGES, values.language ?? 'en');
    const [{ withUsers }, { EnsureUser }] = await Promise.all([
      program(),
      import('../../modules/users/contracts/commands/ensure-user.command.js'),
    ]);
    const wanted = { email, password: null, role, language, demo: false } as const;
    const { userId, created, madePassword } = await withUsers(env, (bus) => bus.ask(new EnsureUser(wanted)));
    if (!created) throw new WrongInput(`There is an account of ${email} already; see "user reset-password".`);
    printer(terminal, values.json)(`${email} is ${role}, password ${madePassword!} (shown this once)`);
    writeJson(terminal, values.json, { userId, email, role, language, password: madePassword });
    return 0;
  },
});

/** The one address that a command takes. @throws WrongInput */
export function oneEmail(words: readonly string[], command: string): string {
  const [email, ...more] = words;
  if (email !== undefined && more.length === 0 && EMAIL.test(email)) return email;
  throw new WrongInput(`One e-mail address is needed. See "tradingboost ${command} --help".`);
}

function oneOf<const Choice extends string>(
  option: string,
  choices: readonly Choice[],
  given: string,
): Choice {
  const chosen = choices.find((choice) => choice === given);
  if (chosen !== undefined) return chosen;
  throw new WrongInput(`${option} is ${JSON.stringify(given)}; allowed: ${choices.join(', ')}.`);
}
