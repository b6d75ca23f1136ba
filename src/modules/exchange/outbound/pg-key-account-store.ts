import { createHmac, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { pg } from '../../../shared/platform/persistence/pg-tx.js';
import { sql } from '../../../shared/platform/persistence/sql.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import {
  KeyAccountStore,
  type SealedSecret,
  type VaultMark,
} from '../application/ports/key-account-store.port.js';
import type { KeyAccount, KeyVenue } from '../domain/index.js';

const FINGERPRINT_KEY_BYTES = 32;

interface AccountRow {
  readonly id: string;
  readonly user_id: string;
  readonly venue: KeyVenue;
  readonly label: string;
  readonly key_hint: string;
  readonly created_at: Date;
}

interface SealedRow {
  readonly account_id: string;
  readonly field: string;
  readonly sealed: Buffer;
}

/** Accounts with sealed keys in Postgres. */
export class PgKeyAccountStore extends KeyAccountStore {
  constructor(private readonly pool: Pool) {
    super();
  }

  override async add(
    tx: Tx,
    account: KeyAccount,
    identity: string,
    secrets: readonly SealedSecret[],
    most: number,
  ): Promise<'added' | 'taken' | 'full'> {
    const { id, userId, venue, label, keyHint, createdAt } = account;
    // One at a time for each user, so that two of them cannot both be the last.
    await pg(tx).execute(
      sql`SELECT pg_advisory_xact_lock(hashtextextended(${`exchange.key_account ${userId}`}, 0))`,
    );
    const [held] = await pg(tx).query<{ count: string }>(sql`
      SELECT count(*) AS count FROM exchange.key_account WHERE user_id = ${userId}`);
    if (Number(held!.count) >= most) return 'full';
    const fingerprint = createHmac('sha256', await this.fingerprintKey(tx))
      .update(identity)
      .digest('base64url');
    const added = await pg(tx).execute(sql`
      INSERT INTO exchange.key_account (id, user_id, venue, label, fingerprint, key_hint, created_at)
      VALUES (${id}, ${userId}, ${venue}, ${label}, ${fingerprint}, ${keyHint}, ${new Date(createdAt)})
      ON CONFLICT (fingerprint) DO NOTHING`);
    if (added === 0) return 'taken';
    for (const { field, keyId, blob } of secrets) {
      await pg(tx).execute(sql`
        INSERT INTO exchange.credential (account_id, field, key_id, sealed) VALUES (${id}, ${field}, ${keyId}, ${blob})`);
    }
    return 'added';
  }

  override async list(userId: string): Promise<readonly KeyAccount[]> {
    const { rows } = await this.pool.query<AccountRow>(sql`
      SELECT id, user_id, venue, label, key_hint, created_at FROM exchange.key_account
      WHERE user_id = ${userId} ORDER BY created_at, id`);
    return rows.map(accountOf);
  }

  override async remove(tx: Tx, userId: string, accountId: string): Promise<boolean> {
    const removed = await pg(tx).execute(sql`
      DELETE FROM exchange.key_account WHERE id = ${accountId} AND user_id = ${userId}`);
    return removed === 1;
  }

  override async mark(made: VaultMark | null): Promise<VaultMark | null> {
    if (made !== null) {
      await this.pool.query(sql`
        INSERT INTO exchange.vault (id, key_id, canary, fingerprint_key)
        VALUES (1, ${made.keyId}, ${made.canary}, ${randomBytes(FINGERPRINT_KEY_BYTES)})
        ON CONFLICT (id) DO UPDATE SET key_id = excluded.key_id, canary = excluded.canary
        WHERE NOT EXISTS (SELECT 1 FROM exchange.credential)`);
    }
    const { rows } = await this.pool.query<{ key_id: string; canary: Buffer }>(sql`
      SELECT key_id, canary FROM exchange.vault`);
    return rows[0] === undefined ? null : { keyId: rows[0].key_id, canary: rows[0].canary };
  }

  override async keysInUse(): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ key_id: string }>(sql`
      SELECT key_id FROM exchange.vault WHERE EXISTS (SELECT 1 FROM exchange.credential)
      UNION SELECT key_id FROM exchange.credential ORDER BY key_id`);
    return rows.map(({ key_id }) => key_id);
  }

  override async rewrap(
    tx: Tx,
    keyId: string,
    limit: number,
    again: (blob: Buffer) => { readonly keyId: string; readonly blob: Buffer },
  ): Promise<number> {
    const [mark] = await pg(tx).query<{ canary: Buffer }>(sql`
      SELECT canary FROM exchange.vault WHERE key_id <> ${keyId} FOR UPDATE`);
    if (mark !== undefined) {
      const { blob } = again(mark.canary);
      await pg(tx).execute(sql`UPDATE exchange.vault SET key_id = ${keyId}, canary = ${blob}`);
    }
    const rows = await pg(tx).query<SealedRow>(sql`
      SELECT account_id, field, sealed FROM exchange.credential
      WHERE key_id <> ${keyId} ORDER BY account_id, field LIMIT ${limit} FOR UPDATE SKIP LOCKED`);
    for (const { account_id, field, sealed } of rows) {
      const { keyId: by, blob } = again(sealed);
      await pg(tx).execute(sql`
        UPDATE exchange.credential SET key_id = ${by}, sealed = ${blob}
        WHERE account_id = ${account_id} AND field = ${field}`);
    }
    return rows.length;
  }

  private async fingerprintKey(tx: Tx): Promise<Buffer> {
    const [row] = await pg(tx).query<{ fingerprint_key: Buffer }>(
      sql`SELECT fingerprint_key FROM exchange.vault`,
    );
    return row!.fingerprint_key;
  }
}

const accountOf = (row: AccountRow): KeyAccount => ({
  ...{ id: row.id, userId: row.user_id, venue: row.venue, label: row.label, keyHint: row.key_hint },
  createdAt: epochMs(row.created_at.getTime()),
});
