import type { CommitHooks, RecordingUnitOfWork } from '../../shared/platform/bus/record/record-rows.port.js';
import { isConflict, MAX_TRIES } from '../../shared/platform/persistence/conflict.js';
import { CommitUnknown, UnitOfWork, type Tx } from '../../shared/platform/persistence/unit-of-work.port.js';
import type { Connection } from './connection.js';
import type { MemoryDatabase } from './memory-database.js';
import { MemoryTx, type Recorded } from './memory-tx.js';

export interface MemoryUnitOfWorkParts extends CommitHooks {
  readonly database: MemoryDatabase;
  readonly connection: Connection;
  /** Writes what was recorded into the module's outbox. */
  readonly outbox: (records: readonly Recorded[]) => void;
}

/** The one-transaction helper over tables in memory: work, outbox and commit together or not at all. */
export class MemoryUnitOfWork extends UnitOfWork implements RecordingUnitOfWork<MemoryTx> {
  private readonly begin: string;
  private readonly commit: string;
  private readonly committed: string;

  constructor(private readonly parts: MemoryUnitOfWorkParts) {
    super();
    const { name } = parts.database;
    this.begin = `${name}.begin`;
    this.commit = `${name}.commit`;
    this.committed = `${name}.committed`;
  }

  override run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.runParted(work);
  }

  runParted<T>(work: (tx: MemoryTx) => Promise<T>): Promise<T> {
    return this.attempt(work, 1);
  }

  private async attempt<T>(work: (tx: MemoryTx) => Promise<T>, number: number): Promise<T> {
    const { database, connection, context, committed, outbox } = this.parts;
    await connection.statement(this.begin);
    const transaction = await database.begin();
    const tx = new MemoryTx(database, transaction, context, connection.statement);
    const over = connection.opened(() => tx.undo());
    try {
      const value = await work(tx);
      await connection.commit(this.commit);
      tx.close(outbox);
      over();
      await connection.committed(this.committed);
      committed(tx.records.length > 0);
      tx.committed();
      return value;
    } catch (error) {
      if (!(error instanceof CommitUnknown)) tx.undo();
      over();
      if (number < MAX_TRIES && isConflict(error)) return this.attempt(work, number + 1);
      throw error;
    }
  }
}
