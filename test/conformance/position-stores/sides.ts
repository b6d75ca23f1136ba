import { PgFundingStore } from '../../../src/modules/positions/outbound/pg-funding-store.js';
import { PgPositionStore } from '../../../src/modules/positions/outbound/pg-position-store.js';
import type { FundingStore } from '../../../src/modules/positions/application/ports/funding-store.port.js';
import type { PositionStore } from '../../../src/modules/positions/application/ports/position-store.port.js';
import { formatSize, formatValue } from '../../../src/modules/positions/domain/index.js';
import { PgUnitOfWork } from '../../../src/shared/platform/persistence/pg-unit-of-work.js';
import { sql } from '../../../src/shared/platform/persistence/sql.js';
import { formatMoney } from '../../../src/shared/pure/numbers/money.js';
import { PLAIN_CONNECTION } from '../../../src/simulation/store/connection.js';
import { MemoryDatabase } from '../../../src/simulation/store/memory-database.js';
import { MemoryUnitOfWork } from '../../../src/simulation/store/memory-unit-of-work.js';
import { MemoryFundingStore } from '../../../src/simulation/store/positions/memory-funding-store.js';
import { MemoryPositionStore } from '../../../src/simulation/store/positions/memory-position-store.js';
import { PositionTables } from '../../../src/simulation/store/positions/position-tables.js';
import { agingStores, agingTables, CONTEXT, ownDatabase, type Aging } from '../alike/kinds.js';
import type { Ports } from '../alike/play.js';

/** What is held and charged, over one kind of store. */
export interface Side extends Ports, Aging {
  readonly positions: PositionStore;
  readonly bills: FundingStore;
  /** Everything that is stored, in an order of its own. */
  readonly rows: () => Promise<readonly string[]>;
}

const TIMES = { bill: ['seen_at'], funding_read: ['next_read_at'] };
const TABLES = ['position', 'fill', 'adjustment', 'bill', 'funding', 'funding_read'];

export async function openPgSide(): Promise<Side & { close(): Promise<void> }> {
  const { database, close } = await ownDatabase();
  const pool = database.pool('trade');
  const texts = async (query: string): Promise<readonly string[]> =>
    (await pool.query<{ row: string }>(query)).rows.map(({ row }) => row);
  return {
    unitOfWork: new PgUnitOfWork({
      ...{ pool, context: () => CONTEXT, committed: () => undefined },
      outbox: () => sql`SELECT 1`,
    }),
    positions: new PgPositionStore(),
    bills: new PgFundingStore(pool),
    ...agingTables(pool, ['positions'], { tables: TABLES, times: TIMES }),
    rows: async () => [
      ...(await texts(
        `SELECT concat_ws(' ', 'position', id, account_id, symbol, holder, position_side, side, trim_scale(size),
           trim_scale(funding), (closed_at IS NULL)) AS row FROM positions.position ORDER BY id COLLATE "C"`,
      )),
      ...(await texts(
        `SELECT concat_ws(' ', 'fill', id, trade_id, position_id, trim_scale(size)) AS row
         FROM positions.fill ORDER BY ordinal`,
      )),
      ...(await texts(
        `SELECT concat_ws(' ', 'adjustment', id, position_id, trim_scale(size), trim_scale(flow)) AS row
         FROM positions.adjustment ORDER BY ordinal`,
      )),
      ...inOrder(
        await texts(
          `SELECT concat_ws(' ', 'bill', account_id, symbol, bill_id, position_side, trim_scale(amount), state) AS row
         FROM positions.bill`,
        ),
      ),
      ...inOrder(
        await texts(
          `SELECT concat_ws(' ', 'share', account_id, symbol, bill_id, position_id, trim_scale(amount)) AS row
         FROM positions.funding`,
        ),
      ),
      ...inOrder(
        await texts(
          `SELECT concat_ws(' ', 'read', account_id, (extract(epoch FROM read_until) * 1000)::bigint, (next_read_at IS NULL)) AS row
         FROM positions.funding_read`,
        ),
      ),
    ],
    close,
  };
}

export const openMemorySide = (): Side =>
  agingStores((nowMs) => {
    const database = new MemoryDatabase('positions', nowMs);
    const tables = new PositionTables(database);
    return {
      unitOfWork: new MemoryUnitOfWork({
        ...{ database, connection: PLAIN_CONNECTION, context: () => CONTEXT },
        ...{ outbox: () => undefined, committed: () => undefined },
      }),
      positions: new MemoryPositionStore(tables),
      bills: new MemoryFundingStore(tables, PLAIN_CONNECTION),
      rows: async () => rowsOf(tables),
    };
  });

const inOrder = (rows: readonly string[]): readonly string[] => [...rows].sort();
const byOrdinal = (left: { ordinal: number }, right: { ordinal: number }): number =>
  left.ordinal - right.ordinal;
/** As Postgres writes a boolean. */
const flag = (is: boolean): string => (is ? 't' : 'f');

const rowsOf = ({
  positions,
  fills,
  adjustments,
  bills,
  shares,
  reads,
}: PositionTables): readonly string[] => [
  ...[...positions.all()]
    .sort((left, right) => (left.id < right.id ? -1 : 1))
    .map(({ id, accountId, symbol, instanceId, position, life, closedAt }) =>
      [
        ...['position', id, accountId, symbol, instanceId ?? 'manual', position, life.side],
        ...[formatSize(life.size), formatMoney(life.funding), flag(closedAt === null)],
      ].join(' '),
    ),
  ...fills
    .sorted(byOrdinal)
    .map(({ fillId, tradeId, positionId, fill }) =>
      ['fill', fillId, tradeId, positionId, formatSize(fill.size)].join(' '),
    ),
  ...adjustments
    .sorted(byOrdinal)
    .map(({ adjustmentId, positionId, size, flow }) =>
      ['adjustment', adjustmentId, positionId, formatSize(size), formatValue(flow)].join(' '),
    ),
  ...inOrder(
    [...bills.all()].map(({ accountId, symbol, billId, position, amount, state }) =>
      ['bill', accountId, symbol, billId, position, formatMoney(amount), state].join(' '),
    ),
  ),
  ...inOrder(
    [...shares.all()].map(({ accountId, symbol, billId, positionId, amount }) =>
      ['share', accountId, symbol, billId, positionId, formatMoney(amount)].join(' '),
    ),
  ),
  ...inOrder(
    [...reads.all()].map(({ accountId, readUntil, nextReadAtMs }) =>
      ['read', accountId, readUntil, flag(nextReadAtMs === null)].join(' '),
    ),
  ),
];
