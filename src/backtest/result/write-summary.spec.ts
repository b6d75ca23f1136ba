import { money } from '../../shared/pure/numbers/money.js';
import { TradeTotals } from '../statistics/trade-totals.js';
import type { ClosedTrade } from '../trades/trade.js';
import { writeSummary } from './write-summary.js';

const expectancy = (nets: readonly string[], quoteScale: number): string | null => {
  const totals = new TradeTotals();
  for (const net of nets) {
    const trade = { cash: money(net), fees: 0n, funding: 0n, openedAt: 0, closedAt: 1 };
    totals.add(trade as unknown as ClosedTrade);
  }
  return writeSummary({
    totals,
    marks: { maxDrawdownPct: 0, longestUnderwaterMs: 0, dailyReturns: [] },
    ...{
      exposurePct: 0,
      cash: money('1'),
      finalEquity: money('1'),
      buyAndHoldPct: 0,
      liquidations: 0,
      quoteScale,
    },
  }).expectancy;
};

describe('the summary of a run', () => {
  it('rounds the expectancy half up to the quote scale, once', () => {
    expect(expectancy(['1', '0', '0'], 8)).toBe('0.33333333');
    expect(expectancy(['2', '0', '0'], 8)).toBe('0.66666667');
    expect(expectancy(['0.01', '0'], 2)).toBe('0.01');
    // 0.0049999999 rounded to 8 decimals first would be 0.005, and that a cent.
    expect(expectancy(['0.00999999999', '0'], 2)).toBe('0');
    expect(expectancy([], 2)).toBeNull();
  });
});
