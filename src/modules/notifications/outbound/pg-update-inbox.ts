import type { Pool } from 'pg';
import { pg } from '../../../shared/platform/persistence/pg-tx.js';
import { sql } from '../../../shared/platform/persistence/sql.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { UpdateInbox, type OpenUpdate } from '../application/ports/update-inbox.port.js';
import type { Said, Update } from '../domain/index.js';
import { inMs, NOW } from './database-time.js';

const LONGEST_ERROR = 300;

interface UpdateRow {
  readonly update_id: string;
  readonly data: Said;
  readonly attempts: number;
}

/** Updates in Postgres. */
export class PgUpdateInbox extends UpdateInbox {
  constructor(private readonly pool: Pool) {
    super();
  }

  override async keep(updates: readonly Update[]): Promise<void> {
    if (updates.length === 0) return;
    await this.pool.query(sql`
      INSERT INTO notifications.telegram_update (update_id, data, received_at, due_at, done_at)
      SELECT id, said::jsonb, ${NOW}, ${NOW}, CASE WHEN said IS NULL THEN ${NOW} END
      FROM unnest(
        ${updates.map(({ updateId }) => updateId)}::bigint[],
        ${updates.map(({ said }) => (said === null ? null : JSON.stringify(said)))}::text[]
      ) AS told(id, said)
      ON CONFLICT (update_id) DO NOTHING`);
  }

  override async open(limit: number): Promise<readonly OpenUpdate[]> {
    const { rows } = await this.pool.query<UpdateRow>(sql`
      SELECT update_id, data, attempts FROM notifications.telegram_update
      WHERE done_at IS NULL AND due_at <= now() ORDER BY update_id LIMIT ${limit}`);
    return rows.map(({ update_id, data, attempts }) => ({
      updateId: Number(update_id),
      said: data,
      attempts,
    }));
  }

  override async done(tx: Tx, updateId: number, error: string | null): Promise<boolean> {
    const changed = await pg(tx).execute(sql`
      UPDATE notifications.telegram_update
      SET done_at = ${NOW}, data = NULL, last_error = ${error?.slice(0, LONGEST_ERROR) ?? null}
      WHERE update_id = ${updateId} AND done_at IS NULL`);
    return changed === 1;
  }

  override async failed(updateId: number, error: string, againInMs: number): Promise<void> {
    await this.pool.query(sql`
      UPDATE notifications.telegram_update
      SET attempts = attempts + 1, last_error = ${error.slice(0, LONGEST_ERROR)}, due_at = ${inMs(againInMs)}
      WHERE update_id = ${updateId}`);
  }

  override async forget(olderThanMs: number): Promise<void> {
    await this.pool.query(sql`
      DELETE FROM notifications.telegram_update WHERE received_at < ${inMs(-olderThanMs)} AND done_at IS NOT NULL`);
  }
}
