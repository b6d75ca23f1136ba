import type { Client } from 'pg';
import type { Migration } from '../migrations/migration-files.js';

export interface TableName {
  readonly schema: string;
  readonly name: string;
}

/** A table with rows of its own, or a partitioned one as a whole. */
export interface CopiedTable extends TableName {
  /** In the order of the rows; what the database computes is left out. */
  readonly columns: readonly string[];
}

/** A part of a partitioned table, which has to be there before rows come. */
export interface Partition extends TableName {
  readonly of: TableName;
  /** `FOR VALUES FROM (…) TO (…)` as Postgres writes it, times in UTC. */
  readonly bound: string;
}

export interface Sequence extends TableName {
  /** Null: it has not given a number yet. */
  readonly last: string | null;
}

/** Everything of a database that a backup has to know beside rows; shapes come from the migrations. */
export interface Catalogue {
  /** In an order in which they can be filled: what is referred to comes first. */
  readonly tables: readonly CopiedTable[];
  readonly partitions: readonly Partition[];
  readonly sequences: readonly Sequence[];
}

/** The schemas that migrations make; nothing else in a database is ours. */
export function schemasOf(migrations: readonly Pick<Migration, 'sql'>[]): readonly string[] {
  const made = migrations.flatMap(({ sql }) =>
    [...sql.matchAll(/CREATE SCHEMA (?:IF NOT EXISTS )?"(\w+)"/g)].map(([, name]) => name!),
  );
  return [...new Set(made)];
}

/** What there is in `schemas`. */
export async function readCatalogue(client: Client, schemas: readonly string[]): Promise<Catalogue> {
  const tables = await client.query<
    CopiedTable & { readonly key: string; readonly refers: readonly string[] }
  >(
    `SELECT n.nspname AS schema, c.relname AS name, c.oid::text AS key,
            ARRAY(SELECT a.attname::text FROM pg_attribute a
                  WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                  ORDER BY a.attnum) AS columns,
            ARRAY(SELECT DISTINCT f.confrelid::text FROM pg_constraint f
                  WHERE f.contype = 'f' AND f.conrelid = c.oid AND f.confrelid <> c.oid) AS refers
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname = ANY ($1)
     ORDER BY n.nspname, c.relname`,
    [schemas],
  );
  const partitions = await client.query<Partition>(
    `SELECT n.nspname AS schema, c.relname AS name, pg_get_expr(c.relpartbound, c.oid) AS bound,
            json_build_object('schema', pn.nspname, 'name', p.relname) AS "of"
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_inherits i ON i.inhrelid = c.oid JOIN pg_class p ON p.oid = i.inhparent
     JOIN pg_namespace pn ON pn.oid = p.relnamespace
     WHERE c.relispartition AND c.relkind = 'r' AND pn.nspname = ANY ($1) ORDER BY 1, 2`,
    [schemas],
  );
  const sequences = await client.query<Sequence>(
    `SELECT schemaname AS schema, sequencename AS name, last_value::text AS last
     FROM pg_sequences WHERE schemaname = ANY ($1) ORDER BY 1, 2`,
    [schemas],
  );
  return { tables: inOrder(tables.rows), partitions: partitions.rows, sequences: sequences.rows };
}

/** What a backup says of its tables. @throws TypeError when it is not what this program writes. */
export function catalogueOf(value: unknown): Catalogue {
  const { tables, partitions, sequences } = value as Partial<Catalogue>;
  const isName = (each: TableName | null): boolean =>
    typeof each?.schema === 'string' && typeof each.name === 'string';
  const isCatalogue =
    [tables, partitions, sequences].every((list) => Array.isArray(list) && list.every(isName)) &&
    tables!.every(({ columns }) => Array.isArray(columns)) &&
    partitions!.every(({ of, bound }) => isName(of) && BOUND.test(bound)) &&
    sequences!.every(({ last }) => last === null || /^-?\d{1,19}$/.test(last));
  if (!isCatalogue) throw new TypeError('not the catalogue of a backup');
  return value as Catalogue;
}

/** It is put into a statement, so it is held against what Postgres writes. */
const BOUND = /^(?:DEFAULT|FOR VALUES FROM \((?:'[^'\\]*'|MINVALUE)\) TO \((?:'[^'\\]*'|MAXVALUE)\))$/;

/** `"schema"."name"`, quoted as an identifier has to be. */
export const quoted = ({ schema, name }: TableName): string => `${quote(schema)}.${quote(name)}`;

export const quote = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;

interface Referring extends CopiedTable {
  readonly key: string;
  readonly refers: readonly string[];
}

function inOrder(tables: readonly Referring[]): readonly CopiedTable[] {
  const placed = new Set<string>();
  const known = new Set(tables.map(({ key }) => key));
  const ordered: CopiedTable[] = [];
  for (let waiting = [...tables]; waiting.length > 0;) {
    const ready = waiting.filter(({ refers }) => refers.every((key) => placed.has(key) || !known.has(key)));
    if (ready.length === 0)
      throw new Error(`tables refer to each other in a circle: ${waiting.map(quoted).join(', ')}`);
    for (const { key, schema, name, columns } of ready) {
      placed.add(key);
      ordered.push({ schema, name, columns });
    }
    waiting = waiting.filter(({ key }) => !placed.has(key));
  }
  return ordered;
}
