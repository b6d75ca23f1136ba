import type { Pool } from 'pg';
import sql, { raw } from 'sql-template-tag';
import { schemaOf } from './outbox.js';

/** A message that its module could not handle: its key waits behind it. */
export interface DeadLetter {
  readonly id: string;
  readonly module: string;
  readonly source: string;
  readonly key: string;
  readonly type: string;
  readonly attempts: number;
  readonly lastError: string;
  readonly deadAt: Date;
}

export async function listDeadLetters(
  pool: Pool,
  module: string,
  limit: number,
): Promise<readonly DeadLetter[]> {
  const { rows } = await pool.query<DeadLetter>(sql`
    SELECT message_id AS id, ${module}::text AS module, source, key, type, attempts, last_error AS "lastError", dead_at AS "deadAt"
    FROM ${raw(schemaOf(module))}.inbox WHERE dead_at IS NOT NULL AND done_at IS NULL ORDER BY position LIMIT ${limit}`);
  return rows;
}

/** Gives a dead letter another life; answers false when there is none of that id. */
export async function retryDeadLetter(pool: Pool, module: string, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(sql`
    UPDATE ${raw(schemaOf(module))}.inbox SET dead_at = NULL, attempts = 0, next_attempt_at = NULL
    WHERE message_id = ${id} AND dead_at IS NOT NULL AND done_at IS NULL`);
  return rowCount === 1;
}
