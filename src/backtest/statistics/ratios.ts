const FEWEST_DAYS = 10;
const DAYS_A_YEAR = 365;

/** Mean over sample standard deviation of daily returns, annualised, risk-free rate 0; null when it is not defined. */
export function sharpe(returns: readonly number[]): number | null {
  const mean = average(returns);
  return annualised(
    mean,
    Math.sqrt(returns.reduce((sum, r) => sum + (r - mean) ** 2, 0) / (returns.length - 1)),
    returns,
  );
}

/** The same over the deviation below zero alone: sqrt(sum of min(r, 0)^2 / (n - 1)). */
export function sortino(returns: readonly number[]): number | null {
  return annualised(
    average(returns),
    Math.sqrt(returns.reduce((sum, r) => sum + Math.min(r, 0) ** 2, 0) / (returns.length - 1)),
    returns,
  );
}

function annualised(mean: number, deviation: number, returns: readonly number[]): number | null {
  if (returns.length < FEWEST_DAYS || !(deviation > 0)) return null;
  return (mean / deviation) * Math.sqrt(DAYS_A_YEAR);
}

const average = (returns: readonly number[]): number =>
  returns.reduce((sum, r) => sum + r, 0) / returns.length;
