import type { Pool } from 'pg';
import sql, { join, raw } from 'sql-template-tag';
import type { SettlementSources } from '../settlement.port.js';
import { schemaOf } from './outbox.js';

/**
 * Rows that the steps up to `step` of a stepped feed have caused and that nobody has dealt with yet. A step is settled when
 * there are none: counted, not timed. Dead letters count, so a stepped market stops where a module could not follow. All
 * counts are one statement: work that moves from one table to another while it is counted is seen in one of them.
 */
export async function unsettled(
  pool: Pool,
  modules: readonly string[],
  step: number,
  sources?: SettlementSources,
): Promise<number> {
  const counts = modules.map((module) => {
    const schema = raw(schemaOf(module));
    return sql`SELECT count(*) AS n FROM ${schema}.outbox WHERE sent_at IS NULL AND step <= ${step}
      UNION ALL SELECT count(*) FROM ${schema}.inbox WHERE done_at IS NULL AND step <= ${step}`;
  });
  const { rows } = await pool.query<{ n: string }>(
    sql`SELECT sum(n) AS n FROM (${join([...counts, ...(sources?.counts(step) ?? [])], ' UNION ALL ')}) AS left_over`,
  );
  return Number(rows[0]!.n);
}
