import type { Pool } from 'pg';
import { pg } from '../../../shared/platform/persistence/pg-tx.js';
import { sql } from '../../../shared/platform/persistence/sql.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { UserStore, type StoredUser } from '../application/ports/user-store.port.js';
import type { Language, Role, User } from '../domain/index.js';

export interface UserRow {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly language: Language;
  readonly demo: boolean;
  readonly created_at: Date;
}

/** People in Postgres. What the same address is, Postgres alone decides: by the index that keeps it unique. */
export class PgUserStore extends UserStore {
  constructor(private readonly pool: Pool) {
    super();
  }

  override async add(tx: Tx, user: StoredUser): Promise<boolean> {
    const { id, email, passwordHash, role, language, demo, createdAt } = user;
    const added = await pg(tx).execute(sql`
      INSERT INTO users."user" (id, email, password_hash, role, language, demo, created_at)
      VALUES (${id}, ${email}, ${passwordHash}, ${role}, ${language}, ${demo}, ${new Date(createdAt)})
      ON CONFLICT (lower(email)) DO NOTHING`);
    return added === 1;
  }

  override async byId(userId: string): Promise<User | null> {
    const { rows } = await this.pool.query<UserRow>(sql`
      SELECT id, email, role, language, demo, created_at FROM users."user" WHERE id = ${userId}`);
    return rows[0] === undefined ? null : userOf(rows[0]);
  }

  override async byEmail(email: string): Promise<StoredUser | null> {
    const { rows } = await this.pool.query<UserRow & { readonly password_hash: string }>(sql`
      SELECT id, email, password_hash, role, language, demo, created_at
      FROM users."user" WHERE lower(email) = lower(${email})`);
    const row = rows[0];
    return row === undefined ? null : { ...userOf(row), passwordHash: row.password_hash };
  }
}

export const userOf = ({ id, email, role, language, demo, created_at }: UserRow): User => ({
  ...{ id, email, role, language, demo },
  createdAt: epochMs(created_at.getTime()),
});
