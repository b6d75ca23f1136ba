import pg from 'pg';
import { readAppliedNames } from './migrations/ledger.js';
import { findMigrations, readMigrations } from './migrations/migration-files.js';
import { assertSafeSettings } from './safe-settings.js';

export interface DatabaseFacts {
  readonly version: string;
  /** Of one question and its answer. */
  readonly latencyMs: number;
  /** How far the server's clock is ahead of this machine's. */
  readonly aheadMs: number;
  readonly pending: readonly string[];
  /** Migrations that this program does not know. */
  readonly unknown: readonly string[];
}

const CONNECT_MS = 5_000;

/** Looks at a database without changing it. @throws Error when it cannot be reached, StartupFailure when it is not fit. */
export async function inspectDatabase(url: string): Promise<DatabaseFacts> {
  const client = new pg.Client({
    ...{ connectionString: url, connectionTimeoutMillis: CONNECT_MS, statement_timeout: CONNECT_MS },
    application_name: 'tradingboost:doctor',
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await assertSafeSettings(client);
    const began = performance.now();
    const { rows } = await client.query<{ readonly version: string; readonly now: Date }>(
      `SELECT current_setting('server_version') AS version, clock_timestamp() AS now`,
    );
    const latencyMs = Math.round((performance.now() - began) * 10) / 10;
    const { version, now } = rows[0]!;
    // The answer was made about half way.
    const aheadMs = Math.round(now.getTime() - Date.now() + latencyMs / 2);
    const known = (await readMigrations(findMigrations())).map(({ name }) => name);
    const applied = await readAppliedNames(client);
    return {
      ...{ version, latencyMs, aheadMs },
      pending: known.filter((name) => !applied.includes(name)),
      unknown: applied.filter((name) => !known.includes(name)),
    };
  } finally {
    await client.end();
  }
}
