import { isPivot, Pivots } from './pivots.js';
import { Recent } from './recent.js';

const series = (...values: number[]): Recent => {
  const recent = new Recent(100);
  for (const value of values) recent.push(value);
  return recent;
};
const flat = (count: number, value: number): number[] => new Array<number>(count).fill(value);

describe('a pivot', () => {
  test('is strictly above each of the twenty before it and the ten after it', () => {
    expect(isPivot(series(...flat(20, 1), 2, ...flat(10, 1)), 20, 1)).toBe(true);
    expect(isPivot(series(...flat(20, 1), 2, ...flat(9, 1), 2), 20, 1)).toBe(false);
    expect(isPivot(series(2, ...flat(19, 1), 2, ...flat(10, 1)), 20, 1)).toBe(false);
    expect(isPivot(series(2, ...flat(20, 1), 2, ...flat(10, 1)), 20, 1)).toBe(true);
  });

  test('or strictly below', () => {
    expect(isPivot(series(...flat(20, 3), 2, ...flat(10, 3)), 20, -1)).toBe(true);
    expect(isPivot(series(...flat(20, 3), 2, 2, ...flat(9, 3)), 20, -1)).toBe(false);
  });

  test('all thirty must be there', () => {
    expect(isPivot(series(...flat(19, 1), 2, ...flat(10, 1)), 20, 1)).toBe(false);
    expect(isPivot(series(NaN, ...flat(19, 1), 2, ...flat(10, 1)), 20, 1)).toBe(false);
    expect(isPivot(series(...flat(30, 3), 2, ...flat(10, 3)), 30, -1)).toBe(true);
    expect(isPivot(series(...flat(29, 3), 2, ...flat(10, 3)), 30, -1)).toBe(false);
  });

  test('and it is above 0', () => {
    expect(isPivot(series(...flat(20, 1), 0, ...flat(10, 1)), 20, -1)).toBe(false);
  });
});

describe('pivots that are kept', () => {
  test('are the last fifty, and their mean is that of these', () => {
    const pivots = new Pivots();
    expect(pivots.mean).toBeNaN();
    for (let value = 1; value <= 60; value += 1) pivots.keep(series(value, ...flat(10, 0)));
    expect(pivots.snapshot()).toEqual(Array.from({ length: 50 }, (_, i) => i + 11));
    expect(pivots.mean).toBe(35.5);
    expect(new Pivots(pivots.snapshot()).mean).toBe(35.5);
  });

  test('a damaged snapshot is refused', () => {
    expect(() => new Pivots(flat(51, 1))).toThrow(RangeError);
    expect(() => new Pivots([NaN])).toThrow(RangeError);
  });
});
