import type { Pool } from 'pg';
import { pg } from '../../../shared/platform/persistence/pg-tx.js';
import { sql } from '../../../shared/platform/persistence/sql.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { epochMs, type EpochMs } from '../../../shared/pure/time/epoch.js';
import {
  SessionStore,
  type NewSession,
  type SessionOwner,
  type TokenHolder,
} from '../application/ports/session-store.port.js';
import { IDLE_DAYS, type Session } from '../domain/index.js';
import { hashOf } from './hash-of.js';

interface SessionRow {
  readonly id: string;
  readonly user_id: string;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly last_used_at: Date;
  readonly revoked_at: Date | null;
  readonly address: string | null;
  readonly user_agent: string | null;
}

/** Sessions in Postgres. */
export class PgSessionStore extends SessionStore {
  constructor(private readonly pool: Pool) {
    super();
  }

  override async open(tx: Tx, session: NewSession): Promise<void> {
    const { id, userId, refreshToken, address, userAgent } = session;
    const [createdAt, expiresAt] = [new Date(session.createdAt), new Date(session.expiresAt)];
    await pg(tx).execute(sql`
      DELETE FROM users.session WHERE user_id = ${userId} AND expires_at <= ${createdAt}`);
    await pg(tx).execute(sql`
      INSERT INTO users.session
        (id, user_id, refresh_hash, created_at, expires_at, last_used_at, address, user_agent)
      VALUES (${id}, ${userId}, ${hashOf(refreshToken)}, ${createdAt}, ${expiresAt}, ${createdAt},
              ${address}, ${userAgent})`);
  }

  override async holderOf(tx: Tx, refreshToken: string): Promise<TokenHolder | null> {
    const hash = hashOf(refreshToken);
    const [inForce] = await pg(tx).query<SessionRow>(sql`
      SELECT id, user_id, created_at, expires_at, last_used_at, revoked_at, address, user_agent
      FROM users.session WHERE refresh_hash = ${hash} FOR UPDATE`);
    if (inForce !== undefined) return { session: sessionOf(inForce), spentAt: null };
    const [spent] = await pg(tx).query<SessionRow & { readonly spent_at: Date }>(sql`
      SELECT s.id, s.user_id, s.created_at, s.expires_at, s.last_used_at, s.revoked_at, s.address, s.user_agent,
             t.spent_at
      FROM users.spent_token t JOIN users.session s ON s.id = t.session_id
      WHERE t.hash = ${hash} FOR UPDATE OF s`);
    return spent === undefined
      ? null
      : { session: sessionOf(spent), spentAt: epochMs(spent.spent_at.getTime()) };
  }

  override async rotate(tx: Tx, sessionId: string, fresh: string, at: EpochMs): Promise<void> {
    await pg(tx).execute(sql`
      INSERT INTO users.spent_token (hash, session_id, spent_at)
      SELECT refresh_hash, id, ${new Date(at)}::timestamptz FROM users.session WHERE id = ${sessionId}`);
    await pg(tx).execute(sql`
      UPDATE users.session SET refresh_hash = ${hashOf(fresh)}, last_used_at = ${new Date(at)}
      WHERE id = ${sessionId}`);
  }

  override async revoke(
    tx: Tx,
    { userId, sessionId, spared }: { userId: string; sessionId?: string; spared?: string },
    at: EpochMs,
  ): Promise<number> {
    return pg(tx).execute(sql`
      UPDATE users.session SET revoked_at = ${new Date(at)}
      WHERE user_id = ${userId} AND revoked_at IS NULL AND expires_at > ${new Date(at)}
        AND (${sessionId ?? null}::text IS NULL OR id = ${sessionId ?? null})
        AND id IS DISTINCT FROM ${spared ?? null}`);
  }

  override async revokeAll(tx: Tx, at: EpochMs): Promise<number> {
    return pg(tx).execute(sql`
      UPDATE users.session SET revoked_at = ${new Date(at)}
      WHERE revoked_at IS NULL AND expires_at > ${new Date(at)}`);
  }

  override async list(
    userId: string,
    at: EpochMs,
    { before, limit }: { readonly before: string | null; readonly limit: number },
  ): Promise<readonly Session[]> {
    const { rows } = await this.pool.query<SessionRow>(sql`
      SELECT id, user_id, created_at, expires_at, last_used_at, revoked_at, address, user_agent
      FROM users.session
      WHERE user_id = ${userId} AND revoked_at IS NULL AND expires_at > ${new Date(at)}
        AND last_used_at > ${new Date(at)}::timestamptz - ${IDLE_DAYS} * interval '1 day'
        AND (${before}::text IS NULL OR id < ${before})
      ORDER BY id DESC LIMIT ${limit}`);
    return rows.map(sessionOf);
  }

  override async ownerOf(userId: string, sessionId: string, at: EpochMs): Promise<SessionOwner | null> {
    const { rows } = await this.pool.query<SessionOwner>(sql`
      SELECT u.role, u.demo, u.disabled_at IS NOT NULL AS disabled
      FROM users.session s JOIN users."user" u ON u.id = s.user_id
      WHERE s.id = ${sessionId} AND s.user_id = ${userId} AND s.revoked_at IS NULL
        AND s.expires_at > ${new Date(at)}`);
    return rows[0] ?? null;
  }

  override async cameFrom(userId: string, address: string, since: EpochMs): Promise<boolean> {
    const { rowCount } = await this.pool.query(sql`
      SELECT 1 FROM users.session
      WHERE user_id = ${userId} AND address = ${address} AND created_at >= ${new Date(since)} LIMIT 1`);
    return rowCount === 1;
  }
}

const sessionOf = (row: SessionRow): Session => ({
  id: row.id,
  userId: row.user_id,
  createdAt: epochMs(row.created_at.getTime()),
  expiresAt: epochMs(row.expires_at.getTime()),
  lastUsedAt: epochMs(row.last_used_at.getTime()),
  revokedAt: row.revoked_at === null ? null : epochMs(row.revoked_at.getTime()),
  address: row.address,
  userAgent: row.user_agent,
});
