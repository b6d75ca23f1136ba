import { defineCommand } from '../command.js';
import { jsonOption, printer, writeJson } from '../json-output.js';
import { WrongInput } from '../wrong-input.js';
import { ProgressBar } from './backtest/progress-bar.js';

export const restoreCommand = defineCommand({
  name: 'restore',
  summary: 'Put a backup in the place of the database, then let it trade.',
  description: [
    'Stop the program first. The whole file is checked before anything is touched, and restored in one transaction: it is',
    'there wholly or not at all. A database that has rows is refused without --replace. Older backups are brought into the',
    'shape of this program; newer ones are refused.',
    '',
    'Afterwards the program starts READ_ONLY: what has happened since the backup is not known, so nothing is sent and nothing',
    'can be ordered. Everybody signs in again. Look at the accounts at their venues, then say --approve: a program that runs',
    'goes on by itself, asks each venue about its orders and positions first, and its bots resume and say so.',
  ],
  takes: '[FILE]',
  options: {
    replace: { type: 'boolean', summary: 'Delete what is in the database.' },
    check: { type: 'boolean', summary: 'Read the whole file and change nothing.' },
    approve: { type: 'boolean', summary: 'Let the restored database trade. Takes no file.' },
    json: jsonOption,
  },
  examples: [
    'tradingboost restore --check tradingboost-2026-11-21T180000Z.backup',
    'tradingboost restore tradingboost-2026-11-21T180000Z.backup',
    'tradingboost restore --approve',
  ],
  variables: ['TB_BACKUP_KEY', 'DATABASE_URL', 'TB_DATA_DIR'],
  run: async ({ values, words, env, terminal, program }) => {
    const { replace = false, check = false, approve = false } = values;
    if ([replace, check, approve].filter(Boolean).length > 1 || words.length !== (approve ? 0 : 1))
      throw new WrongInput(
        'One file, or --approve without one, is needed, and one option at most. See "tradingboost restore --help".',
      );
    const print = printer(terminal, values.json);
    const tell = (result: object, line: string): 0 => {
      print(line);
      writeJson(terminal, values.json, result);
      return 0;
    };
    const { approveRestore, checkBackupFile, restoreDatabase } = await program();
    if (approve) {
      const approved = await approveRestore(env);
      return tell(
        { approved },
        approved.length === 0
          ? 'No restored database waits for approval.'
          : `Approved: the database of ${approved[0]!.takenAt.toISOString()} may trade.`,
      );
    }
    const [path] = words as readonly [string];
    if (check) {
      const facts = await checkBackupFile(env, path);
      return tell(
        facts,
        `${path} is whole: ${facts.tables} tables, ${facts.rows} rows of ${facts.createdAt}, by version ${facts.program}.`,
      );
    }
    const bar = new ProgressBar(process.stderr);
    const restored = await restoreDatabase(env, {
      ...{ path, replace },
      onRows: (rows, of) => bar.show('Restore', 'rows', rows, of),
    }).finally(() => bar.clear());
    return tell(
      restored,
      `Restored ${restored.rows} rows of ${restored.tables} tables as of ${restored.takenAt}. ` +
        'The program now starts READ_ONLY: look at the accounts, then run "tradingboost restore --approve".',
    );
  },
});
