import type { Pool, PoolClient } from 'pg';
import sql, { raw } from 'sql-template-tag';
import { inTransaction } from '../../persistence/in-transaction.js';
import { schemaOf } from './outbox.js';

const BATCH = 500;

interface OutboxRow {
  readonly id: string;
  /** Modules that listen to this type at this moment. */
  readonly listeners: readonly string[];
}

export interface Relayed {
  /** Outbox rows that are now sent. */
  readonly sent: number;
  /** Modules whose inbox got something. */
  readonly targets: readonly string[];
  /** True when another batch may be waiting. */
  readonly more: boolean;
}

/**
 * Moves one batch from a module's outbox into the inboxes of those who listen, in one transaction. Rows are claimed with
 * SKIP LOCKED, never paged by position (a smaller position can commit later); a row stays while an older one of its key is
 * neither sent nor in this batch, so order per key holds with any number of relays.
 */
export async function relayBatch(pool: Pool, module: string): Promise<Relayed> {
  const schema = raw(schemaOf(module));
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<OutboxRow>(sql`
      WITH batch AS MATERIALIZED (
        SELECT * FROM ${schema}.outbox WHERE sent_at IS NULL
        ORDER BY position LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
      )
      SELECT b.id, ARRAY(SELECT s.module FROM platform.subscription s WHERE s.type = b.type ORDER BY s.module) AS listeners
      FROM batch b
      WHERE NOT EXISTS (
        SELECT 1 FROM ${schema}.outbox older
        WHERE older.key = b.key AND older.seq < b.seq AND older.sent_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM batch WHERE batch.position = older.position)
      )
      ORDER BY position`);
    if (rows.length === 0) return { sent: 0, targets: [], more: false };
    const targets = new Set<string>();
    for (const row of rows) for (const target of row.listeners) targets.add(target);
    for (const target of [...targets].sort()) {
      await deliver(
        client,
        module,
        target,
        rows.filter((row) => row.listeners.includes(target)),
      );
    }
    await client.query(sql`
      UPDATE ${schema}.outbox SET sent_at = now() WHERE id = ANY (${rows.map((row) => row.id)}::text[])`);
    return { sent: rows.length, targets: [...targets], more: rows.length === BATCH };
  });
}

/** Puts rows into one inbox; a row that is already there stays as it is. */
async function deliver(
  client: PoolClient,
  source: string,
  target: string,
  rows: readonly OutboxRow[],
): Promise<void> {
  const schema = raw(schemaOf(target));
  await client.query(sql`
    INSERT INTO ${schema}.inbox
      (message_id, source, key, seq, type, data, correlation_id, causation_id, user_id, step, recorded_at, received_at)
    SELECT o.id, ${source}, o.key, o.seq, o.type, o.data, o.correlation_id, o.causation_id, o.user_id, o.step, o.recorded_at, now()
    FROM ${raw(schemaOf(source))}.outbox o
    WHERE o.id = ANY (${rows.map((row) => row.id)}::text[])
    ORDER BY o.position
    ON CONFLICT (message_id) DO NOTHING`);
}
