import type { Command } from './command.js';
import { backtestRankCommand } from './commands/backtest-rank.command.js';
import { backtestCommand } from './commands/backtest.command.js';
import { backupCommand } from './commands/backup.command.js';
import { doctorCommand } from './commands/doctor.command.js';
import { keysMakeCommand } from './commands/keys-make.command.js';
import { keysRotateCommand } from './commands/keys-rotate.command.js';
import { migrateCommand } from './commands/migrate.command.js';
import { openapiCommand } from './commands/openapi.command.js';
import { replayCommand } from './commands/replay.command.js';
import { simulateCommand } from './commands/simulate.command.js';
import { restoreCommand } from './commands/restore.command.js';
import { startCommand } from './commands/start.command.js';
import { userCreateCommand } from './commands/user-create.command.js';
import { userResetPasswordCommand } from './commands/user-reset-password.command.js';

/** Every command, in the order of the help text. A new one is a file in commands/ and a line here. */
export const commands: readonly Command[] = [
  startCommand,
  backtestCommand,
  backtestRankCommand,
  replayCommand,
  simulateCommand,
  userCreateCommand,
  userResetPasswordCommand,
  doctorCommand,
  backupCommand,
  restoreCommand,
  keysMakeCommand,
  keysRotateCommand,
  migrateCommand,
  openapiCommand,
];
