import { monthlyReturns } from './monthly-returns.js';

const at = (text: string): number => Date.parse(`${text}Z`);

describe('monthly returns', () => {
  test('a month is its last equity over the last of the month before, the first over the cash', () => {
    const [year] = monthlyReturns('1000', [
      [at('2023-01-10T00:15'), '1500', 0],
      [at('2023-01-31T12:00'), '1100', 0],
      [at('2023-02-05T00:15'), '990', 10],
    ]);
    expect(year!.year).toBe(2023);
    expect(year!.months[0]).toBeCloseTo(10, 10);
    expect(year!.months[1]).toBeCloseTo(-10, 10);
    expect(year!.months.slice(2)).toEqual(Array(10).fill(null));
    expect(year!.total).toBeCloseTo(-1, 10);
  });

  test('a point at midnight belongs to the month that ends there', () => {
    const [december] = monthlyReturns('100', [[at('2024-01-01T00:00'), '120', 0]]);
    expect([december!.year, december!.months[11]]).toEqual([2023, expect.closeTo(20, 10)]);
  });

  test('the months of a year multiply to its total, over the turn of a year too', () => {
    const years = monthlyReturns('100', [
      [at('2023-11-15T00:00'), '110', 0],
      [at('2023-12-15T00:00'), '99', 0],
      [at('2024-03-15T00:00'), '198', 0],
    ]);
    for (const { months, total } of years) {
      const product = months.reduce<number>((value, month) => value * (1 + (month ?? 0) / 100), 1);
      expect((product - 1) * 100).toBeCloseTo(total!, 9);
    }
    expect(years[1]!.total).toBeCloseTo(100, 10);
  });

  test('nothing can be earned on nothing', () => {
    const [year] = monthlyReturns('100', [
      [at('2023-01-15T00:00'), '0', 100],
      [at('2023-02-15T00:00'), '0', 100],
    ]);
    expect(year!.months.slice(0, 2)).toEqual([-100, null]);
  });
});
