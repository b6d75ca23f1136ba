import type { Pool } from 'pg';
import { pg } from '../../../shared/platform/persistence/pg-tx.js';
import { sql } from '../../../shared/platform/persistence/sql.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { UserStore, type StoredUser, type UserChange } from '../application/ports/user-store.port.js';
import type { Language, Role, User } from '../domain/index.js';

export interface UserRow {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly language: Language;
  readonly demo: boolean;
  readonly created_at: Date;
  readonly disabled_at: Date | null;
  readonly version: number;
}

interface StoredRow extends UserRow {
  readonly password_hash: string;
}

const COLUMNS = sql`id, email, role, language, demo, created_at, disabled_at, version`;

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
      SELECT ${COLUMNS} FROM users."user" WHERE id = ${userId}`);
    return rows[0] === undefined ? null : userOf(rows[0]);
  }

  override async byEmail(email: string): Promise<StoredUser | null> {
    const { rows } = await this.pool.query<StoredRow>(sql`
      SELECT ${COLUMNS}, password_hash FROM users."user" WHERE lower(email) = lower(${email})`);
    return storedOf(rows[0]);
  }

  override async list(after: string | null, limit: number): Promise<readonly User[]> {
    const { rows } = await this.pool.query<UserRow>(sql`
      SELECT ${COLUMNS} FROM users."user" WHERE id > ${after ?? ''} ORDER BY id LIMIT ${limit}`);
    return rows.map(userOf);
  }

  override async admins(): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ readonly id: string }>(sql`
      SELECT id FROM users."user" WHERE role = 'admin' AND disabled_at IS NULL ORDER BY id`);
    return rows.map(({ id }) => id);
  }

  override async lock(tx: Tx, userId: string): Promise<StoredUser | null> {
    const [row] = await pg(tx).query<StoredRow>(sql`
      SELECT ${COLUMNS}, password_hash FROM users."user" WHERE id = ${userId} FOR UPDATE`);
    return storedOf(row);
  }

  override async lockAdmins(tx: Tx): Promise<readonly string[]> {
    const rows = await pg(tx).query<{ readonly id: string }>(sql`
      SELECT id FROM users."user" WHERE role = 'admin' AND disabled_at IS NULL ORDER BY id FOR UPDATE`);
    return rows.map(({ id }) => id);
  }

  override async change(tx: Tx, userId: string, change: UserChange): Promise<void> {
    const { role = null, language = null, passwordHash = null, disabledAt } = change;
    const disabled = disabledAt === undefined || disabledAt === null ? null : new Date(disabledAt);
    await pg(tx).execute(sql`
      UPDATE users."user"
      SET role = coalesce(${role}, role), language = coalesce(${language}, language),
          password_hash = coalesce(${passwordHash}, password_hash),
          disabled_at = CASE WHEN ${disabledAt === undefined} THEN disabled_at ELSE ${disabled}::timestamptz END,
          version = version + 1
      WHERE id = ${userId}`);
  }
}

const storedOf = (row: StoredRow | undefined): StoredUser | null =>
  row === undefined ? null : { ...userOf(row), passwordHash: row.password_hash };

export const userOf = (row: UserRow): User => {
  const { id, email, role, language, demo, version } = row;
  const createdAt = epochMs(row.created_at.getTime());
  return { id, email, role, language, demo, createdAt, disabled: row.disabled_at !== null, version };
};
