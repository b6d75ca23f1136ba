import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { sql } from '../../../shared/platform/persistence/sql.js';
import { ConfirmationStore } from '../application/ports/confirmation-store.port.js';
import type { Choice } from '../domain/index.js';
import { inMs } from './database-time.js';

/** Confirmations in Postgres: one statement decides who is the first. */
export class PgConfirmationStore extends ConfirmationStore {
  constructor(private readonly pool: Pool) {
    super();
  }

  override async add(
    token: string,
    userId: string,
    choices: readonly Choice[],
    forMs: number,
  ): Promise<void> {
    await this.pool.query(sql`
      INSERT INTO notifications.confirmation (token_hash, user_id, choices, expires_at)
      VALUES (${hashOf(token)}, ${userId}, ${JSON.stringify(choices)}::jsonb, ${inMs(forMs)})`);
  }

  override async use(token: string, userId: string, updateId: number): Promise<readonly Choice[] | null> {
    const { rows } = await this.pool.query<{ choices: readonly Choice[] }>(sql`
      UPDATE notifications.confirmation SET used_by = ${updateId}
      WHERE token_hash = ${hashOf(token)} AND user_id = ${userId}
        AND (used_by = ${updateId} OR (used_by IS NULL AND expires_at > now()))
      RETURNING choices`);
    return rows[0]?.choices ?? null;
  }

  override async forget(olderThanMs: number): Promise<void> {
    await this.pool.query(
      sql`DELETE FROM notifications.confirmation WHERE expires_at < ${inMs(-olderThanMs)}`,
    );
  }
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');
