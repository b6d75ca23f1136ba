import type { Pool } from 'pg';
import sql, { empty, raw, type Sql } from 'sql-template-tag';
import { schemaOf } from './outbox.js';
import type { Relayed } from './record-rows.port.js';

const BATCH = 500;

/** Modules that listen to anything that `module` may record, at this moment: its own events, and commands of any module. */
export async function listenersOf(pool: Pool, module: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ module: string }>(sql`
    SELECT DISTINCT module FROM platform.subscription
    WHERE kind = 'command' OR starts_with(type, ${`${module}.`}) ORDER BY module`);
  return rows.map((row) => row.module);
}

/**
 * Moves one batch from a module's outbox into the inboxes of those who listen at this moment: one statement, so one round
 * trip and all or nothing. Rows are claimed with SKIP LOCKED, never paged by position (a smaller position can commit
 * later); a row stays while an older one of its key is neither sent nor in this batch, so order per key holds with any
 * number of relays. A row that is in an inbox already stays there as it is.
 * @param listeners as `listenersOf` has answered, so that only their inboxes are opened. Who listens to a row is read with
 *   it all the same: one who has come since makes it wait.
 */
export async function relayBatch(pool: Pool, module: string, listeners: readonly string[]): Promise<Relayed> {
  const outbox = raw(`${schemaOf(module)}.outbox`);
  const { rows } = await pool.query<RelayRow>(sql`
    WITH batch AS MATERIALIZED (
      SELECT * FROM ${outbox} WHERE sent_at IS NULL
      ORDER BY position LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
    ),
    addressed AS MATERIALIZED (
      SELECT b.*, l.listeners, l.listeners <@ ${[...listeners]}::text[] AS reachable
      FROM batch b, LATERAL (SELECT ARRAY(SELECT s.module FROM platform.subscription s WHERE s.type = b.type) AS listeners) l
    ),
    ready AS MATERIALIZED (
      SELECT * FROM addressed a
      WHERE reachable AND NOT EXISTS (
        SELECT 1 FROM ${outbox} older
        WHERE older.key = a.key AND older.seq < a.seq AND older.sent_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM addressed b WHERE b.position = older.position AND b.reachable)
      )
    ),
    ${listeners.map((listener) => delivered(module, listener)).reduce((all, one) => sql`${all}${one}`, empty)}
    marked AS (UPDATE ${outbox} o SET sent_at = now() FROM ready r WHERE o.position = r.position)
    SELECT (SELECT count(*) FROM batch) AS claimed, (SELECT count(*) FROM ready) AS sent,
           (SELECT array_agg(DISTINCT l) FROM ready r, unnest(r.listeners) l) AS targets,
           EXISTS (SELECT 1 FROM addressed WHERE NOT reachable) AS new_listener`);
  const { claimed, sent, targets, new_listener: newListener } = rows[0]!;
  return { sent: Number(sent), targets: targets ?? [], more: Number(claimed) === BATCH, newListener };
}

interface RelayRow {
  readonly claimed: string;
  readonly sent: string;
  readonly targets: string[] | null;
  readonly new_listener: boolean;
}

const delivered = (source: string, target: string): Sql => sql`
    ${raw(`to_${schemaOf(target)}`)} AS (
      INSERT INTO ${raw(`${schemaOf(target)}.inbox`)}
        (message_id, source, key, seq, type, data, correlation_id, causation_id, user_id, step, recorded_at, received_at)
      SELECT id, ${source}::text, key, seq, type, data, correlation_id, causation_id, user_id, step, recorded_at, now()
      FROM ready WHERE ${target}::text = ANY (listeners)
      ORDER BY position
      ON CONFLICT (message_id) DO NOTHING
    ),`;
