import { randomUUID } from 'node:crypto';
import { link, open, rm, stat } from 'node:fs/promises';
import pg, { type Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { StartupFailure } from '../../startup-failure.js';
import { pendingMigrations, readLedger } from '../migrations/ledger.js';
import { findMigrations, readMigrations } from '../migrations/migration-files.js';
import { makeHead, BackupRefused } from './backup-format.js';
import { BackupWriter } from './backup-writer.js';
import { quote, quoted, readCatalogue, schemasOf, type Catalogue, type CopiedTable } from './catalogue.js';

/** What was written, or what a file holds. */
export interface BackupFacts {
  readonly createdAt: string;
  readonly program: string;
  readonly sealed: boolean;
  readonly tables: number;
  readonly rows: number;
  readonly bytes: number;
}

export interface WriteBackupOptions {
  readonly url: string;
  /** A file that does not exist yet; it is there when it is whole. */
  readonly path: string;
  /** TB_BACKUP_KEY; null writes a file that everybody can read. */
  readonly secret: string | null;
  readonly program: string;
  readonly onProgress?: (rows: number, ofAbout: number) => void;
}

/** COPY writes a line for each row, and line feeds within a row as two characters. */
const LINE_FEED = 0x0a;

/** Values as text that says the same on every server. */
export const SESSION =
  '-c timezone=UTC -c DateStyle=ISO -c IntervalStyle=postgres -c extra_float_digits=1 -c bytea_output=hex ' +
  '-c statement_timeout=0 -c idle_in_transaction_session_timeout=0 -c synchronous_commit=on';

/**
 * Writes everything that is ours in a database into one file, as it was at one moment, while the program may be running.
 * Wake-ups in the queue are left out: they are made again from the rows. @throws StartupFailure
 */
export async function writeBackup(options: WriteBackupOptions): Promise<BackupFacts> {
  const { url, path, secret, program, onProgress } = options;
  await refuseExisting(path);
  const client = new pg.Client({
    ...{ connectionString: url, application_name: 'tradingboost:backup', options: SESSION },
  });
  client.on('error', () => undefined);
  await client.connect();
  const draft = `${path}.${randomUUID()}.partial`;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { migrations, catalogue } = await readShape(client);
    const createdAt = new Date().toISOString();
    const { text, fileKey } = makeHead({ createdAt, program, migrations }, secret);
    const file = await createFile(draft);
    let rows = 0;
    try {
      await file.write(text);
      const writer = new BackupWriter(file, fileKey);
      const about = await rowsAbout(client, catalogue);
      await writer.addJson(catalogue);
      for (const table of catalogue.tables)
        rows += await writeTable(client, writer, table, (done) => onProgress?.(rows + done, about));
      await writer.close();
      await file.sync();
    } finally {
      await file.close();
    }
    await giveName(draft, path);
    const { size: bytes } = await stat(path);
    return { createdAt, program, sealed: secret !== null, tables: catalogue.tables.length, rows, bytes };
  } finally {
    await rm(draft, { force: true });
    await client.end();
  }
}

async function readShape(client: Client) {
  const files = await readMigrations(findMigrations());
  const ledger = await client.query(`SELECT 1 WHERE to_regclass('public._prisma_migrations') IS NOT NULL`);
  const applied = ledger.rowCount === 0 ? [] : await readLedger(client);
  if (applied.length === 0)
    throw new StartupFailure('nothing-to-back-up', 'The database is empty: there is nothing to back up.');
  // A database of another descent is refused here: nobody could restore what was written of it.
  const pending = new Set(pendingMigrations(files, applied).map(({ name }) => name));
  const there = files.filter(({ name }) => !pending.has(name));
  return {
    migrations: there.map(({ name, checksum }) => ({ name, checksum })),
    catalogue: await readCatalogue(client, schemasOf(there)),
  };
}

async function writeTable(
  client: Client,
  writer: BackupWriter,
  table: CopiedTable,
  onRows: (rows: number) => void,
): Promise<number> {
  let rows = 0;
  // A query, because COPY of a partitioned table gives nothing.
  const statement = `COPY (SELECT ${table.columns.map(quote).join(', ')} FROM ${quoted(table)}) TO STDOUT`;
  for await (const bytes of client.query(copyTo(statement)) as AsyncIterable<Buffer>) {
    for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) rows += 1;
    await writer.add(bytes);
    onRows(rows);
  }
  await writer.addEnd();
  await writer.addJson({ rows });
  return rows;
}

/** The server's own estimate, for the bar only. */
async function rowsAbout(client: Client, { tables, partitions }: Catalogue): Promise<number> {
  const { rows } = await client.query<{ about: string }>(
    `SELECT coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint AS about FROM pg_class c
     JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname || '.' || c.relname = ANY ($1)`,
    [[...tables, ...partitions].map(({ schema, name }) => `${schema}.${name}`)],
  );
  return Number(rows[0]?.about ?? 0);
}

async function refuseExisting(path: string): Promise<void> {
  if ((await stat(path).catch(() => null)) !== null)
    throw new BackupRefused(
      'backup-exists',
      `${path} exists: choose another name, a backup replaces nothing.`,
    );
}

async function createFile(draft: string) {
  try {
    return await open(draft, 'wx', 0o600);
  } catch (cause) {
    throw new StartupFailure(
      'backup-unwritable',
      `${draft} cannot be written (${codeOf(cause)}): choose another folder or give it to this user.`,
      { cause },
    );
  }
}

/** By `link`, so that not even a file made meanwhile is replaced. */
async function giveName(draft: string, path: string): Promise<void> {
  try {
    await link(draft, path);
  } catch (cause) {
    throw new StartupFailure(
      'backup-unwritable',
      `${path} cannot be written (${codeOf(cause)}): choose another name or folder.`,
      { cause },
    );
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown';
