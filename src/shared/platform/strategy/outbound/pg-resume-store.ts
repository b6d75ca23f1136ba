import type { Pool } from 'pg';
import type { StrategyKind } from '../../../pure/strategy/instance.js';
import { schemaOf } from '../../bus/record/outbox.js';
import { pg } from '../../persistence/pg-tx.js';
import { raw, sql } from '../../persistence/sql.js';
import type { Tx } from '../../persistence/unit-of-work.port.js';
import { ResumeStore, type Resumed } from '../resume-store.port.js';

export class PgResumeStore extends ResumeStore {
  private readonly schema;

  constructor(
    private readonly pool: Pool,
    kind: StrategyKind,
  ) {
    super();
    this.schema = raw(schemaOf(kind));
  }

  override async alive(): Promise<readonly Resumed[]> {
    const { rows } = await this.pool.query<{ id: string; user_id: string }>(
      sql`SELECT id, user_id FROM ${this.schema}.instance WHERE state IN ('running', 'stopping', 'failed') ORDER BY id`,
    );
    return rows.map(({ id, user_id }) => ({ instanceId: id, userId: user_id }));
  }

  override async isBusy(instanceId: string, tx?: Tx): Promise<boolean> {
    const { schema } = this;
    const question = sql`
      SELECT EXISTS (SELECT FROM ${schema}.inbox WHERE key = ${instanceId} AND done_at IS NULL AND dead_at IS NULL)
        OR EXISTS (SELECT FROM ${schema}.outbox WHERE key = ${instanceId} AND sent_at IS NULL) AS busy`;
    const rows =
      tx === undefined
        ? (await this.pool.query<{ busy: boolean }>(question)).rows
        : await pg(tx).query<{ busy: boolean }>(question);
    return rows[0]!.busy;
  }
}
