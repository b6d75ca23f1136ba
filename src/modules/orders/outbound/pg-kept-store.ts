import type { Pool } from 'pg';
import { formatMoney, money, type Money } from '../../../shared/pure/numbers/money.js';
import { pg } from '../../../shared/platform/persistence/pg-tx.js';
import { empty, raw, sql } from '../../../shared/platform/persistence/sql.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { LaneName } from '../application/ports/intent.js';
import { KeptStore, type KeptHolding } from '../application/ports/kept-store.port.js';
import type { KeptPosition } from '../contracts/queries/list-kept-positions.query.js';
import { CLOSE_AGAIN_MS } from '../domain/venue-terms.js';
import { LIVE } from './status-sets.js';

/** Gate `g`: its strategy has ended, and so has everything of it that could add. */
const OVER = raw(`(g.ended AND NOT g.open AND g.settled_at IS NOT NULL)`);

/** The orders of the instance of `o` in its lane as one row `e`: its market orders, and the closes of this very position. */
const ORDERS = sql`LATERAL (
  SELECT coalesce(max(i.cycle), 0) AS cycle,
         (count(*) FILTER (WHERE i.leg LIKE 'close-kept-' || o.position_side || '-%'))::int AS closes,
         max(i.updated_at) FILTER (WHERE i.leg LIKE 'close-kept-' || o.position_side || '-%') AS last,
         coalesce(array_agg(i.id ORDER BY i.id COLLATE "C") FILTER (WHERE i.type = 'market' AND i.status = ANY (${LIVE})),
                  '{}') AS under_way
  FROM orders.intent i
  WHERE i.account_id = o.account_id AND i.instance_id = o.instance_id AND i.symbol = o.symbol
) e`;

const COLUMNS = sql`o.user_id, o.account_id, o.venue, o.symbol, o.strategy, o.instance_id, o.position_side AS position,
  trim_scale(o.size)::text AS held, trim_scale(o.leave_size)::text AS leave_size, g.epoch, ${OVER} AS over, e.cycle, e.closes,
  e.under_way, trim_scale(l.mark)::text AS mark`;

const FROM = sql`orders.obligation o
  JOIN orders.gate g ON g.instance_id = o.instance_id AND g.user_id = o.user_id
  JOIN orders.lane l ON l.account_id = o.account_id AND l.symbol = o.symbol
  CROSS JOIN ${ORDERS}`;

const IN_ORDER = raw(
  `o.account_id COLLATE "C", o.symbol COLLATE "C", o.instance_id COLLATE "C", o.position_side COLLATE "C"`,
);

interface KeptRow {
  readonly user_id: string;
  readonly account_id: string;
  readonly venue: string;
  readonly symbol: string;
  readonly strategy: KeptHolding['strategy'];
  readonly instance_id: string;
  readonly position: KeptHolding['position'];
  readonly held: string;
  readonly leave_size: string | null;
  readonly epoch: number;
  readonly over: boolean;
  readonly cycle: number;
  readonly closes: number;
  readonly under_way: readonly string[];
  readonly mark: string | null;
}

/** What stopped bots hold, in Postgres: rows of obligations whose gates say that nobody looks after them any more. */
export class PgKeptStore extends KeptStore {
  constructor(private readonly pool: Pool) {
    super();
  }

  override async list(userId: string, lane: LaneName | null): Promise<readonly KeptPosition[]> {
    const where =
      lane === null ? empty : sql`AND o.account_id = ${lane.accountId} AND o.symbol = ${lane.symbol}`;
    const { rows } = await this.pool.query<KeptRow>(sql`
      SELECT ${COLUMNS} FROM ${FROM}
      WHERE o.user_id = ${userId} ${where} AND o.size <> 0 AND g.ended AND NOT g.open
      ORDER BY ${IN_ORDER}`);
    return rows.map((row) => ({
      ...{ instanceId: row.instance_id, strategy: row.strategy, accountId: row.account_id, venue: row.venue },
      ...{ symbol: row.symbol, position: row.position, size: row.held, markPrice: row.mark },
      closing: row.under_way.length > 0,
    }));
  }

  override async of(tx: Tx, instanceIds: readonly string[]): Promise<readonly KeptHolding[]> {
    if (instanceIds.length === 0) return [];
    const rows = await pg(tx).query<KeptRow>(sql`
      SELECT ${COLUMNS} FROM ${FROM}
      WHERE o.instance_id = ANY (${[...instanceIds]}::text[]) AND o.size <> 0
      ORDER BY ${IN_ORDER} FOR UPDATE OF o`);
    return rows.map(holdingOf);
  }

  override async leave(
    tx: Tx,
    { accountId, symbol, instanceId, position }: KeptHolding,
    left: Money,
  ): Promise<void> {
    await pg(tx).execute(sql`
      UPDATE orders.obligation SET leave_size = ${formatMoney(left)}
      WHERE account_id = ${accountId} AND symbol = ${symbol} AND instance_id = ${instanceId}
        AND position_side = ${position}`);
  }

  override async due(): Promise<readonly KeptHolding[]> {
    const { rows } = await this.pool.query<KeptRow>(sql`
      SELECT ${COLUMNS} FROM ${FROM}
      WHERE o.leave_size IS NOT NULL AND o.size <> 0 AND abs(o.size) > o.leave_size AND ${OVER}
        AND cardinality(e.under_way) = 0
        AND (e.last IS NULL OR e.last
             + least(power(2, least(e.closes, 10)) * 1000, ${CLOSE_AGAIN_MS}) * interval '1 millisecond' <= clock_timestamp())
      ORDER BY ${IN_ORDER}`);
    return rows.map(holdingOf);
  }
}

const holdingOf = (row: KeptRow): KeptHolding => ({
  ...{ userId: row.user_id, accountId: row.account_id, venue: row.venue, symbol: row.symbol },
  ...{ strategy: row.strategy, instanceId: row.instance_id, position: row.position, held: money(row.held) },
  ...{ epoch: row.epoch, isOver: row.over, left: row.leave_size === null ? null : money(row.leave_size) },
  ...{ cycle: row.cycle, closes: row.closes, underWay: row.under_way, markPrice: row.mark },
});
