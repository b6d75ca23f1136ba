import type { BackupOrder, OnRows, WrittenBackup } from '../backups.js';
import type { Bus } from '../shared/platform/bus/bus.port.js';
import type { Config } from '../shared/platform/config/config.js';
import type { Restoration } from '../shared/platform/persistence/backup/restorations.js';
import type { Restored } from '../shared/platform/persistence/backup/restore-backup.js';
import type { BackupFacts } from '../shared/platform/persistence/backup/write-backup.js';
import type { RecordedMarket } from '../shared/pure/market/recorded-market.js';

/** The running program as the command line sees it. */
export interface RunningProgram {
  readonly url: string;
  /** Finishes what was begun, then lets go of everything; safe to call once. */
  stop(): Promise<void>;
  /** Settles when the program has ended, by `stop` or by itself; rejects with the reason when it could not go on. */
  readonly stopped: Promise<void>;
}

export interface StartOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly print: (line: string) => void;
  /** Sets up what trades from the first candle on; the demo, unless told otherwise. */
  readonly furnish?: (bus: Bus, config: Config) => Promise<void>;
  /** A market in the place of the configured feed. */
  readonly market?: RecordedMarket;
}

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
