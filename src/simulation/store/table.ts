import { RuleBroken, type Copied, type MemoryDatabase } from './memory-database.js';

export interface TableRules<Row> {
  /** Unique indexes by name; null leaves the row out of the index. */
  readonly unique?: Readonly<Record<string, (row: Row) => string | null>>;
  /** CHECK rules by name. */
  readonly checks?: Readonly<Record<string, (row: Row) => boolean>>;
  /** Partial indexes by name. */
  readonly partial?: Readonly<Record<string, (row: Row) => boolean>>;
}

interface UniqueIndex<Row> {
  readonly name: string;
  readonly of: (row: Row) => string | null;
  /** Keys of rows by what the index has of them, and the other way round. */
  readonly keys: Map<string, string>;
  readonly values: Map<string, string>;
}

/** Rows by their key, with the rules that the schema has. Rows are never changed in place. */
export class Table<Row extends object> implements Copied {
  private readonly rows = new Map<string, Row>();
  private readonly uniques: readonly UniqueIndex<Row>[];
  private readonly partials = new Map<string, { is: (row: Row) => boolean; rows: Map<string, Row> }>();
  private readonly checks: readonly (readonly [string, (row: Row) => boolean])[];

  constructor(
    private readonly database: MemoryDatabase,
    readonly name: string,
    { unique = {}, checks = {}, partial = {} }: TableRules<Row> = {},
  ) {
    this.uniques = Object.entries(unique).map(([index, of]) => ({
      ...{ name: index, of, keys: new Map(), values: new Map() },
    }));
    this.checks = Object.entries(checks);
    for (const [index, is] of Object.entries(partial)) this.partials.set(index, { is, rows: new Map() });
    database.has(this);
  }

  get(key: string): Row | undefined {
    return this.rows.get(key);
  }

  /** @throws RuleBroken, and nothing is changed. */
  set(key: string, row: Row): void {
    for (const [name, holds] of this.checks) if (!holds(row)) throw new RuleBroken(name, 'check');
    const values = this.uniques.map(({ of }) => of(row));
    for (const [place, { name, keys }] of this.uniques.entries()) {
      const value = values[place] ?? null;
      const there = value === null ? undefined : keys.get(value);
      if (there !== undefined && there !== key) throw new RuleBroken(name, 'unique');
    }
    const before = this.rows.get(key);
    this.put(key, row, values);
    this.database.changed({ table: this.name, key, before, after: row }, () => this.undo(key, before));
  }

  /** @throws RuleBroken when the key is there already. */
  insert(key: string, row: Row): void {
    if (this.rows.has(key)) throw new RuleBroken(`${this.name}_pkey`, 'unique');
    this.set(key, row);
  }

  /** Changes the row of a key; false when there is none. */
  update(key: string, change: Partial<Row>): boolean {
    const before = this.rows.get(key);
    if (before === undefined) return false;
    this.set(key, { ...before, ...change });
    return true;
  }

  delete(key: string): void {
    const before = this.rows.get(key);
    if (before === undefined) return;
    this.put(key, undefined, this.uniques.map(NOTHING));
    this.database.changed({ table: this.name, key, before, after: undefined }, () => this.undo(key, before));
  }

  /** The rows in no order that may be relied on. */
  all(): IterableIterator<Row> {
    return this.rows.values();
  }

  /** The rows with their keys, in no order that may be relied on. */
  entries(): IterableIterator<[string, Row]> {
    return this.rows.entries();
  }

  /** The rows of a partial index, in no order that may be relied on. */
  among(index: string): IterableIterator<Row> {
    return this.partials.get(index)!.rows.values();
  }

  /** Rows as a sorted copy, so that no answer depends on the order of writing. */
  sorted(compare: (left: Row, right: Row) => number): Row[] {
    return [...this.rows.values()].sort(compare);
  }

  /** The row that a unique index has under this value. */
  by(index: string, value: string): Row | undefined {
    const key = this.uniques.find(({ name }) => name === index)!.keys.get(value);
    return key === undefined ? undefined : this.rows.get(key);
  }

  get size(): number {
    return this.rows.size;
  }

  committed(): ReadonlyMap<string, Row> {
    const rows = new Map(this.rows);
    for (const { table, key, before } of this.database.pending.toReversed()) {
      if (table !== this.name) continue;
      if (before === undefined) rows.delete(key);
      else rows.set(key, before as Row);
    }
    return rows;
  }

  load(rows: ReadonlyMap<string, object>): void {
    const nothing = this.uniques.map(NOTHING);
    for (const key of [...this.rows.keys()]) this.put(key, undefined, nothing);
    for (const [key, row] of rows as ReadonlyMap<string, Row>)
      this.put(
        key,
        row,
        this.uniques.map(({ of }) => of(row)),
      );
  }

  private undo(key: string, before: Row | undefined): void {
    this.put(
      key,
      before,
      this.uniques.map(({ of }) => (before === undefined ? null : of(before))),
    );
  }

  /** @param indexed what each unique index has of the row from now on */
  private put(key: string, row: Row | undefined, indexed: readonly (string | null)[]): void {
    for (const [place, { keys, values }] of this.uniques.entries()) {
      const old = values.get(key);
      const fresh = indexed[place] ?? undefined;
      if (old === fresh) continue;
      if (old !== undefined) keys.delete(old);
      if (fresh === undefined) values.delete(key);
      else {
        keys.set(fresh, key);
        values.set(key, fresh);
      }
    }
    for (const { is, rows } of this.partials.values()) {
      if (row !== undefined && is(row)) rows.set(key, row);
      else rows.delete(key);
    }
    if (row === undefined) this.rows.delete(key);
    else this.rows.set(key, row);
  }
}

const NOTHING = (): null => null;
