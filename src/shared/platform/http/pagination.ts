import { createHash } from 'node:crypto';
import { refusal, type Refusal } from '../../pure/refusal.js';
import { err, ok, type Result } from '../../pure/result.js';

/** One page of a list; `nextCursor` is null on the last one. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** Where a page ends: the values of the sort columns of its last row. */
export type Position = readonly (string | number)[];

const CHECK_LENGTH = 8;
const MAX_LENGTH = 1_024;

/**
 * An opaque cursor for `list`. Its check sum finds damage, and cursors of another list or older shape; it is no
 * signature, for a cursor carries no right: whose rows are listed is decided by the token alone.
 */
export function encodeCursor(list: string, position: Position): string {
  const text = JSON.stringify(position);
  return Buffer.from(checkSum(list, text) + text).toString('base64url');
}

/** The position in a cursor that `encodeCursor` made for the same list, or the refusal `invalid-cursor`. */
export function decodeCursor(list: string, cursor: string): Result<Position, Refusal> {
  const refused = err(refusal('invalid-cursor', `not a cursor of ${list}`));
  if (cursor.length > MAX_LENGTH) return refused;
  const decoded = Buffer.from(cursor, 'base64url');
  if (decoded.toString('base64url') !== cursor) return refused;
  const text = decoded.toString('utf8');
  const json = text.slice(CHECK_LENGTH);
  // The check sum vouches for the shape: nothing but `encodeCursor` writes it.
  return checkSum(list, json) === text.slice(0, CHECK_LENGTH) ? ok(JSON.parse(json) as Position) : refused;
}

/** Makes a page of `rows`, of which one more than `limit` was read to learn whether there is a next page. */
export function pageOf<Row>(
  list: string,
  rows: readonly Row[],
  limit: number,
  positionOf: (row: Row) => Position,
): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items, nextCursor: more ? encodeCursor(list, positionOf(last)) : null };
}

const checkSum = (list: string, text: string): string =>
  createHash('sha256').update(`${list}\n${text}`).digest('base64url').slice(0, CHECK_LENGTH);
