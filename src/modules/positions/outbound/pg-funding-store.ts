import type { Pool } from 'pg';
import { formatMoney, money, type Money } from '../../../shared/pure/numbers/money.js';
import { epochMs, type EpochMs } from '../../../shared/pure/time/epoch.js';
import { pg } from '../../../shared/platform/persistence/pg-tx.js';
import { sql } from '../../../shared/platform/persistence/sql.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import {
  FundingStore,
  type FundingAccount,
  type FundingBill,
  type WaitingBill,
} from '../application/ports/funding-store.port.js';
import type { HeldPosition } from '../application/ports/position-store.port.js';
import { POSTED_WITHIN_MS } from '../domain/index.js';

interface BillRow {
  readonly user_id: string;
  readonly account_id: string;
  readonly symbol: string;
  readonly bill_id: string;
  readonly position_side: FundingBill['position'];
  readonly amount: string;
  readonly at: Date;
  readonly waited_ms: string;
}

interface AccountRow {
  readonly user_id: string;
  readonly account_id: string;
  readonly read_until: Date;
}

/** Bills of funding in Postgres; `now()` is the database's. */
export class PgFundingStore extends FundingStore {
  constructor(private readonly pool: Pool) {
    super();
  }

  override async keep(tx: Tx, bill: FundingBill): Promise<boolean> {
    const { userId, accountId, symbol, billId, position, amount, at } = bill;
    const rows = await pg(tx).query(sql`
      INSERT INTO positions.bill (account_id, symbol, bill_id, user_id, position_side, amount, at, seen_at, state)
      VALUES (${accountId}, ${symbol}, ${billId}, ${userId}, ${position}, ${formatMoney(amount)}, ${new Date(at)}, now(), 'waiting')
      ON CONFLICT DO NOTHING RETURNING 1`);
    return rows.length > 0;
  }

  override async waiting(tx: Tx, limit: number): Promise<readonly WaitingBill[]> {
    const rows = await pg(tx).query<BillRow>(sql`
      SELECT user_id, account_id, symbol, bill_id, position_side, trim_scale(amount)::text AS amount, at,
             floor(extract(epoch FROM now() - seen_at) * 1000)::bigint AS waited_ms
      FROM positions.bill WHERE state = 'waiting'
      ORDER BY seen_at, account_id, symbol, bill_id LIMIT ${limit} FOR UPDATE SKIP LOCKED`);
    return rows.map((row) => ({
      ...{ userId: row.user_id, accountId: row.account_id, symbol: row.symbol, billId: row.bill_id },
      ...{ position: row.position_side, amount: money(row.amount), at: epochMs(row.at.getTime()) },
      waitedMs: Number(row.waited_ms),
    }));
  }

  override async settle(
    tx: Tx,
    { accountId, symbol, billId }: FundingBill,
    state: 'booked' | 'unclaimed',
  ): Promise<void> {
    await pg(tx).execute(sql`
      UPDATE positions.bill SET state = ${state}
      WHERE account_id = ${accountId} AND symbol = ${symbol} AND bill_id = ${billId}`);
  }

  override async addShare(
    tx: Tx,
    { accountId, symbol, billId, at }: FundingBill,
    { id, userId }: HeldPosition,
    amount: Money,
  ): Promise<void> {
    await pg(tx).execute(sql`
      INSERT INTO positions.funding (account_id, symbol, bill_id, position_id, user_id, amount, at)
      VALUES (${accountId}, ${symbol}, ${billId}, ${id}, ${userId}, ${formatMoney(amount)}, ${new Date(at)})`);
  }

  override async begin(
    tx: Tx,
    { userId, accountId }: Pick<FundingAccount, 'userId' | 'accountId'>,
    from: EpochMs,
  ): Promise<void> {
    await pg(tx).execute(sql`
      INSERT INTO positions.funding_read (account_id, user_id, read_until, next_read_at)
      VALUES (${accountId}, ${userId}, ${new Date(from)}, date_trunc('milliseconds', now())) ON CONFLICT DO NOTHING`);
  }

  override async someWait(): Promise<boolean> {
    const { rows } = await this.pool.query<{ some: boolean }>(
      sql`SELECT EXISTS (SELECT 1 FROM positions.bill WHERE state = 'waiting') AS some`,
    );
    return rows[0]!.some;
  }

  override async claimDue(againInMs: number, limit: number): Promise<readonly FundingAccount[]> {
    const { rows } = await this.pool.query<AccountRow>(sql`
      WITH due AS (
        SELECT account_id FROM positions.funding_read r
        WHERE next_read_at <= now() AND EXISTS (
          SELECT 1 FROM positions.position p
          WHERE p.account_id = r.account_id AND (p.closed_at IS NULL
            OR p.closed_at >= r.read_until - ${POSTED_WITHIN_MS} * interval '1 millisecond'))
        ORDER BY next_read_at, account_id LIMIT ${limit} FOR UPDATE SKIP LOCKED
      ), claimed AS (
        UPDATE positions.funding_read r SET next_read_at = now() + ${againInMs} * interval '1 millisecond'
        FROM due WHERE r.account_id = due.account_id
        RETURNING r.user_id, r.account_id, r.read_until
      )
      SELECT * FROM claimed ORDER BY account_id`);
    return rows.map((row) => ({
      ...{ userId: row.user_id, accountId: row.account_id, readUntil: epochMs(row.read_until.getTime()) },
    }));
  }

  override async readTo(tx: Tx, accountId: string, until: EpochMs | null): Promise<void> {
    await pg(tx).execute(
      until === null
        ? sql`UPDATE positions.funding_read SET next_read_at = NULL WHERE account_id = ${accountId}`
        : sql`UPDATE positions.funding_read SET read_until = greatest(read_until, ${new Date(until)})
              WHERE account_id = ${accountId}`,
    );
  }
}
