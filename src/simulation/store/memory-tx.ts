import type { MessageContext } from '../../shared/pure/messages/envelope.js';
import type { RecordMessage } from '../../shared/pure/messages/message.js';
import type { PartedTx } from '../../shared/platform/bus/record/record-rows.port.js';
import { isConflict } from '../../shared/platform/persistence/conflict.js';
import type { Tx } from '../../shared/platform/persistence/unit-of-work.port.js';
import { TransactionOver, type MemoryDatabase, type OpenTransaction } from './memory-database.js';

/** A recorded message with the context that was current when it was recorded. */
export interface Recorded {
  readonly message: RecordMessage;
  readonly context: MessageContext;
}

/** A statement has failed: until the part, or the whole, is undone, nothing else can be done in the transaction. */
export class TransactionAborted extends Error {
  override readonly name = 'TransactionAborted';
  readonly code = '25P02';
}

/** What a statement of a transaction passes on its way to the database; faults happen here. */
export type StatementSite = (name: string) => Promise<void>;

/** A transaction on the tables of one module in memory. Repositories get the `Tx` and open it with `memory(tx)`. */
export class MemoryTx implements PartedTx {
  private readonly recorded: Recorded[] = [];
  private readonly actions: (() => void)[] = [];
  private readonly closing: (() => void)[] = [];
  private aborted = false;

  constructor(
    readonly database: MemoryDatabase,
    private readonly transaction: OpenTransaction,
    private readonly context: () => MessageContext,
    private readonly site: StatementSite,
  ) {}

  record(...messages: readonly RecordMessage[]): void {
    const context = this.context();
    for (const message of messages) this.recorded.push({ message, context });
  }

  afterCommit(action: () => void): void {
    this.actions.push(action);
  }

  /** Does `work` together with the commit. */
  withCommit(work: () => void): void {
    this.closing.push(work);
  }

  get records(): readonly Recorded[] {
    return this.recorded;
  }

  /** `now()` of the transaction. */
  get nowMs(): number {
    return this.transaction.nowMs;
  }

  /** One statement. @throws TransactionOver, TransactionAborted, RuleBroken */
  async statement<T>(name: string, work: () => T): Promise<T> {
    try {
      await this.site(name);
    } catch (error) {
      // Refused because of another one, it is open and good for nothing but being undone, in part or as a whole.
      if (isConflict(error) && !this.transaction.over) this.aborted = true;
      // The connection is gone, and with it everything that was not committed.
      else this.undo();
      throw error;
    }
    this.mustBeOpen();
    try {
      return work();
    } catch (error) {
      this.aborted = true;
      throw error;
    }
  }

  /** More of the statement before, which is no call of its own. @throws TransactionOver, TransactionAborted */
  also<T>(work: () => T): T {
    this.mustBeOpen();
    return work();
  }

  async part<T>(work: () => Promise<T>): Promise<T> {
    const { mark } = this.database;
    const kept = [this.recorded.length, this.actions.length, this.closing.length] as const;
    try {
      return await work();
    } catch (error) {
      if (this.transaction.over) throw error;
      this.database.undoTo(mark);
      this.aborted = false;
      [this.recorded.length, this.actions.length, this.closing.length] = kept;
      throw error;
    }
  }

  /** For the unit of work: everything that goes with the commit, then the commit itself. */
  close(outbox: (records: readonly Recorded[]) => void): void {
    this.mustBeOpen();
    for (const work of this.closing) work();
    if (this.recorded.length > 0) outbox(this.recorded);
    this.database.commit(this.transaction);
  }

  private mustBeOpen(): void {
    if (this.transaction.over) throw new TransactionOver();
    if (this.aborted) throw new TransactionAborted();
  }

  undo(): void {
    this.database.rollback(this.transaction);
  }

  /** For the unit of work, once the commit is certain. */
  committed(): void {
    for (const action of this.actions) action();
  }
}

/** Opens a `Tx` for its repositories. @throws TypeError when the transaction is of another store. */
export function memory(tx: Tx): MemoryTx {
  if (tx instanceof MemoryTx) return tx;
  throw new TypeError('this repository works on transactions in memory only');
}
