/**
 * Does `work` for each of the items and answers those for which it went well, in order; what the others threw goes to
 * `failures`. Work that answers at once is not waited for.
 */
export async function withoutFailing<Item>(
  items: readonly Item[],
  failures: unknown[],
  work: (item: Item) => Promise<void> | void,
): Promise<readonly Item[]> {
  const failed = new Set<Item>();
  const pending: Promise<void>[] = [];
  const fail = (item: Item, error: unknown): void => {
    failed.add(item);
    failures.push(error);
  };
  for (const item of items) {
    try {
      const begun = work(item);
      if (begun !== undefined) pending.push(begun.catch((error: unknown) => fail(item, error)));
    } catch (error) {
      fail(item, error);
    }
  }
  if (pending.length > 0) await Promise.all(pending);
  return failed.size === 0 ? items : items.filter((item) => !failed.has(item));
}
