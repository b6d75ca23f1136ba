import { pg } from '../../../shared/platform/persistence/pg-tx.js';
import { sql } from '../../../shared/platform/persistence/sql.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { epochMs, type EpochMs } from '../../../shared/pure/time/epoch.js';
import { BrakeStore } from '../application/ports/brake-store.port.js';
import type { Brake } from '../domain/index.js';
import { hashOf } from './hash-of.js';

interface BrakeRow {
  readonly attempts: number;
  readonly last_at: Date;
  readonly next_at: Date;
}

/** Rows that one attempt clears away at most: more than it can add. */
const FORGOTTEN_AT_ONCE = 10;

/** Brakes in Postgres, under hashes: the table must not become a list of what people typed. */
export class PgBrakeStore extends BrakeStore {
  /** The row is made when there is none, so that two first attempts cannot both be the first. */
  override async lock(tx: Tx, key: string, at: EpochMs): Promise<Brake | null> {
    const now = new Date(at);
    const [row] = await pg(tx).query<BrakeRow>(sql`
      INSERT INTO users.sign_in_brake AS b (key, attempts, last_at, next_at)
      VALUES (${hashOf(key)}, 0, ${now}, ${now})
      ON CONFLICT (key) DO UPDATE SET attempts = b.attempts
      RETURNING attempts, last_at, next_at`);
    if (row === undefined || row.attempts === 0) return null;
    const { attempts, last_at, next_at } = row;
    return { attempts, lastAt: epochMs(last_at.getTime()), nextAt: epochMs(next_at.getTime()) };
  }

  override async save(tx: Tx, key: string, { attempts, lastAt, nextAt }: Brake): Promise<void> {
    await pg(tx).execute(sql`
      UPDATE users.sign_in_brake
      SET attempts = ${attempts}, last_at = ${new Date(lastAt)}, next_at = ${new Date(nextAt)}
      WHERE key = ${hashOf(key)}`);
  }

  override async release(tx: Tx, key: string): Promise<void> {
    await pg(tx).execute(sql`DELETE FROM users.sign_in_brake WHERE key = ${hashOf(key)}`);
  }

  override async forgiveOne(tx: Tx, key: string): Promise<void> {
    await pg(tx).execute(sql`
      UPDATE users.sign_in_brake SET attempts = greatest(attempts - 1, 0), next_at = last_at
      WHERE key = ${hashOf(key)}`);
  }

  override async forget(tx: Tx, before: EpochMs): Promise<void> {
    await pg(tx).execute(sql`
      DELETE FROM users.sign_in_brake WHERE key IN (
        SELECT key FROM users.sign_in_brake WHERE last_at < ${new Date(before)}
        ORDER BY last_at LIMIT ${FORGOTTEN_AT_ONCE} FOR UPDATE SKIP LOCKED)`);
  }
}
