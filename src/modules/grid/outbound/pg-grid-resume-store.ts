import type { Pool } from 'pg';
import type { EpochMs } from '../../../shared/pure/time/epoch.js';
import { sql } from '../../../shared/platform/persistence/sql.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { PgResumeStore } from '../../../shared/platform/strategy/outbound/pg-resume-store.js';
import { GridResumeStore } from '../application/ports/grid-resume-store.port.js';

export class PgGridResumeStore extends GridResumeStore {
  private readonly bots: PgResumeStore;

  constructor(private readonly pool: Pool) {
    super();
    this.bots = new PgResumeStore(pool, 'grid');
  }

  override alive(): ReturnType<GridResumeStore['alive']> {
    return this.bots.alive();
  }

  override isBusy(instanceId: string, tx?: Tx): Promise<boolean> {
    return this.bots.isBusy(instanceId, tx);
  }

  override async lateFills(instanceId: string, bootedAt: EpochMs, marketTime: EpochMs): Promise<number> {
    const { rows } = await this.pool.query<{ count: number }>(sql`
      SELECT count(*)::int AS count FROM grid.reaction
      WHERE instance_id = ${instanceId} AND stored_at >= ${new Date(bootedAt)} AND at <= ${new Date(marketTime)}
        AND cause->>'kind' = 'filled'`);
    return rows[0]!.count;
  }
}
