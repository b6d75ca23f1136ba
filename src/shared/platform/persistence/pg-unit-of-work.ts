import type { Pool, PoolClient } from 'pg';
import type { Sql } from 'sql-template-tag';
import type { MessageContext } from '../../pure/messages/envelope.js';
import { codeOf, isConflict, MAX_TRIES } from './conflict.js';
import { PgTx, type Recorded } from './pg-tx.js';
import { isStalePlan } from './preparing-client.js';
import { CommitUnknown, UnitOfWork, type RunOptions, type Tx } from './unit-of-work.port.js';

const BEGIN = 'BEGIN';
const BEGIN_RELAXED = 'BEGIN; SET LOCAL synchronous_commit TO off';

export interface PgUnitOfWorkParts {
  readonly pool: Pool;
  /** Context that messages recorded now belong to. */
  readonly context: () => MessageContext;
  /** The statement that writes what was recorded into the module's outbox; it goes with the commit. */
  readonly outbox: (records: readonly Recorded[]) => Sql;
  /** Told after every commit; `recorded`: it put something into the outbox. */
  readonly committed: (recorded: boolean) => void;
}

/** The one-transaction helper: work, outbox and commit together or not at all. */
export class PgUnitOfWork extends UnitOfWork {
  constructor(private readonly parts: PgUnitOfWorkParts) {
    super();
  }

  async run<T>(work: (tx: Tx) => Promise<T>, options: RunOptions = {}): Promise<T> {
    return this.runParted(work, options);
  }

  /** As `run`, for platform code that needs the Postgres transaction itself. */
  async runParted<T>(work: (tx: PgTx) => Promise<T>, { awaitDisk = true }: RunOptions = {}): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(work, awaitDisk ? BEGIN : BEGIN_RELAXED);
      } catch (error) {
        if (attempt >= MAX_TRIES || !mayRunAgain(error)) throw error;
      }
    }
  }

  private async once<T>(work: (tx: PgTx) => Promise<T>, begin: string): Promise<T> {
    const client = await this.parts.pool.connect();
    let broken: Error | undefined;
    try {
      // Nobody waits for the answer: the first statement of the work is sent behind it, and fails if this one does.
      const begun = client.query(begin);
      begun.catch(() => undefined);
      const tx = new PgTx(client, this.parts.context);
      const value = await work(tx);
      await begun;
      await commit(client, this.closing(tx));
      this.parts.committed(tx.records.length > 0);
      tx.committed();
      return value;
    } catch (error) {
      broken = await rollback(client, error);
      throw error;
    } finally {
      client.release(broken);
    }
  }

  private closing(tx: PgTx): readonly Sql[] {
    const { records, closingStatements } = tx;
    return records.length === 0 ? closingStatements : [...closingStatements, this.parts.outbox(records)];
  }
}

/** Sends the last statements and COMMIT in one flight. When one of them fails, Postgres makes the COMMIT a ROLLBACK. */
async function commit(client: PoolClient, closing: readonly Sql[]): Promise<void> {
  const answers = await Promise.allSettled([
    ...closing.map((statement) => client.query(statement)),
    client.query('COMMIT'),
  ]);
  const committed = answers.at(-1)!;
  const failed = answers.find((answer) => answer.status === 'rejected');
  // A refusal has a Postgres code and is a definite no; without one the answer to COMMIT was lost on the way.
  if (failed !== undefined && isRefusal(failed.reason)) throw failed.reason;
  if (committed.status === 'rejected')
    throw new CommitUnknown('the connection broke during COMMIT', { cause: committed.reason });
  if (committed.value.command === 'ROLLBACK')
    throw new Error('the transaction was undone: a statement of it had failed');
}

const isRefusal = (error: unknown): boolean =>
  /^[0-9A-Z]{5}$/.test(codeOf(error)) && !codeOf(error).startsWith('57P');

/** Ends the transaction; answers an error when the connection cannot be used again. */
async function rollback(client: PoolClient, cause: unknown): Promise<Error | undefined> {
  if (cause instanceof CommitUnknown) return cause;
  try {
    await client.query('ROLLBACK');
    return isStalePlan(cause) ? (cause as Error) : undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

const mayRunAgain = (error: unknown): boolean => isConflict(error) || isStalePlan(error);
