import type { Pool } from 'pg';
import sql, { empty } from 'sql-template-tag';
import { money } from '../../../shared/pure/numbers/money.js';
import type { EpochMs } from '../../../shared/pure/time/epoch.js';
import { inTransaction } from '../../../shared/platform/persistence/in-transaction.js';
import {
  PositionReads,
  type DaySums,
  type HolderSums,
  type InstrumentSizes,
  type PageOfPositions,
} from '../application/ports/position-reads.port.js';
import type { HeldPosition, Strategy } from '../application/ports/position-store.port.js';
import { readPrice, readSize, type KeptInput, type PositionFill } from '../domain/index.js';
import { holderOf, instanceOf, POSITION_COLUMNS, positionOf, type PositionRow } from './position-rows.js';

interface SumsRow {
  readonly strategy: Strategy;
  readonly holder: string;
  readonly venue: string;
  readonly symbol: string;
  readonly realised: string;
  readonly fees: string;
  readonly funding: string;
  readonly positions: string;
  readonly signed_size: string;
  readonly basis: string;
}

interface DayRow {
  readonly holder: string;
  readonly venue: string;
  readonly symbol: string;
  readonly realised: string;
  readonly fees: string;
  readonly funding: string;
}

interface SizesRow {
  readonly venue: string;
  readonly symbol: string;
  readonly positions: string;
  readonly long: string;
  readonly short: string;
}

interface InputRow {
  readonly position_id: string;
  readonly next_position_id: string | null;
  /** Null for a share of a funding charge, and for an adjustment. */
  readonly order_id: string | null;
  readonly side: PositionFill['side'];
  readonly price: string;
  readonly size: string;
  /** Fee of a fill, share of a charge; null for an adjustment. */
  readonly amount: string | null;
}

/** Positions as they are asked for, from the pool for readers. */
export class PgPositionReads extends PositionReads {
  constructor(private readonly pool: Pool) {
    super();
  }

  override async list(
    userId: string,
    { state, after, limit }: PageOfPositions,
  ): Promise<readonly HeldPosition[]> {
    const time = state === 'open' ? sql`opened_at` : sql`closed_at`;
    const { rows } = await this.pool.query<PositionRow>(sql`
      SELECT ${POSITION_COLUMNS} FROM positions.position
      WHERE user_id = ${userId} AND ${state === 'open' ? sql`closed_at IS NULL` : sql`closed_at IS NOT NULL`}
        ${after === null ? empty : sql`AND (${time}, id) < (${new Date(after.at)}, ${after.positionId})`}
      ORDER BY ${time} DESC, id DESC LIMIT ${limit}`);
    return rows.map(positionOf);
  }

  override async get(userId: string, positionId: string): Promise<HeldPosition | null> {
    const { rows } = await this.pool.query<PositionRow>(sql`
      SELECT ${POSITION_COLUMNS} FROM positions.position WHERE user_id = ${userId} AND id = ${positionId}`);
    return rows[0] === undefined ? null : positionOf(rows[0]);
  }

  override async sums(userId: string, instanceId?: string): Promise<readonly HolderSums[]> {
    const { rows } = await this.pool.query<SumsRow>(sql`
      SELECT strategy, holder, venue, symbol,
        trim_scale(sum(trunc(realised_pnl, 18)))::text AS realised,
        trim_scale(sum(fees))::text AS fees, trim_scale(sum(funding))::text AS funding,
        count(*) FILTER (WHERE closed_at IS NULL) AS positions,
        trim_scale(sum(CASE WHEN side = 'long' THEN size ELSE -size END))::text AS signed_size,
        trim_scale(coalesce(sum(trunc(flow, 18) - trunc(realised_pnl, 18)) FILTER (WHERE closed_at IS NULL), 0))::text AS basis
      FROM positions.position
      WHERE user_id = ${userId} ${instanceId === undefined ? empty : sql`AND holder = ${holderOf(instanceId)}`}
      GROUP BY strategy, holder, venue, symbol
      ORDER BY strategy, holder, venue, symbol`);
    return rows.map((row) => ({
      strategy: row.strategy,
      instanceId: instanceOf(row.holder),
      venue: row.venue,
      symbol: row.symbol,
      realised: money(row.realised),
      fees: money(row.fees),
      funding: money(row.funding),
      open: {
        positions: Number(row.positions),
        signedSize: readSize(row.signed_size),
        basis: money(row.basis),
      },
    }));
  }

