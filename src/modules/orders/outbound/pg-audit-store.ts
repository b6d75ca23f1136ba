import type { Pool } from 'pg';
import { AuditStore, type Violation } from '../application/ports/audit-store.port.js';
import { ORDER_INVARIANTS } from './order-invariants.js';

/** The invariants in Postgres. One snapshot for all, so that nothing that is just being written looks broken. */
export class PgAuditStore extends AuditStore {
  constructor(private readonly pool: Pool) {
    super();
  }

  override async check(): Promise<readonly Violation[]> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const violations: Violation[] = [];
      for (const [invariant, statement] of Object.entries(ORDER_INVARIANTS)) {
        const { rows } = await client.query<{ n: string }>(statement);
        violations.push({ invariant, count: Number(rows[0]?.n ?? 0) });
      }
      return violations;
    } finally {
      await client.query('COMMIT').catch(() => undefined);
      client.release();
    }
  }
}
