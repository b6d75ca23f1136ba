import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg, { type Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { StartupFailure } from '../../startup-failure.js';
import { openLedger, writeLedger } from '../migrations/ledger.js';
import { takeTurn } from '../migrations/migrate.js';
import { findMigrations, readMigrations, type Migration } from '../migrations/migration-files.js';
import { assertSafeSettings } from '../safe-settings.js';
import { BackupRefused, type BackupHead } from './backup-format.js';
import { quote, quoted, readCatalogue, schemasOf, type Catalogue, type CopiedTable } from './catalogue.js';
import { visitBackup, type OpenBackup } from './read-backup.js';
import { SESSION } from './write-backup.js';

export interface RestoreOptions {
  readonly url: string;
  readonly backup: OpenBackup;
  /** Deletes what is in the database; without it a database that has rows is refused. */
  readonly replace: boolean;
  readonly onProgress?: (rows: number) => void;
}

export interface Restored {
  readonly restorationId: string;
  readonly takenAt: string;
  readonly tables: number;
  readonly rows: number;
  /** Steps that brought the rows from the shape of the backup to that of this program. */
  readonly migrated: readonly string[];
}

/**
 * Makes a database what it was when the backup was taken, in the shape of this program, in one transaction: whatever happens
 * before the commit, the database is as before. It is marked in the same transaction, so that nothing trades on it before a
 * person says so. @throws StartupFailure, BackupRefused
 */
export async function restoreBackup({ url, backup, replace, onProgress }: RestoreOptions): Promise<Restored> {
  const files = await readMigrations(findMigrations());
  const { then, since } = divide(files, backup);
  const client = new pg.Client({
    ...{ connectionString: url, application_name: 'tradingboost:restore', options: SESSION },
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await assertSafeSettings(client);
    // A program that starts meanwhile waits before its own migrations.
    await takeTurn(client);
    await client.query('BEGIN');
    await refuseOtherPrograms(client);
    const schemas = schemasOf(files);
    if (!replace) await refuseRows(client, schemas);
    await empty(client, schemas);
    await openLedger(client);
    await apply(client, then);
    let rows = 0;
    const catalogue = await visitBackup(backup, {
      catalogue: (all) => makePartitions(client, all),
      table: async (table, bytes) => {
        const here = await fill(client, table, bytes);
        rows += here;
        onProgress?.(rows);
        return here;
      },
    });
    await setSequences(client, catalogue);
    await apply(client, since);
    const restorationId = randomUUID();
    // It is another server's, perhaps: whoever opens the database next writes down which one it is on now.
    await client.query('DELETE FROM platform.history');
    await client.query(
      `INSERT INTO platform.restoration (id, taken_at, restored_at) VALUES ($1, $2, clock_timestamp())`,
      [restorationId, backup.head.createdAt],
    );
    await client.query('COMMIT');
    await client.query('ANALYZE');
    return {
      restorationId,
      takenAt: backup.head.createdAt,
      tables: catalogue.tables.length,
      rows,
      migrated: since.map(({ name }) => name),
    };
  } finally {
    // Whatever was not committed goes with the session.
    await client.end();
  }
}

/** Which migrations the backup has, and which have come since. @throws BackupRefused when it does not descend from ours. */
export function divide(
  files: readonly Migration[],
  { path, head }: { readonly path: string; readonly head: BackupHead },
): { readonly then: readonly Migration[]; readonly since: readonly Migration[] } {
  head.migrations.forEach(({ name, checksum }, index) => {
    const file = files[index];
    if (file?.name === name && file.checksum === checksum) return;
    const known = files.some((each) => each.name === name);
    throw new BackupRefused(
      'backup-of-another-version',
      known
        ? `${path} was made by a program whose migration ${name} differs from that of this one: restore it with version ${head.program}.`
        : `${path} was made by a newer program (${head.program}, with ${name}): restore it with that version or a later one.`,
    );
  });
  return { then: files.slice(0, head.migrations.length), since: files.slice(head.migrations.length) };
}

async function refuseOtherPrograms(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT application_name AS name FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE 'tradingboost:%'`,
  );
  if (rows.length === 0) return;
  throw new StartupFailure(
    'database-in-use',
    `The program runs on this database (${rows.length} connections): stop it, then restore.`,
  );
}

async function refuseRows(client: Client, schemas: readonly string[]): Promise<void> {
  const filled: string[] = [];
  for (const table of (await readCatalogue(client, schemas)).tables) {
    const { rows } = await client.query(`SELECT 1 FROM ${quoted(table)} LIMIT 1`);
    if (rows.length > 0) filled.push(`${table.schema}.${table.name}`);
  }
  if (filled.length === 0) return;
  const more = filled.length === 1 ? '' : ` and ${filled.length - 1} more tables`;
  throw new BackupRefused(
    'database-not-empty',
    `The database is not empty (${filled[0]!}${more}): restore into an empty one, or say --replace to delete what is there.`,
  );
}

async function empty(client: Client, schemas: readonly string[]): Promise<void> {
  for (const schema of schemas) await client.query(`DROP SCHEMA IF EXISTS ${quote(schema)} CASCADE`);
  await client.query('DROP TABLE IF EXISTS public._prisma_migrations');
}

async function apply(client: Client, migrations: readonly Migration[]): Promise<void> {
  for (const migration of migrations) {
    await client.query(migration.sql);
    await writeLedger(client, migration);
  }
}

async function makePartitions(client: Client, { partitions }: Catalogue): Promise<void> {
  for (const partition of partitions)
    await client.query(
      `CREATE TABLE IF NOT EXISTS ${quoted(partition)} PARTITION OF ${quoted(partition.of)} ${partition.bound}`,
    );
}

async function fill(client: Client, table: CopiedTable, bytes: AsyncIterable<Buffer>): Promise<number> {
  const stream = client.query(
    copyFrom(`COPY ${quoted(table)} (${table.columns.map(quote).join(', ')}) FROM STDIN`),
  );
  await pipeline(Readable.from(bytes), stream);
  return stream.rowCount;
}

async function setSequences(client: Client, { sequences }: Catalogue): Promise<void> {
  for (const { last, ...name } of sequences)
    if (last !== null) await client.query('SELECT setval($1::regclass, $2::bigint)', [quoted(name), last]);
}