  override async sumsSince(userId: string, from: EpochMs): Promise<readonly DaySums[]> {
    const { rows } = await this.pool.query<DayRow>(sql`
      WITH term AS (
        SELECT position_id, realised_pnl AS realised, fee, 0 AS funding FROM positions.fill
        WHERE user_id = ${userId} AND at >= ${new Date(from)}
        UNION ALL
        SELECT position_id, 0, 0, amount FROM positions.funding
        WHERE user_id = ${userId} AND at >= ${new Date(from)}
      )
      SELECT p.holder, p.venue, p.symbol, trim_scale(sum(t.realised))::text AS realised,
             trim_scale(sum(t.fee))::text AS fees, trim_scale(sum(t.funding))::text AS funding
      FROM term t JOIN positions.position p ON p.id = t.position_id
      GROUP BY p.holder, p.venue, p.symbol`);
    return rows.map((row) => ({
      instanceId: instanceOf(row.holder),
      venue: row.venue,
      symbol: row.symbol,
      realised: money(row.realised),
      fees: money(row.fees),
      funding: money(row.funding),
    }));
  }

  override async countFills(userId: string, instanceId: string): Promise<number> {
    const { rows } = await this.pool.query<{ n: string }>(sql`
      SELECT count(*) AS n FROM positions.fill WHERE user_id = ${userId} AND holder = ${holderOf(instanceId)}`);
    return Number(rows[0]!.n);
  }

  override async openSizes(userId: string): Promise<readonly InstrumentSizes[]> {
    const { rows } = await this.pool.query<SizesRow>(sql`
      SELECT venue, symbol, count(*) AS positions,
        trim_scale(coalesce(sum(size) FILTER (WHERE side = 'long'), 0))::text AS long,
        trim_scale(coalesce(sum(size) FILTER (WHERE side = 'short'), 0))::text AS short
      FROM positions.position WHERE user_id = ${userId} AND closed_at IS NULL
      GROUP BY venue, symbol ORDER BY venue, symbol`);
    return rows.map(({ venue, symbol, positions, long, short }) => ({
      venue,
      symbol,
      positions: Number(positions),
      long: readSize(long),
      short: readSize(short),
    }));
  }

  override async everything(
    userId: string,
  ): Promise<{ positions: readonly HeldPosition[]; inputs: readonly KeptInput[] }> {
    return inTransaction(this.pool, async (client) => {
      // One snapshot: a fill that is folded while we read is in every table or in none.
      await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      const positions = await client.query<PositionRow>(sql`
        SELECT ${POSITION_COLUMNS} FROM positions.position WHERE user_id = ${userId} ORDER BY opened_at, id`);
      // Funding moves nothing that a fill looks at, so it may be folded after all fills.
      const inputs = await client.query<InputRow>(sql`
        SELECT ordinal, position_id, next_position_id, order_id, side, trim_scale(price)::text AS price,
               trim_scale(size)::text AS size, trim_scale(fee)::text AS amount
        FROM positions.fill WHERE user_id = ${userId}
        UNION ALL
        SELECT ordinal, position_id, NULL, NULL, NULL, NULL, trim_scale(size)::text, NULL
        FROM positions.adjustment WHERE user_id = ${userId}
        UNION ALL
        SELECT NULL, position_id, NULL, NULL, NULL, NULL, NULL, trim_scale(amount)::text
        FROM positions.funding WHERE user_id = ${userId}
        ORDER BY ordinal NULLS LAST`);
      return { positions: positions.rows.map(positionOf), inputs: inputs.rows.map(inputOf) };
    });
  }

  override async countOpen(): Promise<number> {
    const { rows } = await this.pool.query<{ n: string }>(
      sql`SELECT count(*) AS n FROM positions.position WHERE closed_at IS NULL`,
    );
    return Number(rows[0]!.n);
  }
}

function inputOf(row: InputRow): KeptInput {
  const { position_id: positionId, next_position_id: nextPositionId, order_id: orderId } = row;
  if (row.amount === null) return { kind: 'adjustment', positionId, size: readSize(row.size) };
  if (orderId === null) return { kind: 'funding', positionId, amount: money(row.amount) };
  const fill = {
    orderId,
    side: row.side,
    price: readPrice(row.price),
    size: readSize(row.size),
    fee: money(row.amount),
  };
  return { kind: 'fill', positionId, nextPositionId, fill };
}
