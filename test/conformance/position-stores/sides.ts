import { PgFundingStore } from '../../../src/modules/positions/outbound/pg-funding-store.js';
import { PgPositionStore } from '../../../src/modules/positions/outbound/pg-position-store.js';
import type { FundingStore } from '../../../src/modules/positions/application/ports/funding-store.port.js';
import type { PositionStore } from '../../../src/modules/positions/application/ports/position-store.port.js';
import { formatSize, formatValue } from '../../../src/modules/positions/domain/index.js';
import { Database } from '../../../src/shared/platform/persistence/database.js';
import { pg } from '../../../src/shared/platform/persistence/pg-tx.js';
import { PgUnitOfWork } from '../../../src/shared/platform/persistence/pg-unit-of-work.js';
import { sql } from '../../../src/shared/platform/persistence/sql.js';
import type { MessageContext } from '../../../src/shared/pure/messages/envelope.js';
import { formatMoney } from '../../../src/shared/pure/numbers/money.js';
import { PLAIN_CONNECTION } from '../../../src/simulation/store/connection.js';
import { MemoryDatabase } from '../../../src/simulation/store/memory-database.js';
import { memory } from '../../../src/simulation/store/memory-tx.js';
import { MemoryUnitOfWork } from '../../../src/simulation/store/memory-unit-of-work.js';
import { MemoryFundingStore } from '../../../src/simulation/store/positions/memory-funding-store.js';
import { MemoryPositionStore } from '../../../src/simulation/store/positions/memory-position-store.js';
import { PositionTables } from '../../../src/simulation/store/positions/position-tables.js';
import { createTestDatabase } from '../../kit/postgres.js';
import type { Ports } from '../alike/play.js';

/** What is held and charged, over one kind of store. */
export interface Side extends Ports {
  readonly positions: PositionStore;
  readonly bills: FundingStore;
  /** So much time passes for whatever waits. */
  readonly age: (seconds: number) => Promise<void>;
  /** Everything that is stored, in an order of its own. */
  readonly rows: () => Promise<readonly string[]>;
}

const CONTEXT: MessageContext = {
  ...{ causationId: null, userId: null, step: null },
  correlationId: 'c-1' as MessageContext['correlationId'],
};

const TABLES = ['position', 'fill', 'adjustment', 'bill', 'funding', 'funding_read'];

export async function openPgSide(): Promise<Side & { close(): Promise<void> }> {
  const place = await createTestDatabase();
  const database = new Database(place.url);
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
    part: (tx, work) => pg(tx).part(work),
    age: async (seconds) => {
      await pool.query(`UPDATE positions.bill SET seen_at = seen_at - $1 * interval '1 second'`, [seconds]);
      await pool.query(
        `UPDATE positions.funding_read SET next_read_at = next_read_at - $1 * interval '1 second'`,
        [seconds],
      );
    },
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
    empty: async () => {
      await pool.query(`TRUNCATE ${TABLES.map((name) => `positions.${name}`).join(', ')} CASCADE`);
    },
    close: async () => {
      await database.close();
      await place.drop();
    },
  };
}

export function openMemorySide(): Side {
  let nowMs = 1_700_000_000_000;
  const stores = () => {
    const database = new MemoryDatabase('positions', () => nowMs);
    const tables = new PositionTables(database);
    return {
      tables,
      unitOfWork: new MemoryUnitOfWork({
        ...{ database, connection: PLAIN_CONNECTION, context: () => CONTEXT },
        ...{ outbox: () => undefined, committed: () => undefined },
      }),
      positions: new MemoryPositionStore(tables),
      bills: new MemoryFundingStore(tables, PLAIN_CONNECTION),
    };
  };
  let current = stores();
  return {
    get unitOfWork() {
      return current.unitOfWork;
    },
    get positions() {
      return current.positions;
    },
    get bills() {
      return current.bills;
    },
    part: (tx, work) => memory(tx).part(work),
    age: async (seconds) => void (nowMs += seconds * 1_000),
    rows: async () => rowsOf(current.tables),
    empty: async () => {
      current = stores();
    },
  };
}

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
