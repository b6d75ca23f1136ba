import type { Pool } from 'pg';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { pg } from '../../../shared/platform/persistence/pg-tx.js';
import { sql } from '../../../shared/platform/persistence/sql.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import {
  ReconcileStore,
  type BookedLane,
  type MayHaveFilled,
  type ReconciledAccount,
} from '../application/ports/reconcile-store.port.js';
import { unitsOfText } from '../domain/exposure.js';
import { AT_VENUE, LIVE, UNRESOLVED } from './status-sets.js';

/** What has changed since is left alone: the venue's answer may be older than that. */
const RECENT_MS = 5_000;
/** Whoever has one of the newest orders may hold something that nobody has told us of. */
const LAST_ORDERS = 500;
/** How far back, and among how many orders, the trades are looked for that would explain a difference. */
const FILLED_BACK_MS = 24 * 3_600_000;
const FILLED_AT_MOST = 200;

/** Our books in Postgres, read for a comparison; only looks are asked for and sums counted anew. */
export class PgReconcileStore extends ReconcileStore {
  constructor(private readonly pool: Pool) {
    super();
  }

  override async accounts(): Promise<readonly ReconciledAccount[]> {
    const { rows } = await this.pool.query<{ account_id: string; user_id: string; venue: string }>(sql`
      SELECT a.account_id, a.user_id, v.venue FROM orders.risk_account a
      CROSS JOIN LATERAL (SELECT i.venue FROM orders.intent i WHERE i.account_id = a.account_id LIMIT 1) v
      WHERE EXISTS (SELECT 1 FROM orders.lane l WHERE l.account_id = a.account_id AND (l.position <> 0 OR l.short <> 0))
         OR EXISTS (SELECT 1 FROM orders.intent i WHERE i.account_id = a.account_id AND i.status = ANY (${LIVE}))
         OR a.account_id IN (SELECT i.account_id FROM orders.intent i ORDER BY i.id DESC LIMIT ${LAST_ORDERS})
      ORDER BY a.account_id`);
    return rows.map((row) => ({ accountId: row.account_id, userId: row.user_id, venue: row.venue }));
  }

  override async now(): Promise<string> {
    const { rows } = await this.pool.query<{ now: string }>(sql`SELECT clock_timestamp()::text AS now`);
    return rows[0]!.now;
  }

  override async lanes(accountId: string): Promise<readonly BookedLane[]> {
    const { rows } = await this.pool.query<{
      symbol: string;
      position: string;
      halted: boolean;
      busy: boolean;
    }>(sql`
      SELECT l.symbol, l.position::text, l.halt_code IS NOT NULL AS halted,
             EXISTS (SELECT 1 FROM orders.intent i WHERE i.account_id = l.account_id AND i.symbol = l.symbol
                       AND i.status = ANY (${UNRESOLVED}))
             OR EXISTS (SELECT 1 FROM orders.inbox m WHERE m.source = 'exchange' AND m.done_at IS NULL AND m.dead_at IS NULL
                          AND m.key = l.account_id || ' ' || l.symbol) AS busy
      FROM orders.lane l WHERE l.account_id = ${accountId} ORDER BY l.symbol`);
    return rows.map(({ symbol, position, halted, busy }) => ({
      ...{ symbol, halted, busy },
      position: unitsOfText(position),
    }));
  }

  override async lookFor(accountId: string, shown: readonly string[]): Promise<number> {
    const { rowCount } = await this.pool.query(sql`
      UPDATE orders.intent SET look_at = now(), looks = 0
      WHERE account_id = ${accountId} AND status = ANY (${AT_VENUE}) AND look_at IS NULL
        AND updated_at < now() - ${RECENT_MS} * interval '1 millisecond'
        AND client_order_id <> ALL (${[...shown]}::text[])`);
    return rowCount ?? 0;
  }

  override async mayHaveFilled(accountId: string, symbols: readonly string[]): Promise<MayHaveFilled> {
    const { rows } = await this.pool.query<{ client_order_id: string; created_at: Date }>(sql`
      SELECT client_order_id, created_at FROM orders.intent
      WHERE account_id = ${accountId} AND symbol = ANY (${[...symbols]}::text[]) AND send_deadline IS NOT NULL
        AND wire IS NOT NULL AND status <> 'abandoned' AND NOT (status = 'filled' AND filled_size >= size)
        AND (status = ANY (${LIVE}) OR updated_at > now() - ${FILLED_BACK_MS} * interval '1 millisecond')
      ORDER BY created_at DESC LIMIT ${FILLED_AT_MOST}`);
    const oldest = rows.at(-1)?.created_at;
    return {
      clientOrderIds: rows.map((row) => row.client_order_id).sort(),
      oldest: oldest === undefined ? null : epochMs(oldest.getTime()),
    };
  }

  override async unknown(accountId: string, clientOrderIds: readonly string[]): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ id: string }>(sql`
      SELECT s.id FROM unnest(${[...clientOrderIds]}::text[]) AS s(id)
      WHERE NOT EXISTS (
        SELECT 1 FROM orders.intent i WHERE i.account_id = ${accountId} AND i.client_order_id = s.id)`);
    return rows.map(({ id }) => id);
  }

  override async recount(tx: Tx, accountId: string): Promise<void> {
    await pg(tx).execute(sql`
      UPDATE orders.lane l SET waiting = coalesce((
        SELECT sum(i.exposure * greatest(i.size - i.filled_size, 0) / i.size) FROM orders.intent i
        WHERE i.account_id = l.account_id AND i.symbol = l.symbol AND i.size > 0 AND i.status = ANY (${LIVE})), 0)
      WHERE l.account_id = ${accountId}`);
  }
}
