import type { Pool } from 'pg';
import { sql } from '../../../shared/platform/persistence/sql.js';
import { ResumeStore, type Resumed } from '../application/ports/resume-store.port.js';

export class PgResumeStore extends ResumeStore {
  constructor(private readonly pool: Pool) {
    super();
  }

  override async running(): Promise<readonly Resumed[]> {
    const { rows } = await this.pool.query<{ id: string; user_id: string }>(
      sql`SELECT id, user_id FROM hyper_rsi.instance WHERE state = 'running' ORDER BY id`,
    );
    return rows.map(({ id, user_id }) => ({ instanceId: id, userId: user_id }));
  }

  override async isBusy(instanceId: string): Promise<boolean> {
    const { rows } = await this.pool.query<{ busy: boolean }>(sql`
      SELECT EXISTS (SELECT FROM hyper_rsi.inbox WHERE key = ${instanceId} AND done_at IS NULL AND dead_at IS NULL)
        OR EXISTS (SELECT FROM hyper_rsi.outbox WHERE key = ${instanceId} AND sent_at IS NULL) AS busy`);
    return rows[0]!.busy;
  }
}
