import type { Pool } from 'pg';
import { formatMoney } from '../../../shared/pure/numbers/money.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { shardOf } from '../../../shared/platform/leases/shards.js';
import { pg } from '../../../shared/platform/persistence/pg-tx.js';
import { raw, sql } from '../../../shared/platform/persistence/sql.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { LaneName } from '../application/ports/intent.js';
import {
  ReconcileStore,
  type BookedLane,
  type LockedLane,
  type CutOrder,
  type MayHaveFilled,
  type NewAdjustment,
  type ReconciledAccount,
} from '../application/ports/reconcile-store.port.js';
import { FORGOTTEN } from '../domain/absence.js';
import { unitsOfText } from '../domain/exposure.js';
import { FOREIGN, type Holding } from '../domain/holdings.js';
import type { LaneHalt } from '../domain/risk/approve.js';
import { PROTECT_MS } from '../domain/venue-terms.js';
import { MOVED_BY_FOREIGN } from './moved-by.js';
import { AT_VENUE, LIVE, UNRESOLVED } from './status-sets.js';

/** What has changed since is left alone: the venue's answer may be older than that. */
const RECENT_MS = 5_000;
/** Whoever has one of the newest orders may hold something that nobody has told us of. */
const LAST_ORDERS = 500;
/** How far back, and among how many orders, the trades are looked for that would explain a difference. */
const FILLED_BACK_MS = 24 * 3_600_000;
const FILLED_AT_MOST = 200;

interface BookedLaneRow {
  readonly symbol: string;
  readonly position: string;
  readonly short: string;
  readonly halt: LaneHalt | null;
  readonly busy: boolean;
  readonly forgotten: readonly string[];
  readonly parts: readonly (Omit<Holding, 'size'> & { readonly size: string })[];
}

/** Whose the position of lane `l` is, as one row `parts`: what bots hold, and what nobody here has ordered. */
const PARTS = raw(`LATERAL (
  SELECT coalesce(jsonb_agg(jsonb_build_object('holder', h.holder, 'strategy', h.strategy, 'position', h.position_side,
                                               'size', h.size::text)
                            ORDER BY h.holder COLLATE "C", h.position_side COLLATE "C"), '[]') AS parts
  FROM (
    SELECT o.instance_id AS holder, o.strategy, o.position_side, o.size FROM orders.obligation o
    WHERE o.account_id = l.account_id AND o.symbol = l.symbol AND o.size <> 0
    UNION ALL
    SELECT '${FOREIGN}', 'manual', f.position_side, sum(f.change) FROM (
      SELECT coalesce(x.execution->>'position', 'net') AS position_side, ${MOVED_BY_FOREIGN} AS change
      FROM orders.foreign_execution x
      WHERE x.account_id = l.account_id AND x.symbol = l.symbol AND x.execution->>'kind' = 'filled'
      UNION ALL
      SELECT a.position_side, a.change FROM orders.adjustment a
      WHERE a.account_id = l.account_id AND a.symbol = l.symbol AND a.holder = '${FOREIGN}'
    ) f
    GROUP BY f.position_side HAVING sum(f.change) <> 0
  ) h
) p`);

/** Columns of a booked lane: of `l` and of its `parts`. */
const BOOKED = sql`l.symbol, l.position::text, l.short::text, l.halt_code AS halt, p.parts,
  EXISTS (SELECT 1 FROM orders.intent i WHERE i.account_id = l.account_id AND i.symbol = l.symbol
            AND i.status = ANY (${UNRESOLVED}) AND i.code IS DISTINCT FROM ${FORGOTTEN})
  OR EXISTS (SELECT 1 FROM orders.inbox m WHERE m.source = 'exchange' AND m.done_at IS NULL AND m.dead_at IS NULL
               AND m.key = l.account_id || ' ' || l.symbol) AS busy,
  ARRAY(SELECT i.id FROM orders.intent i WHERE i.account_id = l.account_id AND i.symbol = l.symbol
          AND i.status = ANY (${LIVE}) AND i.code = ${FORGOTTEN} ORDER BY i.id COLLATE "C") AS forgotten`;

const bookedOf = ({ symbol, position, short, halt, busy, forgotten, parts }: BookedLaneRow): BookedLane => ({
  ...{ symbol, halt, busy, forgotten, position: unitsOfText(position), short: unitsOfText(short) },
  parts: parts.map(({ size, ...part }) => ({ ...part, size: unitsOfText(size) })),
});

/** Our books in Postgres, read for a comparison; only looks are asked for and sums counted anew. */
export class PgReconcileStore extends ReconcileStore {
  constructor(private readonly pool: Pool) {
    super();
  }

