/** A rule of the schema does not hold; what Postgres answers with this code. */
export class RuleBroken extends Error {
  override readonly name = 'RuleBroken';
  readonly code: '23505' | '23514' | '23503';

  constructor(
    readonly constraint: string,
    kind: 'unique' | 'check' | 'reference',
  ) {
    super(`${kind} rule ${constraint} does not hold`);
    this.code = kind === 'unique' ? '23505' : kind === 'check' ? '23514' : '23503';
  }
}

/** The transaction has ended, or its connection has: nothing of it can be done any more. */
export class TransactionOver extends Error {
  override readonly name = 'TransactionOver';
  /** As a connection that was ended by an administrator. */
  readonly code = '57P01';
}

/** A table, as whoever puts it back to what it was sees it. */
export interface Copied {
  readonly name: string;
  /** The rows as they are committed now, by their keys: without what an open transaction has done. */
  committed(): ReadonlyMap<string, object>;
  /** Makes these the rows, which keep every rule; nobody is told. */
  load(rows: ReadonlyMap<string, object>): void;
}

/** One row that was changed, told when that is committed. */
export interface RowChange {
  readonly table: string;
  readonly key: string;
  readonly before: object | undefined;
  readonly after: object | undefined;
}

/** An open transaction, as the database sees it. */
export interface OpenTransaction {
  /** Time of its first statement: what `now()` answers in it. */
  readonly nowMs: number;
  over: boolean;
}

/**
 * The tables of one module in memory. Transactions are serial: one at a time has the tables, the others wait, each in the order
 * in which it came; a statement outside of any waits for its turn as well. Changes are made in place and remembered, so that
 * they can be undone to any mark.
 */
export class MemoryDatabase {
  private readonly undo: (() => void)[] = [];
  private changes: RowChange[] = [];
  private current: OpenTransaction | null = null;
  private readonly queue: { readonly go: () => void; readonly fail: (error: Error) => void }[] = [];
  private readonly tables: Copied[] = [];
  /** Told of every commit with what it changed. */
  onCommit: (changes: readonly RowChange[]) => void = () => undefined;

  constructor(
    readonly name: string,
    /** The database's own clock. */
    readonly nowMs: () => number,
  ) {}

  /** Takes the tables, at once where nobody has them. */
  begin(): OpenTransaction | Promise<OpenTransaction> {
    return this.inTurn(() => {
      const transaction = { nowMs: this.nowMs(), over: false };
      this.current = transaction;
      return transaction;
    });
  }

  /** Makes what the transaction has done the state of the tables. @throws TransactionOver when it is not open any more. */
  commit(transaction: OpenTransaction): void {
    if (transaction.over || this.current !== transaction) throw new TransactionOver();
    transaction.over = true;
    this.tell();
    this.next();
  }

  /** Undoes everything the transaction has done; nothing when it is over. */
  rollback(transaction: OpenTransaction): void {
    if (transaction.over) return;
    transaction.over = true;
    if (this.current !== transaction) return;
    this.undoTo(0);
    this.next();
  }

  /** One statement that is a transaction of its own; done at once where nobody has the tables. */
  statement<T>(work: (nowMs: number) => T): T | Promise<T> {
    return this.inTurn(() => {
      try {
        const value = work(this.nowMs());
        this.tell();
        return value;
      } catch (error) {
        this.undoTo(0);
        throw error;
      } finally {
        this.next();
      }
    });
  }

  /** For tables: one that stands here. */
  has(table: Copied): void {
    this.tables.push(table);
  }

  /** What an open transaction has changed so far. */
  get pending(): readonly RowChange[] {
    return this.changes;
  }

  /**
   * The tables as they are committed now. What it answers puts them back: whatever is open or waits for the tables then is over,
   * as if its connection had ended.
   */
  snapshot(): () => void {
    const copies = this.tables.map((table) => ({ table, rows: table.committed() }));
    return () => {
      this.breakOff();
      if (this.current !== null) this.rollback(this.current);
      for (const { table, rows } of copies) table.load(rows);
    };
  }

  /** Whoever waits for the tables waits on a connection that is broken: they get no turn, not even when an open transaction ends. */
  breakOff(): void {
    for (const { fail } of this.queue.splice(0)) fail(new TransactionOver());
  }

  get mark(): number {
    return this.undo.length;
  }

  undoTo(mark: number): void {
    while (this.undo.length > mark) {
      this.undo.pop()!();
      this.changes.pop();
    }
  }

  /** For tables: one change, and how it is undone. */
  changed(change: RowChange, undo: () => void): void {
    this.undo.push(undo);
    this.changes.push(change);
  }

  private busy = false;

  private inTurn<T>(work: () => T): T | Promise<T> {
    if (this.busy) return new Promise<void>((go, fail) => this.queue.push({ go, fail })).then(work);
    this.busy = true;
    return work();
  }

  private next(): void {
    this.current = null;
    const waiting = this.queue.shift();
    if (waiting === undefined) this.busy = false;
    else waiting.go();
  }

  private tell(): void {
    const { changes } = this;
    this.changes = [];
    this.undo.length = 0;
    if (changes.length > 0) this.onCommit(changes);
  }
}
