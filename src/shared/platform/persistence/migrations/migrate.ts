import pg, { type Client } from 'pg';
import { StartupFailure } from '../../startup-failure.js';
import { openLedger, pendingMigrations, readLedger, writeLedger } from './ledger.js';
import { findMigrations, readMigrations, type Migration } from './migration-files.js';

/** The lock that Prisma's own commands take, so that they and we never migrate at the same time. */
const PRISMA_LOCK = 72_707_369;
/** How long to wait while another process migrates. */
const TURN_MS = 120_000;
/** How long a migration may wait for a table that a running program uses. */
const TABLE_LOCK_MS = 10_000;

export interface MigrateOptions {
  /** Told the name of each migration right after its commit. */
  readonly onApplied?: (name: string) => void;
  /** Another folder of migrations, for tests. */
  readonly folder?: string;
}

export interface MigrateOutcome {
  readonly applied: readonly string[];
  readonly alreadyThere: number;
}

/**
 * Brings a database to the shape this program needs: each migration in a transaction of its own, one process at a time. Safe
 * to repeat. Connects directly; a transaction-mode pooler in between would not keep the lock.
 * @throws StartupFailure when the ledger does not fit, or a migration fails (it is then undone and named).
 */
export async function migrate(
  url: string,
  { onApplied, folder = findMigrations() }: MigrateOptions = {},
): Promise<MigrateOutcome> {
  const migrations = await readMigrations(folder);
  const client = await connect(url, '-c timezone=UTC');
  try {
    await takeTurn(client);
    const ledger = await openLedger(client);
    const pending = pendingMigrations(migrations, ledger);
    for (const migration of pending) {
      await apply(client, migration);
      onApplied?.(migration.name);
    }
    return { applied: pending.map(({ name }) => name), alreadyThere: ledger.length };
  } finally {
    // The lock ends with the session.
    await client.end();
  }
}

/**
 * Makes sure that a database has the shape this program needs, without writing.
 * @throws StartupFailure when it has another one.
 */
export async function assertMigrated(
  url: string,
  { folder = findMigrations() }: Pick<MigrateOptions, 'folder'> = {},
): Promise<void> {
  const migrations = await readMigrations(folder);
  const client = await connect(url, '-c timezone=UTC -c default_transaction_read_only=on');
  try {
    const { rows } = await client.query<{ ledger: string | null }>(
      `SELECT to_regclass('public._prisma_migrations') AS ledger`,
    );
    const isThere = (rows[0]?.ledger ?? null) !== null;
    const ledger = isThere ? await readLedger(client) : [];
    const [pending] = pendingMigrations(migrations, ledger);
    if (pending === undefined) return;
    throw new StartupFailure(
      'database-older',
      `The database has not been brought to the shape of this version (${pending.name} is missing): start the program once, or run "tradingboost migrate".`,
    );
  } finally {
    await client.end();
  }
}

async function connect(url: string, options: string): Promise<Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'tradingboost:migrate',
    options,
  });
  // A broken connection also rejects the statement under way; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Waits until no other process migrates; from then on none does, until the session ends. @throws StartupFailure */
export async function takeTurn(client: Client): Promise<void> {
  await client.query(`SET lock_timeout = ${TURN_MS}; SET statement_timeout = 0`);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
  } catch (cause) {
    const sentence = `Another process has been migrating this database for ${TURN_MS / 1000} s: wait for it or end it, then start again.`;
    throw new StartupFailure('migration-locked', sentence, { cause });
  }
  await client.query(`SET lock_timeout = ${TABLE_LOCK_MS}`);
}

async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await writeLedger(client, migration);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartupFailure(
      'migration-failed',
      `The migration ${migration.name} failed and was undone (${reason}): the database is as before; report this sentence.`,
      { cause },
    );
  }
}
