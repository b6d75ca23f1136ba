import type { INestApplication } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { AccessTokens } from '../../src/shared/platform/auth/access-tokens.port.js';
import type { Role } from '../../src/shared/platform/http/current-user.decorator.js';
import { Database } from '../../src/shared/platform/persistence/database.js';

/** A hash that no password has. */
const NO_PASSWORD = `$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** The access token of somebody with a session of their own, for tests that are not about signing in. No password is hashed. */
export async function signedIn(app: INestApplication, userId: string, role: Role): Promise<string> {
  const pool = app.get(Database).pool('api');
  const sessionId = randomUUID();
  await pool.query(
    `INSERT INTO users."user" (id, email, password_hash, role, language, demo, created_at)
     VALUES ($1, $2, $4, $3, 'en', false, now()) ON CONFLICT (id) DO UPDATE SET role = excluded.role`,
    [userId, `${userId}@example.org`, role, NO_PASSWORD],
  );
  await pool.query(
    `INSERT INTO users.session (id, user_id, refresh_hash, created_at, expires_at)
     VALUES ($1, $2, $1, now(), now() + interval '1 day')`,
    [sessionId, userId],
  );
  return (await app.get(AccessTokens).sign({ userId, role, sessionId })).token;
}
