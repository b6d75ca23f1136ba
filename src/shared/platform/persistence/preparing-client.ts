import type { Writable } from 'node:stream';
import pg from 'pg';
import { Sql } from 'sql-template-tag';

/**
 * A connection that prepares every tagged statement once and then runs it by name: planning the statements of the record
 * lane and the strategies costs more than running them. The texts are a fixed set, for lists travel as arrays, so what a
 * connection keeps is bounded. Plain texts (BEGIN, COPY, migrations) pass as they are. Statements of one moment leave in
 * one write, which is what a pipelined connection is for.
 */
export class PreparingClient extends pg.Client {}

const names = new Map<string, string>();

/** The same text has the same name on every connection of this process. */
function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) names.set(text, (name = `tb_${names.size + 1}`));
  return name;
}

type Send = (this: pg.Client, statement: unknown, ...rest: unknown[]) => unknown;

const send = Reflect.get(pg.Client.prototype, 'query') as Send;

// The overloads of `query` cannot be overridden one by one; what changes is the first argument, whatever the others are.
PreparingClient.prototype.query = function query(this: pg.Client, statement: unknown, ...rest: unknown[]) {
  const { stream } = (this as unknown as { readonly connection: { readonly stream: Writable } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
  if (!(statement instanceof Sql)) return send.call(this, statement, ...rest);
  const { text, values } = statement;
  return send.call(this, { name: nameOf(text), text, values }, ...rest);
} as typeof pg.Client.prototype.query;

/**
 * A table was altered under a prepared `SELECT *`: the connection must go, for it would answer the same again, and what
 * was asked can be asked on another.
 */
export const isStalePlan = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === '0A000' && error.message.includes('cached plan');
