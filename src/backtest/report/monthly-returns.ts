import type { EquityPoint } from '../result/backtest-result.js';

export interface YearOfReturns {
  readonly year: number;
  /** January first, percent; null where there is no equity point, or nothing was left to earn with. */
  readonly months: readonly (number | null)[];
  /** All months of the year together, percent. */
  readonly total: number | null;
}

/**
 * Return of each calendar month (UTC): its last equity over the last of the month before, the first over the starting cash.
 * A point at midnight closes the day before it.
 */
export function monthlyReturns(cash: string, equity: readonly EquityPoint[]): readonly YearOfReturns[] {
  const years = new Map<number, { opening: number; last: number; months: (number | null)[] }>();
  let last = Number(cash);
  let month = -1;
  let opening = last;
  for (const [at, amount] of equity) {
    const date = new Date(at - 1);
    const year = date.getUTCFullYear();
    const current = year * 12 + date.getUTCMonth();
    if (current !== month) opening = last;
    month = current;
    last = Number(amount);
    const entry = years.get(year) ?? { opening, last, months: Array<number | null>(12).fill(null) };
    entry.months[date.getUTCMonth()] = change(opening, last);
    entry.last = last;
    years.set(year, entry);
  }
  return [...years].map(([year, entry]) => ({
    year,
    months: entry.months,
    total: change(entry.opening, entry.last),
  }));
}

const change = (from: number, to: number): number | null => (from > 0 ? (to / from - 1) * 100 : null);
