import sql, { empty } from 'sql-template-tag';
import { formatMoney } from '../../../shared/pure/numbers/money.js';
import { pg } from '../../../shared/platform/persistence/pg-tx.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import {
  PositionStore,
  type BillAbout,
  type FoldedAdjustment,
  type FoldedFill,
  type HeldPosition,
  type PositionKey,
} from '../application/ports/position-store.port.js';
import { formatPrice, formatSize, formatValue, POSTED_WITHIN_MS } from '../domain/index.js';
import { holderOf, POSITION_COLUMNS, positionOf, type PositionRow } from './position-rows.js';

/** Positions in Postgres, changed inside the caller's transaction. */
export class PgPositionStore extends PositionStore {
  override async hasFill(tx: Tx, accountId: string, symbol: string, tradeId: string): Promise<boolean> {
    const rows = await pg(tx).query(sql`
      SELECT 1 FROM positions.fill
      WHERE account_id = ${accountId} AND symbol = ${symbol} AND trade_id = ${tradeId}`);
    return rows.length > 0;
  }

  override async open(
    tx: Tx,
    { accountId, symbol, instanceId, position }: PositionKey,
  ): Promise<HeldPosition | null> {
    const [row] = await pg(tx).query<PositionRow>(sql`
      SELECT ${POSITION_COLUMNS} FROM positions.position
      WHERE account_id = ${accountId} AND symbol = ${symbol} AND holder = ${holderOf(instanceId)}
        AND position_side = ${position} AND closed_at IS NULL
      FOR UPDATE`);
    return row === undefined ? null : positionOf(row);
  }

  override async save(tx: Tx, position: HeldPosition): Promise<void> {
    const { id, userId, accountId, venue, symbol, strategy, instanceId, life } = position;
    const { side, run } = life;
    const closedAt = position.closedAt === null ? null : new Date(position.closedAt);
    await pg(tx).execute(sql`
      INSERT INTO positions.position
        (id, user_id, account_id, venue, symbol, strategy, holder, position_side, side, size, average_price, flow, realised_pnl,
         fees, funding, max_size, run_order_id, run_residue, opened_at, changed_at, closed_at)
      VALUES
        (${id}, ${userId}, ${accountId}, ${venue}, ${symbol}, ${strategy}, ${holderOf(instanceId)}, ${position.position}, ${side},
         ${formatSize(life.size)}, ${formatPrice(life.average)}, ${formatValue(life.flow)},
         ${formatValue(life.realised)}, ${formatMoney(life.fees)}, ${formatMoney(life.funding)},
         ${formatSize(life.maxSize)}, ${run.orderId}, ${formatValue(run.residue)},
         ${new Date(position.openedAt)}, ${new Date(position.changedAt)}, ${closedAt})
      ON CONFLICT (id) DO UPDATE SET
        size = excluded.size, average_price = excluded.average_price, flow = excluded.flow,
        realised_pnl = excluded.realised_pnl, fees = excluded.fees, funding = excluded.funding,
        max_size = excluded.max_size, run_order_id = excluded.run_order_id, run_residue = excluded.run_residue,
        changed_at = excluded.changed_at, closed_at = excluded.closed_at`);
  }

  override async addFill(tx: Tx, folded: FoldedFill): Promise<void> {
    const { fillId, userId, accountId, symbol, instanceId, tradeId, fill, reason, realised } = folded;
    const { positionId, nextPositionId, correlationId, at } = folded;
    await pg(tx).execute(sql`
      INSERT INTO positions.fill
        (id, user_id, account_id, symbol, holder, trade_id, order_id, side, price, size, fee, realised_pnl, reason,
         position_id, next_position_id, correlation_id, at)
      VALUES
        (${fillId}, ${userId}, ${accountId}, ${symbol}, ${holderOf(instanceId)}, ${tradeId}, ${fill.orderId},
         ${fill.side}, ${formatPrice(fill.price)}, ${formatSize(fill.size)}, ${formatMoney(fill.fee)},
         ${formatMoney(realised)}, ${reason}, ${positionId}, ${nextPositionId}, ${correlationId}, ${new Date(at)})`);
  }

  override async hasAdjustment(tx: Tx, adjustmentId: string): Promise<boolean> {
    const rows = await pg(tx).query(sql`SELECT 1 FROM positions.adjustment WHERE id = ${adjustmentId}`);
    return rows.length > 0;
  }

  override async addAdjustment(
    tx: Tx,
    { adjustmentId, size, flow, correlationId, at }: FoldedAdjustment,
    { id, userId, accountId, symbol, instanceId, life }: HeldPosition,
  ): Promise<void> {
    // One order with the fills: each changes what the next one is folded into.
    await pg(tx).execute(sql`
      INSERT INTO positions.adjustment
        (id, ordinal, user_id, account_id, symbol, holder, position_id, side, size, flow, correlation_id, at)
      VALUES
        (${adjustmentId}, nextval(pg_get_serial_sequence('positions.fill', 'ordinal')), ${userId}, ${accountId}, ${symbol},
         ${holderOf(instanceId)}, ${id}, ${life.side === 'long' ? 'sell' : 'buy'}, ${formatSize(size)}, ${formatValue(flow)},
         ${correlationId}, ${new Date(at)})`);
  }

  override async heldAround(
    tx: Tx,
    { accountId, symbol, position, at }: BillAbout,
  ): Promise<readonly HeldPosition[]> {
    const which = position === 'net' ? empty : sql`AND position_side = ${position}`;
    const rows = await pg(tx).query<PositionRow>(sql`
      SELECT ${POSITION_COLUMNS} FROM positions.position
      WHERE account_id = ${accountId} AND symbol = ${symbol} ${which} AND opened_at <= ${new Date(at)}
        AND (closed_at IS NULL OR closed_at >= ${new Date(at - POSTED_WITHIN_MS)})
      ORDER BY opened_at, id FOR UPDATE`);
    return rows.map(positionOf);
  }
}
