import type { BackupOrder, OnRows, WrittenBackup } from '../program/backups.js';
import type { RunningProgram, StartOptions } from '../program/start-program.js';
import type { Bus } from '../shared/platform/bus/bus.port.js';
import type { Restoration } from '../shared/platform/persistence/backup/restorations.js';
import type { Restored } from '../shared/platform/persistence/backup/restore-backup.js';
import type { BackupFacts } from '../shared/platform/persistence/backup/write-backup.js';

/** What `src/main.ts` offers to commands. All of it throws StartupFailure for what a person can mend. */
export interface Program {
  readonly startProgram: (options: StartOptions) => Promise<RunningProgram>;
  /** Answers what was done, as plain JSON. */
  readonly migrateDatabase: (env: NodeJS.ProcessEnv, print: (line: string) => void) => Promise<object>;
  /** Asks the users module something, beside a running program or without one. */
  readonly withUsers: <T>(env: NodeJS.ProcessEnv, ask: (bus: Bus) => Promise<T>) => Promise<T>;
  /** Answers of an installation's modules, read from its rows beside whatever runs on it. */
  readonly readInstallation: <Answer>(
    env: NodeJS.ProcessEnv,
    work: (bus: Bus) => Promise<Answer>,
  ) => Promise<Answer>;
  /** Seals stored secrets by the newest master key; answers what was done, as plain JSON. */
  readonly rotateKeys: (env: NodeJS.ProcessEnv, print: (line: string) => void) => Promise<object>;
  readonly backupDatabase: (env: NodeJS.ProcessEnv, order: BackupOrder) => Promise<WrittenBackup>;
  /** Reads all of a backup and changes nothing. */
  readonly checkBackupFile: (env: NodeJS.ProcessEnv, path: string) => Promise<BackupFacts>;
  readonly restoreDatabase: (
    env: NodeJS.ProcessEnv,
    order: { readonly path: string; readonly replace: boolean; readonly onRows: OnRows },
  ) => Promise<Restored>;
  /** A person's word that a restored database may trade; answers what waited for it. */
  readonly approveRestore: (env: NodeJS.ProcessEnv) => Promise<readonly Restoration[]>;
  readonly writeOpenApi: (env: NodeJS.ProcessEnv) => Promise<object>;
}

export const loadProgram = (): Promise<Program> => import('../main.js');
