import { createHash } from 'node:crypto';
import { pg } from '../../../shared/platform/persistence/pg-tx.js';
import { sql } from '../../../shared/platform/persistence/sql.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { SessionStore, type NewSession } from '../application/ports/session-store.port.js';

/** Sessions in Postgres. */
export class PgSessionStore extends SessionStore {
  override async open(tx: Tx, session: NewSession): Promise<void> {
    const { id, userId, refreshToken, createdAt, expiresAt } = session;
    await pg(tx).execute(sql`
      DELETE FROM users.session WHERE user_id = ${userId} AND expires_at <= ${new Date(createdAt)}`);
    await pg(tx).execute(sql`
      INSERT INTO users.session (id, user_id, refresh_hash, created_at, expires_at)
      VALUES (${id}, ${userId}, ${hashOf(refreshToken)}, ${new Date(createdAt)}, ${new Date(expiresAt)})`);
  }
}

/** The token is 256 random bits, so a fast hash is enough: there is nothing to guess. */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');
