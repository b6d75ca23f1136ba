import type { Json, JsonObject } from '../../../pure/json.js';
import type { EpochMs } from '../../../pure/time/epoch.js';
import type { Database } from '../../persistence/database.js';
import { sql } from '../../persistence/sql.js';

/** Which request: one person, one method and address, one key of theirs. */
export interface RequestName {
  readonly userId: string;
  readonly route: string;
  readonly key: string;
}

/** What came of a request: its answer, or the problem it was refused with. */
export type Outcome =
  | { readonly answered: true; readonly body: Json; readonly etag: string | null }
  | {
      readonly answered: false;
      readonly code: string;
      readonly message: string;
      readonly details: JsonObject;
    };

/** What is known of a request when it comes. */
export type Claimed =
  | { readonly state: 'ours' }
  | { readonly state: 'in-progress' }
  | { readonly state: 'another-request' }
  | { readonly state: 'done'; readonly outcome: Outcome };

const HOUR_MS = 3_600_000;
export const KEPT_HOURS = 24;
/** No request lasts longer: whoever claimed it before has died with it. */
const ABANDONED_AFTER_MS = 60_000;
/** Old requests are cleared away with every sixteenth new one, a few more than were added meanwhile. */
const SWEEP_EVERY = 16;
const FORGOTTEN_AT_ONCE = 20;

interface Row {
  readonly body_hash: string;
  readonly outcome: Outcome | null;
}

/** Requests that were marked as one, in Postgres: one claim wins, over all processes. */
export class IdempotencyStore {
  private claims = 0;

  constructor(private readonly database: Database) {}

  /** Claims the request for `claim`, or tells what became of it. */
  async claim(name: RequestName, bodyHash: string, claim: string, at: EpochMs): Promise<Claimed> {
    const pool = this.database.pool('api');
    const { userId, route, key } = name;
    const [now, abandoned] = [new Date(at), new Date(at - ABANDONED_AFTER_MS)];
    const claimed = await pool.query(sql`
      INSERT INTO platform.idempotency_key AS k (user_id, route, key, body_hash, claim, claimed_at, expires_at)
      VALUES (${userId}, ${route}, ${key}, ${bodyHash}, ${claim}, ${now}, ${new Date(at + KEPT_HOURS * HOUR_MS)})
      ON CONFLICT (user_id, route, key) DO UPDATE SET
        body_hash = excluded.body_hash, claim = excluded.claim, claimed_at = excluded.claimed_at,
        expires_at = excluded.expires_at, outcome = NULL
      WHERE k.expires_at <= ${now}
         OR (k.outcome IS NULL AND k.claimed_at <= ${abandoned} AND k.body_hash = excluded.body_hash)`);
    if (claimed.rowCount === 1) {
      this.claims += 1;
      if (this.claims % SWEEP_EVERY === 0) await this.forgetSome(now);
      return { state: 'ours' };
    }
    const { rows } = await pool.query<Row>(sql`
      SELECT body_hash, outcome FROM platform.idempotency_key
      WHERE user_id = ${userId} AND route = ${route} AND key = ${key}`);
    const [row] = rows;
    // Released between the two statements: whoever asks again gets it.
    if (row === undefined) return { state: 'in-progress' };
    if (row.body_hash !== bodyHash) return { state: 'another-request' };
    return row.outcome === null ? { state: 'in-progress' } : { state: 'done', outcome: row.outcome };
  }

  /** Keeps what came of the request, unless somebody else has claimed it since. */
  async keep({ userId, route, key }: RequestName, claim: string, outcome: Outcome): Promise<void> {
    await this.database.pool('api').query(sql`
      UPDATE platform.idempotency_key SET outcome = ${JSON.stringify(outcome)}::json
      WHERE user_id = ${userId} AND route = ${route} AND key = ${key} AND claim = ${claim}`);
  }

  /** Nothing was done: the key may be used again, for another body too. */
  async release({ userId, route, key }: RequestName, claim: string): Promise<void> {
    await this.database.pool('api').query(sql`
      DELETE FROM platform.idempotency_key
      WHERE user_id = ${userId} AND route = ${route} AND key = ${key} AND claim = ${claim}`);
  }

  private async forgetSome(now: Date): Promise<void> {
    await this.database.pool('api').query(sql`
      DELETE FROM platform.idempotency_key WHERE (user_id, route, key) IN (
        SELECT user_id, route, key FROM platform.idempotency_key WHERE expires_at <= ${now}
        ORDER BY expires_at LIMIT ${FORGOTTEN_AT_ONCE} FOR UPDATE SKIP LOCKED)`);
  }
}
