import { columnsOf, csvOf } from '../testing/candle-text.js';
import { backtest } from '../testing/requests.js';
import { walk } from '../testing/walk.js';
import { csvFiles } from './csv.js';

describe('the tables of a result', () => {
  const result = backtest(columnsOf(csvOf(walk(1, 2_000))), {
    strategy: 'hyper-rsi',
    instrument: 'ETH/USDT:USDT',
    settings: { timeframe: '1m', useTrend: false },
  });
  const files = csvFiles(result);
  const rows = (name: string) =>
    files
      .get(name)!
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','));

  it('have a row for each trade, with its money to the last digit', () => {
    const [head, ...trades] = rows('trades.csv');
    expect(trades.map((row) => row[head!.indexOf('netPnl')])).toEqual(
      result.trades.map(({ netPnl }) => netPnl),
    );
    expect(trades[0]![head!.indexOf('openedAt')]).toBe(new Date(result.trades[0]!.openedAt).toISOString());
  });

  it('have a row for each part of a fill', () => {
    const parts = result.trades.reduce((sum, { entries, exits }) => sum + entries.length + exits.length, 0);
    expect(rows('fills.csv')).toHaveLength(parts + 1);
  });

  it('have a row for each point of equity', () => {
    expect(rows('equity.csv')).toHaveLength(result.equity.length + 1);
  });
});
