import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient, QueryResultRow } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Sql } from 'sql-template-tag';
import type { MessageContext } from '../../pure/messages/envelope.js';
import type { RecordMessage } from '../../pure/messages/message.js';
import type { Tx } from './unit-of-work.port.js';

/** A recorded message with the context that was current when it was recorded. */
export interface Recorded {
  readonly message: RecordMessage;
  readonly context: MessageContext;
}

/** A transaction on one Postgres connection. Repositories get the `Tx` and open it with `pg(tx)`. */
export class PgTx implements Tx {
  private readonly recorded: Recorded[] = [];
  private readonly actions: (() => void)[] = [];
  private readonly closing: Sql[] = [];
  private savepoints = 0;

  constructor(
    private readonly client: PoolClient,
    private readonly context: () => MessageContext,
  ) {}

  record(...messages: readonly RecordMessage[]): void {
    const context = this.context();
    for (const message of messages) this.recorded.push({ message, context });
  }

  afterCommit(action: () => void): void {
    this.actions.push(action);
  }

  /** Sends `statement` in one flight with COMMIT, for work whose answer nobody waits for. It fails as the commit does. */
  withCommit(statement: Sql): void {
    this.closing.push(statement);
  }

  /** For the unit of work, once the commit is certain. */
  committed(): void {
    for (const action of this.actions) action();
  }

  /** What goes with COMMIT, in order. */
  get closingStatements(): readonly Sql[] {
    return this.closing;
  }

  /** Everything recorded so far, in order. */
  get records(): readonly Recorded[] {
    return this.recorded;
  }

  async query<Row extends QueryResultRow>(statement: Sql): Promise<Row[]> {
    const result = await this.client.query<Row>(statement);
    return result.rows;
  }

  /** Number of rows the statement changed. */
  async execute(statement: Sql): Promise<number> {
    const result = await this.client.query(statement);
    return result.rowCount ?? 0;
  }

  /**
   * Streams lines into a table: by far the fastest way in. `command` is a constant `COPY … FROM STDIN`. Only on
   * connections of the `bulk` pool, the others have statements in flight behind each other.
   */
  async copyIn(command: string, lines: Iterable<string>): Promise<void> {
    await pipeline(Readable.from(lines), this.client.query(copyFrom(command)));
  }

  /** Runs a part that can fail alone: its changes, records and actions go, those before it stay. The error is thrown on. */
  async part<T>(work: () => Promise<T>): Promise<T> {
    const name = `part_${(this.savepoints += 1)}`;
    const kept = this.recorded.length;
    const keptActions = this.actions.length;
    const keptClosing = this.closing.length;
    await this.client.query(`SAVEPOINT ${name}`);
    try {
      const value = await work();
      await this.client.query(`RELEASE SAVEPOINT ${name}`);
      return value;
    } catch (error) {
      this.recorded.length = kept;
      this.actions.length = keptActions;
      this.closing.length = keptClosing;
      await this.client.query(`ROLLBACK TO SAVEPOINT ${name}`);
      throw error;
    }
  }
}

/** Opens a `Tx` for its repositories. @throws TypeError when the transaction is of another store. */
export function pg(tx: Tx): PgTx {
  if (tx instanceof PgTx) return tx;
  throw new TypeError('this repository works on Postgres transactions only');
}
