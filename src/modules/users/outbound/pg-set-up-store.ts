import type { Pool } from 'pg';
import { pg } from '../../../shared/platform/persistence/pg-tx.js';
import { sql } from '../../../shared/platform/persistence/sql.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { EpochMs } from '../../../shared/pure/time/epoch.js';
import { SetUpStore } from '../application/ports/set-up-store.port.js';
import { hashOf } from './hash-of.js';

/** The set-up token in Postgres. Hashes are compared, so the time tells nothing of the token. */
export class PgSetUpStore extends SetUpStore {
  constructor(private readonly pool: Pool) {
    super();
  }

  override async prepare(tx: Tx, token: string, at: EpochMs): Promise<boolean> {
    const made = await pg(tx).execute(sql`
      INSERT INTO users.set_up (id, token_hash, created_at)
      SELECT 1, ${hashOf(token)}, ${new Date(at)}::timestamptz
      WHERE NOT EXISTS (SELECT 1 FROM users."user" WHERE role = 'admin')
      ON CONFLICT (id) DO NOTHING`);
    return made === 1;
  }

  override async isWaiting(): Promise<boolean> {
    const { rowCount } = await this.pool.query(sql`
      SELECT 1 FROM users.set_up
      WHERE used_at IS NULL AND NOT EXISTS (SELECT 1 FROM users."user" WHERE role = 'admin')`);
    return rowCount === 1;
  }

  override async accepts(token: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(sql`
      SELECT 1 FROM users.set_up
      WHERE token_hash = ${hashOf(token)} AND used_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM users."user" WHERE role = 'admin')`);
    return rowCount === 1;
  }

  override async redeem(tx: Tx, token: string, at: EpochMs): Promise<boolean> {
    const used = await pg(tx).execute(sql`
      UPDATE users.set_up SET used_at = ${new Date(at)}
      WHERE token_hash = ${hashOf(token)} AND used_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM users."user" WHERE role = 'admin')`);
    return used === 1;
  }
}
