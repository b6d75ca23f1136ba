import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { StartupFailure } from '../../startup-failure.js';
import type { Migration } from './migration-files.js';

/** A row of Prisma's own table, so that Prisma's commands see what we applied and we see what they did. */
export interface LedgerRow {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

/** Exactly the table that Prisma makes. */
const TABLE = `
  CREATE TABLE IF NOT EXISTS public._prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

/** The same, of a database that may be empty: the table is made. */
export async function openLedger(client: Client): Promise<readonly LedgerRow[]> {
  await client.query(TABLE);
  return readLedger(client);
}

/** What was applied, oldest first, without what was rolled back. */
export async function readLedger(client: Client): Promise<readonly LedgerRow[]> {
  const { rows } = await client.query<LedgerRow>(`
    SELECT migration_name, checksum, finished_at FROM public._prisma_migrations
    WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name`);
  return rows;
}

/** Names of what was applied, without making the table where there is none. */
export async function readAppliedNames(client: Client): Promise<readonly string[]> {
  const table = await client.query(`SELECT 1 WHERE to_regclass('public._prisma_migrations') IS NOT NULL`);
  if (table.rowCount === 0) return [];
  const { rows } = await client.query<Pick<LedgerRow, 'migration_name'>>(`
    SELECT migration_name FROM public._prisma_migrations
    WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL`);
  return rows.map(({ migration_name }) => migration_name);
}

/** Written in the migration's own transaction: a row and its changes stand or fall together. */
export async function writeLedger(client: Client, { name, checksum }: Migration): Promise<void> {
  await client.query({
    text: `INSERT INTO public._prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
           VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
    values: [randomUUID(), checksum, name],
  });
}

/** What is still to be applied. @throws StartupFailure when the database does not descend from these migrations. */
export function pendingMigrations(
  migrations: readonly Migration[],
  ledger: readonly LedgerRow[],
): readonly Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of ledger) {
    const migration = known.get(row.migration_name);
    if (row.finished_at === null) throw halfApplied(row.migration_name);
    if (migration === undefined) throw newerDatabase(row.migration_name);
    if (migration.checksum !== row.checksum) throw changed(row.migration_name);
  }
  const applied = new Set(ledger.map((row) => row.migration_name));
  return migrations.filter(({ name }) => !applied.has(name));
}

const halfApplied = (name: string) =>
  new StartupFailure(
    'migration-half-applied',
    `The migration ${name} was begun by another tool and never finished: restore the backup made before it, or finish it by hand and mark it with "prisma migrate resolve".`,
  );

const newerDatabase = (name: string) =>
  new StartupFailure(
    'database-newer',
    `The database was migrated by a newer version of the program (it has ${name}, which this version does not know): start the newer version, or restore the backup made before the upgrade.`,
  );

const changed = (name: string) =>
  new StartupFailure(
    'migration-changed',
    `The migration ${name} was changed after it was applied to this database: put the file back as it was; changes go into a new migration.`,
  );
