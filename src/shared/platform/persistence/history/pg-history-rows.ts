import { randomUUID } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import { HistoryRows, type KnownHistory, type NotedLoss } from './history-rows.port.js';
import type { ServerHistory } from './server-history.js';

interface ServerRow {
  readonly timeline: number | null;
  readonly written: string | null;
}

/** Errors of servers that do not tell: no such function, or not for us. */
const UNTOLD: ReadonlySet<unknown> = new Set(['42883', '42501', '0A000']);

/**
 * The timeline is the one that is written at this moment: the control file has it only from the next checkpoint on. A replica
 * writes none.
 */
const WRITES = `
  SELECT CASE WHEN pg_is_in_recovery() THEN NULL
              ELSE ('x' || left(pg_walfile_name(pg_current_wal_flush_lsn()), 8))::bit(32)::int END AS timeline,
         CASE WHEN pg_is_in_recovery() THEN NULL
              ELSE pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')::text END AS written`;

const SYSTEM = 'SELECT system_identifier::text AS system FROM pg_control_system()';

/** What the server at the other end of a connection tells of its history. */
export async function historyOf(connection: ClientBase | Pool): Promise<ServerHistory> {
  const ask = async <Row extends object>(text: string): Promise<Partial<Row>> => {
    try {
      return (await connection.query<Row>(text)).rows[0] ?? {};
    } catch (error) {
      if (UNTOLD.has((error as { readonly code?: unknown }).code)) return {};
      throw error;
    }
  };
  const { system = null } = await ask<{ readonly system: string }>(SYSTEM);
  const { timeline = null, written = null } = await ask<ServerRow>(WRITES);
  return { system, timeline, written: written === null ? null : BigInt(written) };
}

/** The history of a database as its rows have it. */
export class PgHistoryRows extends HistoryRows {
  constructor(private readonly connection: ClientBase) {
    super();
  }

  override server(): Promise<ServerHistory> {
    return historyOf(this.connection);
  }

  override async known(): Promise<KnownHistory | null> {
    const { rows } = await this.connection.query<Omit<KnownHistory, 'silentForMs'> & { silent: number }>(`
      SELECT system, timeline, (extract(epoch FROM clock_timestamp() - alive_at) * 1000)::float8 AS silent
      FROM platform.history WHERE id = 'this'`);
    const [row] = rows;
    if (row === undefined) return null;
    const { silent, ...known } = row;
    return { ...known, silentForMs: silent };
  }

  override async begin({ system, timeline }: ServerHistory): Promise<void> {
    await this.connection.query(
      `INSERT INTO platform.history (id, system, timeline, alive_at) VALUES ('this', $1, $2, clock_timestamp())
       ON CONFLICT (id) DO NOTHING`,
      [system, timeline],
    );
  }

  override async lost(
    known: KnownHistory,
    { system, timeline }: ServerHistory,
    { loss, goesOn }: NotedLoss,
  ): Promise<void> {
    await this.connection.query(
      `WITH before AS (
         SELECT alive_at FROM platform.history
         WHERE id = 'this' AND system IS NOT DISTINCT FROM $1 AND timeline IS NOT DISTINCT FROM $2 FOR UPDATE
       ), since AS (
         UPDATE platform.history h SET system = coalesce($3, h.system), timeline = coalesce($4, h.timeline),
           alive_at = clock_timestamp()
         FROM before WHERE h.id = 'this' RETURNING before.alive_at
       )
       INSERT INTO platform.restoration (id, cause, taken_at, restored_at, approved_at)
       SELECT $5, $6, alive_at, clock_timestamp(), CASE WHEN $7 THEN clock_timestamp() END FROM since`,
      [known.system, known.timeline, system, timeline, randomUUID(), loss, goesOn],
    );
  }

  override async waits(): Promise<boolean> {
    const { rows } = await this.connection.query(
      'SELECT 1 FROM platform.restoration WHERE approved_at IS NULL LIMIT 1',
    );
    return rows.length > 0;
  }
}
