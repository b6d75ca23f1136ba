import type { Pool, PoolClient } from 'pg';
import type { MessageContext } from '../../pure/messages/envelope.js';
import { PgTx, type Recorded } from './pg-tx.js';
import { CommitUnknown, UnitOfWork, type Tx } from './unit-of-work.port.js';

/** Serialization failure and deadlock: Postgres undid everything, so pure database work may simply run again. */
const RETRYABLE = new Set(['40001', '40P01']);
const MAX_TRIES = 4;

export interface PgUnitOfWorkParts {
  readonly pool: Pool;
  /** Context that messages recorded now belong to. */
  readonly context: () => MessageContext;
  /** Writes what was recorded into the module's outbox, in the same transaction. */
  readonly writeOutbox: (tx: PgTx, records: readonly Recorded[]) => Promise<void>;
  /** Told after every commit; `recorded`: it put something into the outbox. */
  readonly committed: (recorded: boolean) => void;
}

/** The one-transaction helper: work, outbox and commit together or not at all. */
export class PgUnitOfWork extends UnitOfWork {
  constructor(private readonly parts: PgUnitOfWorkParts) {
    super();
  }

  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.runPg(work);
  }

  /** As `run`, for platform code that needs the Postgres transaction itself. */
  async runPg<T>(work: (tx: PgTx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(work);
      } catch (error) {
        if (attempt >= MAX_TRIES || !RETRYABLE.has(codeOf(error))) throw error;
      }
    }
  }

  private async once<T>(work: (tx: PgTx) => Promise<T>): Promise<T> {
    const client = await this.parts.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const tx = new PgTx(client, this.parts.context);
      const value = await work(tx);
      if (tx.records.length > 0) await this.parts.writeOutbox(tx, tx.records);
      await commit(client);
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
}

async function commit(client: PoolClient): Promise<void> {
  try {
    await client.query('COMMIT');
  } catch (error) {
    // A refused COMMIT has a Postgres code and is a definite no; without one the answer was lost on the way.
    if (/^[0-9A-Z]{5}$/.test(codeOf(error)) && !codeOf(error).startsWith('57P')) throw error;
    throw new CommitUnknown('the connection broke during COMMIT', { cause: error });
  }
}

/** Ends the transaction; answers an error when the connection cannot be used again. */
async function rollback(client: PoolClient, cause: unknown): Promise<Error | undefined> {
  if (cause instanceof CommitUnknown) return cause;
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}
