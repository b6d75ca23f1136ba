import type { Pool } from 'pg';
import sql, { empty, join, raw } from 'sql-template-tag';
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
  /** How many messages of the same key stand behind it. */
  readonly waiting: number;
}

/** The last dead letter of a page; a message may be dead in several modules. */
export type DeadLetterPlace = Pick<DeadLetter, 'deadAt' | 'module' | 'id'>;

/** Dead letters of some modules, the newest first; `after` goes on behind a place of the same order. */
export async function listDeadLetters(
  pool: Pool,
  modules: readonly string[],
  limit: number,
  after: DeadLetterPlace | null = null,
): Promise<readonly DeadLetter[]> {
  if (modules.length === 0) return [];
  const letters = modules.map((module) => {
    const inbox = raw(`${schemaOf(module)}.inbox`);
    return sql`SELECT letter.message_id AS id, ${module}::text AS module, letter.source, letter.key, letter.type, letter.attempts,
        letter.last_error AS "lastError", letter.dead_at AS "deadAt",
        (SELECT count(*) FROM ${inbox} behind WHERE behind.source = letter.source AND behind.key = letter.key
         AND behind.done_at IS NULL AND behind.seq > letter.seq)::integer AS waiting
      FROM ${inbox} letter WHERE letter.dead_at IS NOT NULL AND letter.done_at IS NULL`;
  });
  const behind =
    after === null
      ? empty
      : sql`WHERE ("deadAt", module, id) < (${after.deadAt}::timestamptz, ${after.module}::text, ${after.id}::text)`;
  const { rows } = await pool.query<DeadLetter>(sql`
    SELECT * FROM (${join(letters, ' UNION ALL ')}) letters ${behind} ORDER BY "deadAt" DESC, module DESC, id DESC LIMIT ${limit}`);
  return rows;
}

/** Gives a dead letter another life; answers false when there is none of that id. */
export async function retryDeadLetter(pool: Pool, module: string, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(sql`
    UPDATE ${raw(schemaOf(module))}.inbox SET dead_at = NULL, attempts = 0, next_attempt_at = NULL
    WHERE message_id = ${id} AND dead_at IS NOT NULL AND done_at IS NULL`);
  return rowCount === 1;
}
