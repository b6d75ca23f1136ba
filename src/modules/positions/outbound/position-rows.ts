import sql, { type Sql } from 'sql-template-tag';
import type { Average } from '../../../shared/pure/market/scale.js';
import { money } from '../../../shared/pure/numbers/money.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import type { HeldPosition, Strategy } from '../application/ports/position-store.port.js';
import { readPrice, readSize, readValue, type Life } from '../domain/index.js';

/** Holder of what is traded by hand. */
export const BY_HAND = 'manual';

export const holderOf = (instanceId: string | null): string => instanceId ?? BY_HAND;

export const instanceOf = (holder: string): string | null => (holder === BY_HAND ? null : holder);

/** Columns of a position, numbers as the shortest text. */
export const POSITION_COLUMNS: Sql = sql`
  id, user_id, account_id, venue, symbol, strategy, holder, position_side, side, run_order_id, opened_at, changed_at, closed_at,
  trim_scale(size)::text AS size, trim_scale(average_price)::text AS average_price, trim_scale(flow)::text AS flow,
  trim_scale(realised_pnl)::text AS realised_pnl, trim_scale(fees)::text AS fees, trim_scale(funding)::text AS funding,
  trim_scale(max_size)::text AS max_size, trim_scale(run_residue)::text AS run_residue`;

export interface PositionRow {
  readonly id: string;
  readonly user_id: string;
  readonly account_id: string;
  readonly venue: string;
  readonly symbol: string;
  readonly strategy: Strategy;
  readonly holder: string;
  readonly position_side: HeldPosition['position'];
  readonly side: Life['side'];
  readonly size: string;
  readonly average_price: string;
  readonly flow: string;
  readonly realised_pnl: string;
  readonly fees: string;
  readonly funding: string;
  readonly max_size: string;
  readonly run_order_id: string | null;
  readonly run_residue: string;
  readonly opened_at: Date;
  readonly changed_at: Date;
  readonly closed_at: Date | null;
}

export const positionOf = (row: PositionRow): HeldPosition => ({
  id: row.id,
  userId: row.user_id,
  accountId: row.account_id,
  venue: row.venue,
  symbol: row.symbol,
  strategy: row.strategy,
  instanceId: instanceOf(row.holder),
  position: row.position_side,
  life: {
    side: row.side,
    size: readSize(row.size),
    average: readPrice(row.average_price) as Average,
    flow: readValue(row.flow),
    realised: readValue(row.realised_pnl),
    fees: money(row.fees),
    funding: money(row.funding),
    maxSize: readSize(row.max_size),
    run: { orderId: row.run_order_id, residue: readValue(row.run_residue) },
  },
  openedAt: epochMs(row.opened_at.getTime()),
  changedAt: epochMs(row.changed_at.getTime()),
  closedAt: row.closed_at === null ? null : epochMs(row.closed_at.getTime()),
});
