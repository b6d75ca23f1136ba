import type { Pool } from 'pg';
import sql, { type Sql } from 'sql-template-tag';
import { formatMoney, money } from '../../../shared/pure/numbers/money.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { pg, type PgTx } from '../../../shared/platform/persistence/pg-tx.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import {
  PaperStore,
  type ClientOrder,
  type ClientOrderKey,
  type EndedOrder,
  type KnownOrders,
  type PaperChanges,
  type PaperTerms,
  type StoredAccount,
  type StoredBook,
  type StoredVenue,
  type Whose,
} from '../application/ports/paper-store.port.js';
import type { AccountView } from '../contracts/queries/list-accounts.query.js';
import type { BookState } from '../domain/index.js';
import { FEED_COLUMNS, positionOf, type FeedRow } from './feed-rows.js';

interface ViewRow {
  readonly id: string;
  readonly user_id: string;
  readonly venue: string;
  readonly label: string;
  readonly position_mode: StoredAccount['positionMode'];
  readonly created_at: Date;
}

interface AccountRow extends ViewRow {
  readonly currency: string;
  readonly cash: string;
  readonly version: string;
}

interface AccountWithBooks extends AccountRow {
  readonly books: readonly BookRow[];
}

interface NoAccount {
  readonly id: null;
}

interface BookRow {
  readonly account_id: string;
  readonly symbol: string;
  readonly state: BookState;
  readonly terms: PaperTerms;
}

interface MomentRow {
  readonly at: Date;
}

/** What stands in the place of an order where none was found. */
interface NoOrder {
  readonly client_order_id: null;
}

interface ClientOrderRow {
  readonly account_id: string;
  readonly client_order_id: string;
  readonly symbol: string;
  readonly owner: string;
  readonly cycle: number;
  readonly leg: string;
  readonly reason: string;
  readonly venue_order_id: string | null;
  readonly status: ClientOrder['status'];
  readonly code: string | null;
  readonly details: ClientOrder['details'];
}

/** Paper accounts in Postgres; however many have changed, each table is written by one statement. */
export class PgPaperStore extends PaperStore {
  constructor(private readonly pool: Pool) {
    super();
  }

  /** One statement, so that everything is of the same moment: a step between two would belong to one of them only. */
  override async load(venue: string, of?: Whose): Promise<StoredVenue> {
    const { rows } = await this.pool.query<FeedRow & (AccountWithBooks | NoAccount)>(sql`
      SELECT ${FEED_COLUMNS}, a.id, a.user_id, a.label, a.currency, trim_scale(a.cash)::text AS cash, a.position_mode,
             a.created_at, a.version,
             ARRAY(SELECT to_jsonb(b) FROM exchange.paper_book b WHERE b.account_id = a.id ORDER BY symbol COLLATE "C")
               AS books
      FROM exchange.feed f
      LEFT JOIN exchange.account a ON a.venue = f.venue AND a.environment = 'paper' AND ${which(of)}
      WHERE f.venue = ${venue} ORDER BY a.id`);
    return {
      position: rows[0] === undefined ? null : positionOf(rows[0]),
      accounts: rows.flatMap((row) =>
        row.id === null ? [] : [{ ...accountOf(row), books: row.books.map(bookOf) }],
      ),
    };
  }

  override async views(venue: string, of?: Whose): Promise<readonly AccountView[]> {
    const { rows } = await this.pool.query<ViewRow>(sql`
      SELECT a.id, a.user_id, a.venue, a.label, a.position_mode, a.created_at FROM exchange.account a
      WHERE a.venue = ${venue} AND a.environment = 'paper' AND ${which(of)} ORDER BY a.created_at, a.id COLLATE "C"`);
    return rows.map(viewOf);
  }

  override async create(tx: Tx, account: StoredAccount): Promise<boolean> {
    const { id, userId, venue, label, currency, cash, positionMode, createdAt, version } = account;
    const created = await pg(tx).execute(sql`
      INSERT INTO exchange.account
        (id, user_id, venue, label, environment, currency, cash, position_mode, created_at, version)
      VALUES (${id}, ${userId}, ${venue}, ${label}, 'paper', ${currency}, ${formatMoney(cash)}, ${positionMode},
              ${new Date(createdAt)}, ${version})
      ON CONFLICT (id) DO NOTHING`);
    return created === 1;
  }

  override async save(tx: Tx, { accounts, placed, ended }: PaperChanges): Promise<boolean> {
    const connection = pg(tx);
    if (accounts.length > 0 && !(await moveAccounts(connection, accounts))) return false;
    await saveBooks(connection, accounts);
    if (placed.length > 0) await insertOrders(connection, placed);
    if (ended.length > 0) await endOrders(connection, ended);
    return true;
  }

  override async clientOrders(keys: readonly ClientOrderKey[]): Promise<KnownOrders> {
    const { rows } = await this.pool.query<MomentRow & (ClientOrderRow | NoOrder)>(sql`
      SELECT moment.at, found.*
      FROM (SELECT clock_timestamp() AS at) AS moment
      LEFT JOIN (
        SELECT o.* FROM exchange.client_order o
        JOIN (SELECT DISTINCT * FROM unnest(
          ${keys.map(({ accountId }) => accountId)}::text[], ${keys.map(({ clientOrderId }) => clientOrderId)}::text[]
        ) AS k(account_id, client_order_id)) AS asked USING (account_id, client_order_id)
      ) AS found ON TRUE`);
    return {
      at: epochMs(rows[0]!.at.getTime()),
      orders: rows.flatMap((row) => (row.client_order_id === null ? [] : [orderOf(row)])),
    };
  }
}

