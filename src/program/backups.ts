import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { onDatabase } from './on-database.js';
import { programVersion } from './program-version.js';
import type { Config } from '../shared/platform/config/config.js';
import { loadConfig } from '../shared/platform/config/load-config.js';
import { BackupRefused } from '../shared/platform/persistence/backup/backup-format.js';
import { checkBackup, openBackup } from '../shared/platform/persistence/backup/read-backup.js';
import { approveRestorations, type Restoration } from '../shared/platform/persistence/backup/restorations.js';
import { restoreBackup, type Restored } from '../shared/platform/persistence/backup/restore-backup.js';
import { writeBackup, type BackupFacts } from '../shared/platform/persistence/backup/write-backup.js';
import { migrate } from '../shared/platform/persistence/migrations/migrate.js';
import { openBeside, reachPostgres } from '../shared/platform/persistence/open-beside.js';
import { openPostgres } from '../shared/platform/persistence/open-postgres.js';

/** Rows that are done, and about how many there are. */
export type OnRows = (done: number, ofAbout: number) => void;

export interface BackupOrder {
  /** A file, or a folder in which one is named after the time; null: in the present folder. */
  readonly path: string | null;
  /** Readable by everybody, without TB_BACKUP_KEY; not in production. */
  readonly plain: boolean;
  readonly onRows: OnRows;
}

export interface WrittenBackup extends BackupFacts {
  readonly path: string;
  /** Where the master key of exchange keys is, which is not in the backup. */
  readonly masterKey: string;
}

/** Writes a backup, beside a program that runs or without one. @throws StartupFailure */
export async function backupDatabase(env: NodeJS.ProcessEnv, order: BackupOrder): Promise<WrittenBackup> {
  const config = loadConfig(env);
  const secret = order.plain ? null : config.backupKey;
  refuseOpenBackup(config, order.plain);
  const path = await fileFor(order.path, new Date());
  return onDatabase(config, reachPostgres, async ({ url, dataDir }) => {
    const program = await programVersion();
    const facts = await writeBackup({ url, path, secret, program, onProgress: order.onRows });
    const masterKey =
      config.masterKey !== null || dataDir === null ? 'TB_MASTER_KEY' : join(dataDir, 'vault-key');
    return { path, ...facts, masterKey };
  });
}

/** Reads all of a backup and changes nothing. @throws BackupRefused when it could not be restored. */
export async function checkBackupFile(env: NodeJS.ProcessEnv, path: string): Promise<BackupFacts> {
  return checkBackup(await openBackup(path, loadConfig(env).backupKey));
}

/** Puts a backup in the place of the configured database. @throws StartupFailure, BackupRefused */
export async function restoreDatabase(
  env: NodeJS.ProcessEnv,
  { path, replace, onRows }: { readonly path: string; readonly replace: boolean; readonly onRows: OnRows },
): Promise<Restored> {
  const config = loadConfig(env);
  const backup = await openBackup(path, config.backupKey);
  // Damage is found before anything is touched.
  const { rows } = await checkBackup(backup);
  return onDatabase(config, openPostgres, ({ url }) =>
    restoreBackup({ url, backup, replace, onProgress: (done) => onRows(done, rows) }),
  );
}

/** A person's word that the restored database may trade. A program that runs on it goes on by itself. */
export async function approveRestore(env: NodeJS.ProcessEnv): Promise<readonly Restoration[]> {
  return onDatabase(loadConfig(env), openBeside, async ({ url }) => {
    await migrate(url);
    return approveRestorations(url);
  });
}

function refuseOpenBackup({ backupKey, environment }: Config, plain: boolean): void {
  if (plain && environment === 'production')
    throw new BackupRefused(
      'backup-open',
      'In production a backup is sealed: set TB_BACKUP_KEY and leave out --plain.',
    );
  if (!plain && backupKey === null)
    throw new BackupRefused(
      'backup-key-missing',
      'A backup holds everything but the master key: set TB_BACKUP_KEY to seal it (openssl rand -hex 32), or say --plain.',
    );
}

async function fileFor(path: string | null, at: Date): Promise<string> {
  const name = `tradingboost-${at.toISOString().slice(0, 19).replaceAll(':', '')}Z.backup`;
  if (path === null) return name;
  const isFolder = (await stat(path).catch(() => null))?.isDirectory() === true;
  return isFolder ? join(path, name) : path;
}
