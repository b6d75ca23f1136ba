import { defineCommand } from '../command.js';
import { jsonOption, printer, writeJson } from '../json-output.js';
import { WrongInput } from '../wrong-input.js';
import { oneEmail } from './user-create.command.js';

export const userResetPasswordCommand = defineCommand({
  name: 'user reset-password',
  summary: 'Give an account a new password, print it once and end its sessions.',
  description: [
    'Works beside a running program. Whoever is signed in with the account is signed out at once.',
  ],
  takes: 'EMAIL',
  options: { json: jsonOption },
  examples: ['tradingboost user reset-password anna@example.org'],
  variables: ['DATABASE_URL', 'TB_DATA_DIR'],
  run: async ({ values, words, env, terminal, program }) => {
    const email = oneEmail(words, 'user reset-password');
    const [{ withUsers }, { ResetPassword }] = await Promise.all([
      program(),
      import('../../modules/users/contracts/commands/reset-password.command.js'),
    ]);
    const answer = await withUsers(env, (bus) => bus.ask(new ResetPassword({ email })));
    if (answer === null) throw new WrongInput(`There is no account of ${email}.`);
    const { userId, madePassword: password } = answer;
    printer(terminal, values.json)(`${email} has the password ${password} (shown this once)`);
    writeJson(terminal, values.json, { userId, email, password });
    return 0;
  },
});
