import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { pg } from '../../../shared/platform/persistence/pg-tx.js';
import { sql } from '../../../shared/platform/persistence/sql.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { epochMs, type EpochMs } from '../../../shared/pure/time/epoch.js';
import { TelegramLinkStore } from '../application/ports/telegram-link-store.port.js';
import { typedCode, type User } from '../domain/index.js';
import { userOf, type UserRow } from './pg-user-store.js';

/** Links in Postgres. */
export class PgTelegramLinkStore extends TelegramLinkStore {
  constructor(private readonly pool: Pool) {
    super();
  }

  override async keepCode(tx: Tx, userId: string, code: string, expiresAt: EpochMs): Promise<void> {
    await pg(tx).execute(sql`
      INSERT INTO users.telegram_code (user_id, code_hash, expires_at)
      VALUES (${userId}, ${hashOf(code)}, ${new Date(expiresAt)})
      ON CONFLICT (user_id) DO UPDATE SET code_hash = excluded.code_hash, expires_at = excluded.expires_at`);
  }

  override async useCode(tx: Tx, code: string, now: EpochMs): Promise<string | null> {
    const [used] = await pg(tx).query<{ user_id: string }>(sql`
      DELETE FROM users.telegram_code WHERE code_hash = ${hashOf(code)} AND expires_at > ${new Date(now)}
      RETURNING user_id`);
    return used?.user_id ?? null;
  }

  override async failures(tx: Tx, telegramUserId: string, since: EpochMs, now: EpochMs): Promise<number> {
    const [row] = await pg(tx).query<{ failures: number }>(sql`
      INSERT INTO users.telegram_attempt AS a (telegram_user_id, failures, since)
      VALUES (${telegramUserId}, 0, ${new Date(now)})
      ON CONFLICT (telegram_user_id) DO UPDATE
      SET failures = CASE WHEN a.since > ${new Date(since)} THEN a.failures ELSE 0 END,
          since = CASE WHEN a.since > ${new Date(since)} THEN a.since ELSE excluded.since END
      RETURNING failures`);
    return row!.failures;
  }

  override async fail(tx: Tx, telegramUserId: string): Promise<void> {
    await pg(tx).execute(sql`
      UPDATE users.telegram_attempt SET failures = failures + 1 WHERE telegram_user_id = ${telegramUserId}`);
  }

  override async link(tx: Tx, userId: string, telegramUserId: string, at: EpochMs): Promise<boolean> {
    const linked = await pg(tx).execute(sql`
      INSERT INTO users.telegram_link (user_id, telegram_user_id, linked_at)
      SELECT ${userId}, ${telegramUserId}, ${new Date(at)}
      WHERE NOT EXISTS (
        SELECT 1 FROM users.telegram_link WHERE telegram_user_id = ${telegramUserId} AND user_id <> ${userId})
      ON CONFLICT (user_id) DO UPDATE
      SET telegram_user_id = excluded.telegram_user_id, linked_at = excluded.linked_at`);
    return linked === 1;
  }

  override async unlink(tx: Tx, userId: string): Promise<boolean> {
    return (await pg(tx).execute(sql`DELETE FROM users.telegram_link WHERE user_id = ${userId}`)) === 1;
  }

  override async linkedAt(userId: string): Promise<EpochMs | null> {
    const { rows } = await this.pool.query<{ linked_at: Date }>(sql`
      SELECT linked_at FROM users.telegram_link WHERE user_id = ${userId}`);
    return rows[0] === undefined ? null : epochMs(rows[0].linked_at.getTime());
  }

  override async userOf(telegramUserId: string): Promise<User | null> {
    const { rows } = await this.pool.query<UserRow>(sql`
      SELECT u.id, u.email, u.role, u.language, u.demo, u.created_at, u.disabled_at, u.version
      FROM users.telegram_link l JOIN users."user" u ON u.id = l.user_id
      WHERE l.telegram_user_id = ${telegramUserId}`);
    return rows[0] === undefined ? null : userOf(rows[0]);
  }
}

/** A code lives for minutes and is used once; a fast hash keeps it out of the tables. */
const hashOf = (code: string): string => createHash('sha256').update(typedCode(code)).digest('base64url');