/** Those of `exchange.account a` that are asked for. */
function which(of: Whose | undefined): Sql {
  if (of === undefined) return sql`TRUE`;
  return 'userId' in of ? sql`a.user_id = ${of.userId}` : sql`a.id = ANY (${of.accountIds}::text[])`;
}

async function moveAccounts(tx: PgTx, accounts: readonly StoredAccount[]): Promise<boolean> {
  const moved = await tx.execute(sql`
    UPDATE exchange.account a SET cash = c.cash, position_mode = c.position_mode, version = a.version + 1
    FROM unnest(
      ${accounts.map(({ id }) => id)}::text[],
      ${accounts.map(({ cash }) => formatMoney(cash))}::numeric[],
      ${accounts.map(({ positionMode }) => positionMode)}::text[],
      ${accounts.map(({ version }) => version)}::bigint[]
    ) AS c(id, cash, position_mode, version)
    WHERE a.id = c.id AND a.version = c.version`);
  return moved === accounts.length;
}

async function saveBooks(tx: PgTx, accounts: readonly StoredAccount[]): Promise<void> {
  const books = accounts.flatMap(({ id, version, books }) => books.map((book) => ({ id, version, book })));
  if (books.length === 0) return;
  await tx.execute(sql`
    INSERT INTO exchange.paper_book (account_id, symbol, state, terms, version)
    SELECT account_id, symbol, state::jsonb, terms::jsonb, version
    FROM unnest(
      ${books.map(({ id }) => id)}::text[],
      ${books.map(({ book }) => book.symbol)}::text[],
      ${books.map(({ book }) => JSON.stringify(book.state))}::text[],
      ${books.map(({ book }) => JSON.stringify(book.terms))}::text[],
      ${books.map(({ version }) => version + 1)}::bigint[]
    ) AS b(account_id, symbol, state, terms, version)
    ON CONFLICT (account_id, symbol) DO UPDATE SET state = excluded.state, version = excluded.version`);
}

async function insertOrders(tx: PgTx, orders: readonly ClientOrder[]): Promise<void> {
  const column = <Value>(value: (order: ClientOrder) => Value): Value[] => orders.map(value);
  await tx.execute(sql`
    INSERT INTO exchange.client_order
      (account_id, client_order_id, symbol, owner, cycle, leg, reason, venue_order_id, status, code, details)
    SELECT account_id, client_order_id, symbol, owner, cycle, leg, reason, venue_order_id, status, code, details::jsonb
    FROM unnest(
      ${column(({ accountId }) => accountId)}::text[],
      ${column(({ clientOrderId }) => clientOrderId)}::text[],
      ${column(({ symbol }) => symbol)}::text[],
      ${column(({ owner }) => owner)}::text[],
      ${column(({ cycle }) => cycle)}::int[],
      ${column(({ leg }) => leg)}::text[],
      ${column(({ reason }) => reason)}::text[],
      ${column(({ venueOrderId }) => venueOrderId)}::text[],
      ${column(({ status }) => status)}::text[],
      ${column(({ code }) => code)}::text[],
      ${column(({ details }) => JSON.stringify(details))}::text[]
    ) AS o(account_id, client_order_id, symbol, owner, cycle, leg, reason, venue_order_id, status, code, details)`);
}

async function endOrders(tx: PgTx, orders: readonly EndedOrder[]): Promise<void> {
  // A row is written once by a statement, so only the last word on each order goes in.
  const last = [
    ...new Map(orders.map((order) => [`${order.accountId}\n${order.clientOrderId}`, order])).values(),
  ];
  await tx.execute(sql`
    UPDATE exchange.client_order o SET status = e.status
    FROM unnest(
      ${last.map(({ accountId }) => accountId)}::text[],
      ${last.map(({ clientOrderId }) => clientOrderId)}::text[],
      ${last.map(({ status }) => status)}::text[]
    ) AS e(account_id, client_order_id, status)
    WHERE o.account_id = e.account_id AND o.client_order_id = e.client_order_id`);
}

const viewOf = (row: ViewRow): AccountView => ({
  id: row.id,
  userId: row.user_id,
  venue: row.venue,
  label: row.label,
  environment: 'paper',
  positionMode: row.position_mode,
  createdAt: epochMs(row.created_at.getTime()),
});

const accountOf = (row: AccountRow): Omit<StoredAccount, 'books'> => ({
  id: row.id,
  userId: row.user_id,
  venue: row.venue,
  label: row.label,
  currency: row.currency,
  cash: money(row.cash),
  positionMode: row.position_mode,
  createdAt: epochMs(row.created_at.getTime()),
  version: Number(row.version),
});

const bookOf = ({ symbol, state, terms }: BookRow): StoredBook => ({ symbol, state, terms });

const orderOf = (row: ClientOrderRow): ClientOrder => ({
  accountId: row.account_id,
  clientOrderId: row.client_order_id,
  symbol: row.symbol,
  owner: row.owner,
  cycle: row.cycle,
  leg: row.leg,
  reason: row.reason,
  venueOrderId: row.venue_order_id,
  status: row.status,
  code: row.code,
  details: row.details,
});
