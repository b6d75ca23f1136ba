import type { Pool } from 'pg';
import { sql } from '../../persistence/sql.js';
import { Books } from '../books.port.js';
import type { AuditScope, Breach, Invariant } from '../invariant.js';

/** Rows of a breach that are told by themselves. */
const TOLD_AT_MOST = 20;
/** A look at everything may take longer than what answers people. */
const STATEMENT_MS = 60_000;

interface BrokenRow {
  readonly n: string;
  readonly user_id: string | null;
  readonly account_id: string | null;
  readonly instance_id: string | null;
}

/** Books in Postgres: one read-only snapshot for all that is asked at once. */
export class PgBooks extends Books {
  constructor(private readonly pool: Pool) {
    super();
  }

  override async breaches(invariants: readonly Invariant[], scope: AuditScope): Promise<readonly Breach[]> {
    const client = await this.pool.connect();
    let failed: Error | undefined;
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      await client.query(`SET LOCAL statement_timeout = ${STATEMENT_MS}`);
      const breaches: Breach[] = [];
      for (const { number, says, broken } of invariants) {
        const { rows } = await client.query<BrokenRow>(sql`
          SELECT sum(count(*)) OVER () AS n, user_id, account_id, instance_id FROM (${broken(scope)}) broken
          GROUP BY user_id, account_id, instance_id
          ORDER BY user_id, account_id, instance_id LIMIT ${TOLD_AT_MOST}`);
        if (rows.length > 0)
          breaches.push({ number, says, rows: Number(rows[0]!.n), concerned: rows.map(concernedOf) });
      }
      await client.query('COMMIT');
      return breaches;
    } catch (error) {
      failed = error instanceof Error ? error : new Error(String(error));
      throw error;
    } finally {
      client.release(failed);
    }
  }
}

const concernedOf = ({ user_id, account_id, instance_id }: BrokenRow) => ({
  userId: user_id,
  accountId: account_id,
  instanceId: instance_id,
});