  override async accounts(): Promise<readonly ReconciledAccount[]> {
    const { rows } = await this.pool.query<{ account_id: string; user_id: string; venue: string }>(sql`
      SELECT a.account_id, a.user_id, v.venue FROM orders.risk_account a
      CROSS JOIN LATERAL (SELECT i.venue FROM orders.intent i WHERE i.account_id = a.account_id LIMIT 1) v
      WHERE EXISTS (SELECT 1 FROM orders.lane l WHERE l.account_id = a.account_id
                      AND (l.position <> 0 OR l.short <> 0 OR l.halt_code = 'position-differs'))
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
    const { rows } = await this.pool.query<BookedLaneRow>(sql`
      SELECT ${BOOKED} FROM orders.lane l CROSS JOIN ${PARTS} WHERE l.account_id = ${accountId} ORDER BY l.symbol`);
    return rows.map(bookedOf);
  }

  override async openLane(tx: Tx, { accountId, symbol }: LaneName, price: string): Promise<void> {
    await pg(tx).execute(sql`
      INSERT INTO orders.lane (account_id, symbol, shard, mark)
      VALUES (${accountId}, ${symbol}, ${shardOf(`${accountId} ${symbol}`)}, ${price}::numeric)
      ON CONFLICT (account_id, symbol) DO NOTHING`);
  }

  override async lockLane(tx: Tx, { accountId, symbol }: LaneName): Promise<LockedLane | null> {
    const connection = pg(tx);
    await connection.execute(sql`
      SELECT 1 FROM orders.lane WHERE account_id = ${accountId} AND symbol = ${symbol} FOR UPDATE`);
    // A statement of its own, after the lock: it sees everything that was committed before the lane was ours.
    const [row] = await connection.query<
      BookedLaneRow & { readonly entries: string; readonly mark: string | null }
    >(sql`
      SELECT ${BOOKED}, trim_scale(l.mark)::text AS mark,
             (SELECT count(*) FROM orders.fill f WHERE f.account_id = l.account_id AND f.symbol = l.symbol)
             + (SELECT count(*) FROM orders.foreign_execution x
                WHERE x.account_id = l.account_id AND x.symbol = l.symbol AND x.execution->>'kind' = 'filled')
             + (SELECT count(*) FROM orders.adjustment a
                WHERE a.account_id = l.account_id AND a.symbol = l.symbol) AS entries
      FROM orders.lane l CROSS JOIN ${PARTS} WHERE l.account_id = ${accountId} AND l.symbol = ${symbol}`);
    return row === undefined ? null : { ...bookedOf(row), entries: Number(row.entries), mark: row.mark };
  }

  override async adjust(
    tx: Tx,
    { accountId, symbol, userId }: LaneName & { readonly userId: string },
    adjustments: readonly NewAdjustment[],
  ): Promise<void> {
    const rows = adjustments.map(({ id, holder, position, change }) => ({
      ...{ id, holder, position, change: formatMoney(change) },
    }));
    await pg(tx).execute(sql`
      WITH made AS (
        INSERT INTO orders.adjustment (id, user_id, account_id, symbol, holder, position_side, change, made_at)
        SELECT id, ${userId}, ${accountId}, ${symbol}, holder, position, change, clock_timestamp()
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id text, holder text, position text, change numeric)
        ON CONFLICT (id) DO NOTHING
        RETURNING holder, position_side, change
      ),
      owed AS (
        UPDATE orders.obligation o
        SET size = o.size + m.change,
            due_at = coalesce(o.due_at, clock_timestamp() + ${PROTECT_MS} * interval '1 millisecond')
        FROM made m
        WHERE o.account_id = ${accountId} AND o.symbol = ${symbol} AND o.instance_id = m.holder
          AND o.position_side = m.position_side
      )
      UPDATE orders.lane
      SET position = position + coalesce((SELECT sum(change) FROM made), 0),
          short = short - coalesce((SELECT sum(change) FROM made WHERE position_side = 'short'), 0)
      WHERE account_id = ${accountId} AND symbol = ${symbol}`);
  }

  override async lookFor(accountId: string, shown: readonly string[]): Promise<number> {
    const { rowCount } = await this.pool.query(sql`
      UPDATE orders.intent SET look_at = now(), looks = 0
      WHERE account_id = ${accountId} AND status = ANY (${AT_VENUE}) AND look_at IS NULL
        AND updated_at < now() - ${RECENT_MS} * interval '1 millisecond'
        AND client_order_id <> ALL (${[...shown]}::text[])`);
    return rowCount ?? 0;
  }

  override async cut(accountId: string, shownMs: number): Promise<readonly CutOrder[]> {
    const { rows } = await this.pool.query<{ symbol: string; client_order_id: string }>(sql`
      SELECT symbol, client_order_id FROM orders.intent
      WHERE account_id = ${accountId} AND status = 'cancelled' AND code IS DISTINCT FROM ${FORGOTTEN}
        AND send_deadline IS NOT NULL AND wire IS NOT NULL AND (size IS NULL OR filled_size < size)
        AND updated_at > now() - ${FILLED_BACK_MS} * interval '1 millisecond'
        AND updated_at <= now() - ${shownMs} * interval '1 millisecond'
      ORDER BY client_order_id COLLATE "C" LIMIT ${FILLED_AT_MOST}`);
    return rows.map(({ symbol, client_order_id }) => ({ symbol, clientOrderId: client_order_id }));
  }

  override async mayHaveFilled(accountId: string, symbols: readonly string[]): Promise<MayHaveFilled> {
    const { rows } = await this.pool.query<{ client_order_id: string; created_at: Date }>(sql`
      SELECT client_order_id, created_at FROM orders.intent
      WHERE account_id = ${accountId} AND symbol = ANY (${[...symbols]}::text[]) AND send_deadline IS NOT NULL
        AND wire IS NOT NULL AND status <> 'abandoned' AND NOT (status = 'filled' AND filled_size >= size)
        AND NOT (status = 'rejected' AND venue_order_id IS NULL)
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
