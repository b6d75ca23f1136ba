import { withoutFailing } from './without-failing.js';

describe('work that may fail for one and not for others', () => {
  test('those for which it went well go on, in order; what the others threw is kept', async () => {
    const failures: unknown[] = [];
    const done = await withoutFailing([1, 2, 3, 4, 5], failures, (item) => {
      if (item === 2) throw new Error('at once');
      return item === 4 ? Promise.reject(new Error('later')) : item === 5 ? Promise.resolve() : undefined;
    });
    expect(done).toEqual([1, 3, 5]);
    expect(failures).toEqual([new Error('at once'), new Error('later')]);
  });

  test('where nothing fails they are handed on as they came', async () => {
    const items = [1, 2];
    expect(await withoutFailing(items, [], () => undefined)).toBe(items);
  });
});
