import type { PageQuery } from '../../../shared/platform/http/page.dto.js';
import { decodeCursor, pageOf, type Page } from '../../../shared/platform/http/pagination.js';
import { valueOrProblem } from '../../../shared/platform/http/problem.js';

/** A page of a short list that is at hand as a whole, in the order of a key that is unique in it. */
export function pageThrough<Item>(
  list: string,
  items: readonly Item[],
  { limit, cursor }: PageQuery,
  keyOf: (item: Item) => string,
): Page<Item> {
  const after = cursor === undefined ? null : String(valueOrProblem(decodeCursor(list, cursor))[0]);
  const rest = items
    .filter((item) => after === null || keyOf(item) > after)
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return pageOf(list, rest, limit, (item) => [keyOf(item)]);
}
