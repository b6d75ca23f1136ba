import type { Pool } from 'pg';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { pg } from '../../../shared/platform/persistence/pg-tx.js';
import { sql } from '../../../shared/platform/persistence/sql.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import {
  AmendmentStore,
  type Amendment,
  type AmendmentEnd,
  type DueAmendment,
} from '../application/ports/amendment-store.port.js';
import { INTENT_COLUMNS, intentOf, type IntentRow } from './intent-rows.js';
import { LIVE } from './status-sets.js';

interface AmendmentRow {
  readonly intent_id: string;
  readonly user_id: string;
  readonly request_key: string;
  readonly price: string;
  readonly size: string;
  readonly filled_before: string;
  readonly state: Amendment['state'];
  readonly correlation_id: string;
}

type DueRow = IntentRow & { readonly wished_at: Date; readonly ended_for_ms: number };

/** Wishes to change orders in Postgres. */
export class PgAmendmentStore extends AmendmentStore {
  constructor(private readonly pool: Pool) {
    super();
  }

  override async of(tx: Tx, orderId: string): Promise<Amendment | null> {
    const [row] = await pg(tx).query<AmendmentRow>(sql`
      SELECT intent_id, user_id, request_key, trim_scale(price)::text AS price, trim_scale(size)::text AS size,
             trim_scale(filled_before)::text AS filled_before, state, correlation_id
      FROM orders.amendment WHERE intent_id = ${orderId} FOR UPDATE`);
    if (row === undefined) return null;
    return {
      orderId: row.intent_id,
      userId: row.user_id,
      requestKey: row.request_key,
      price: row.price,
      size: row.size,
      filledBefore: row.filled_before,
      state: row.state,
      correlationId: row.correlation_id,
    };
  }

  override async versionOf(tx: Tx, orderId: string): Promise<number> {
    const [row] = await pg(tx).query<{ readonly version: string }>(
      sql`SELECT count(*) AS version FROM orders.intent_event WHERE intent_id = ${orderId}`,
    );
    return Number(row!.version);
  }

  override async add(tx: Tx, amendment: Amendment): Promise<void> {
    const { orderId, userId, requestKey, price, size, filledBefore, state, correlationId } = amendment;
    await pg(tx).execute(sql`
      INSERT INTO orders.amendment
        (intent_id, user_id, request_key, price, size, filled_before, state, details, correlation_id, created_at)
      VALUES (${orderId}, ${userId}, ${requestKey}, ${price}::numeric, ${size}::numeric, ${filledBefore}::numeric,
              ${state}, '{}'::jsonb, ${correlationId}, clock_timestamp())`);
  }

  override async end(tx: Tx, orderId: string, end: AmendmentEnd): Promise<boolean> {
    const { state, code, details, successorId } = end;
    const ended = await pg(tx).query(sql`
      UPDATE orders.amendment
      SET state = ${state}, code = ${code}, details = ${JSON.stringify(details)}::jsonb, successor_id = ${successorId},
          ended_at = clock_timestamp()
      WHERE intent_id = ${orderId} AND ended_at IS NULL
      RETURNING intent_id`);
    return ended.length > 0;
  }

  override async due(limit: number): Promise<readonly DueAmendment[]> {
    const { rows } = await this.pool.query<DueRow>(sql`
      SELECT ${INTENT_COLUMNS}, a.created_at AS wished_at,
             (extract(epoch FROM clock_timestamp() - i.updated_at) * 1000)::float8 AS ended_for_ms
      FROM orders.amendment a JOIN orders.intent i ON i.id = a.intent_id
      WHERE a.ended_at IS NULL AND i.status <> ALL (${LIVE})
      ORDER BY a.created_at LIMIT ${limit}`);
    return rows.map((row) => ({
      intent: intentOf(row),
      createdAt: epochMs(row.wished_at.getTime()),
      endedForMs: row.ended_for_ms,
    }));
  }
}
