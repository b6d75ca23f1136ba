import fc from 'fast-check';
import { MoneyColumn } from './money-column.js';
import { NumberColumn } from './number-column.js';
import { WordColumn } from './word-column.js';

const LARGEST = 2n ** 127n - 1n;
/** More than one block of a column has. */
const MANY = 2_500;

/** What columns must be to whoever uses them: plain lists. */
function agrees<Value>(column: { at(index: number): Value }, list: readonly Value[]): void {
  expect(list.map((_, index) => column.at(index))).toEqual(list);
}

describe('columns of what a run keeps', () => {
  it('have every number as it came, over any number of blocks', () => {
    const list = Array.from({ length: MANY }, (_, index) => (index % 7 === 0 ? -1 / index : index * 2 ** 40));
    const column = new NumberColumn();
    for (const value of list) column.push(value);
    expect(column.length).toBe(MANY);
    agrees(column, list);
  });

  it('have every amount to the last digit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: -LARGEST - 1n, max: LARGEST }), { minLength: 1, maxLength: 50 }),
        fc.nat(),
        fc.bigInt({ min: -LARGEST - 1n, max: LARGEST }),
        (list, at, amount) => {
          const column = new MoneyColumn();
          for (const value of list) column.push(value);
          agrees(column, list);
          const place = at % list.length;
          column.set(place, amount);
          agrees(column, list.with(place, amount));
        },
      ),
    );
  });

  it('have the largest amounts of the database and of a word, and their neighbours', () => {
    const edges = [2n ** 63n, 2n ** 64n, 10n ** 38n - 1n].flatMap((edge) =>
      [-1n, 0n, 1n].flatMap((step) => [edge + step, -edge + step]),
    );
    const column = new MoneyColumn();
    for (const value of edges) column.push(value);
    agrees(column, edges);
  });

  it.each([LARGEST + 1n, -LARGEST - 2n])('refuse %d, which is no amount of money', (amount) => {
    expect(() => new MoneyColumn().push(amount)).toThrow(RangeError);
  });

  it.each([0, 1, 1_024, 2_000, MANY])('that forget their first %d go on with the others', (count) => {
    const list = Array.from({ length: MANY }, (_, index) => index);
    const [numbers, amounts] = [new NumberColumn(), new MoneyColumn()];
    for (const value of list) {
      numbers.push(value);
      amounts.push(BigInt(value));
    }
    numbers.drop(count);
    amounts.drop(count);
    expect([numbers.length, amounts.length]).toEqual([MANY - count, MANY - count]);
    numbers.push(-1);
    amounts.push(-1n);
    agrees(numbers, [...list.slice(count), -1]);
    agrees(amounts, [...list.slice(count), -1].map(BigInt));
  });

  it('have every word, each kept once', () => {
    const list = Array.from({ length: MANY }, (_, index) => ['entry', 'tp1', 'stop'][index % 3]!);
    const column = new WordColumn();
    for (const word of list) column.push(word);
    agrees(column, list);
  });
});
