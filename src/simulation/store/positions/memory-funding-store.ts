import {
  FundingStore,
  type FundingAccount,
  type FundingBill,
  type WaitingBill,
} from '../../../modules/positions/application/ports/funding-store.port.js';
import type { HeldPosition } from '../../../modules/positions/application/ports/position-store.port.js';
import { POSTED_WITHIN_MS } from '../../../modules/positions/domain/index.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { Money } from '../../../shared/pure/numbers/money.js';
import { epochMs, type EpochMs } from '../../../shared/pure/time/epoch.js';
import type { Connection } from '../connection.js';
import { memory } from '../memory-tx.js';
import { byText } from '../orders/orders-tables.js';
import { billKey, type BillRow, type FundingReadRow, type PositionTables } from './position-tables.js';

/** Bills of funding in memory. */
export class MemoryFundingStore extends FundingStore {
  constructor(
    private readonly tables: PositionTables,
    private readonly connection: Connection,
  ) {
    super();
  }

  override keep(tx: Tx, bill: FundingBill): Promise<boolean> {
    return memory(tx).statement('bills.keep', () => {
      const { bills } = this.tables;
      const key = billKey(bill);
      if (bills.get(key) !== undefined) return false;
      bills.insert(key, { ...bill, seenAtMs: memory(tx).nowMs, state: 'waiting' });
      return true;
    });
  }

  override waiting(tx: Tx, limit: number): Promise<readonly WaitingBill[]> {
    return memory(tx).statement('bills.waiting', () => {
      const { nowMs } = memory(tx);
      return [...this.tables.bills.among('waiting')]
        .sort(bySeen)
        .slice(0, limit)
        .map(({ seenAtMs, state: _, ...bill }) => ({ ...bill, waitedMs: nowMs - seenAtMs }));
    });
  }

  override settle(tx: Tx, bill: FundingBill, state: 'booked' | 'unclaimed'): Promise<void> {
    return memory(tx).statement('bills.settle', () => {
      this.tables.bills.update(billKey(bill), { state });
    });
  }

  override addShare(tx: Tx, bill: FundingBill, { id }: HeldPosition, amount: Money): Promise<void> {
    return memory(tx).statement('bills.addShare', () => {
      const { accountId, symbol, billId } = bill;
      this.tables.shares.insert(`${billKey(bill)} ${id}`, {
        accountId,
        symbol,
        billId,
        positionId: id,
        amount,
      });
    });
  }

  override begin(
    tx: Tx,
    { userId, accountId }: Pick<FundingAccount, 'userId' | 'accountId'>,
    from: EpochMs,
  ): Promise<void> {
    return memory(tx).statement('bills.begin', () => {
      const { reads } = this.tables;
      if (reads.get(accountId) !== undefined) return;
      reads.insert(accountId, { userId, accountId, readUntil: from, nextReadAtMs: memory(tx).nowMs });
    });
  }

  override someWait(): Promise<boolean> {
    return this.statement('bills.someWait', () => !this.tables.bills.among('waiting').next().done);
  }

  override claimDue(againInMs: number, limit: number): Promise<readonly FundingAccount[]> {
    return this.statement('bills.claimDue', (nowMs) => {
      const { reads } = this.tables;
      const due = [...reads.all()]
        .filter((row) => row.nextReadAtMs !== null && row.nextReadAtMs <= nowMs && this.mayBeCharged(row))
        .sort((left, right) => left.nextReadAtMs! - right.nextReadAtMs! || byAccount(left, right))
        .slice(0, limit);
      for (const { accountId } of due) reads.update(accountId, { nextReadAtMs: nowMs + againInMs });
      return due.sort(byAccount).map(({ nextReadAtMs: _, ...account }) => account);
    });
  }

  override readTo(tx: Tx, accountId: string, until: EpochMs | null): Promise<void> {
    return memory(tx).statement('bills.readTo', () => {
      const { reads } = this.tables;
      const row = reads.get(accountId);
      if (row === undefined) return;
      if (until === null) reads.update(accountId, { nextReadAtMs: null });
      else reads.update(accountId, { readUntil: epochMs(Math.max(row.readUntil, until)) });
    });
  }

  private mayBeCharged({ accountId, readUntil }: FundingReadRow): boolean {
    for (const { accountId: held, closedAt } of this.tables.positions.all())
      if (held === accountId && (closedAt === null || closedAt >= readUntil - POSTED_WITHIN_MS)) return true;
    return false;
  }

  private async statement<T>(name: string, work: (nowMs: number) => T): Promise<T> {
    await this.connection.statement(name);
    const value = await this.tables.database.statement(work);
    await this.connection.answered(name);
    return value;
  }
}

const bySeen = (left: BillRow, right: BillRow): number =>
  left.seenAtMs - right.seenAtMs || byText(billKey(left), billKey(right));

const byAccount = (left: FundingAccount, right: FundingAccount): number =>
  byText(left.accountId, right.accountId);
