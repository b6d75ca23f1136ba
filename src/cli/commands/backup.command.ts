import { defineCommand } from '../command.js';
import { jsonOption, printer, writeJson } from '../json-output.js';
import { WrongInput } from '../wrong-input.js';
import { ProgressBar } from './backtest/progress-bar.js';

export const backupCommand = defineCommand({
  name: 'backup',
  summary: 'Write everything that is stored into one file.',
  description: [
    'Works beside a running program: the file holds all tables as they were at one moment, packed, sealed by TB_BACKUP_KEY',
    'and checked piece by piece when it is read. The master key of exchange keys is not in it: keep that elsewhere, a thief',
    'of backups must not find both. FILE may be a folder; a file that exists is not replaced. The mode is 0600.',
  ],
  takes: '[FILE]',
  options: {
    plain: { type: 'boolean', summary: 'Without TB_BACKUP_KEY: readable by everybody. Not in production.' },
    json: jsonOption,
  },
  examples: [
    'tradingboost backup /backups',
    'TB_BACKUP_KEY_FILE=key tradingboost backup before-upgrade.backup',
  ],
  variables: ['TB_BACKUP_KEY', 'DATABASE_URL', 'TB_DATA_DIR'],
  run: async ({ values, words, env, terminal, program }) => {
    const [path = null, ...more] = words;
    if (more.length > 0) throw new WrongInput('One file is written. See "tradingboost backup --help".');
    const { backupDatabase } = await program();
    const bar = new ProgressBar(process.stderr);
    const done = await backupDatabase(env, {
      ...{ path, plain: values.plain === true },
      onRows: (rows, about) => bar.show('Backup', 'rows', rows, Math.max(rows, about)),
    }).finally(() => bar.clear());
    const print = printer(terminal, values.json);
    print(
      `Backup ${done.path}: ${done.tables} tables, ${done.rows} rows, ${done.bytes} bytes, ` +
        `${done.sealed ? 'sealed by TB_BACKUP_KEY' : 'readable by everybody'}.`,
    );
    print(`Not in it, keep it elsewhere: the master key (${done.masterKey}).`);
    writeJson(terminal, values.json, done);
    return 0;
  },
});
