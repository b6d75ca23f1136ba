import type { Pool } from 'pg';
import sql, { raw } from 'sql-template-tag';
import { schemaOf } from './outbox.js';

const BATCH = 5_000;

/**
 * Deletes what is over: rows that were sent, or handled, longer ago than `olderThanMs`. Sending and receiving are one
 * transaction, so a row that is marked as sent can never arrive again and its receipt need not be kept for that. Looks at the
 * oldest rows only, which are the next to go, and answers how many went.
 */
export async function forget(pool: Pool, modules: readonly string[], olderThanMs: number): Promise<number> {
  let total = 0;
  for (const module of modules) {
    const schema = raw(schemaOf(module));
    for (let gone = BATCH; gone === BATCH; total += gone) {
      const { rowCount } = await pool.query(sql`
        DELETE FROM ${schema}.outbox
        WHERE position IN (SELECT position FROM ${schema}.outbox ORDER BY position LIMIT ${BATCH})
          AND sent_at < now() - ${olderThanMs} * interval '1 millisecond'`);
      gone = rowCount ?? 0;
    }
    for (let gone = BATCH; gone === BATCH; total += gone) {
      const { rowCount } = await pool.query(sql`
        DELETE FROM ${schema}.inbox
        WHERE position IN (SELECT position FROM ${schema}.inbox ORDER BY position LIMIT ${BATCH})
          AND done_at < now() - ${olderThanMs} * interval '1 millisecond'`);
      gone = rowCount ?? 0;
    }
  }
  return total;
}
