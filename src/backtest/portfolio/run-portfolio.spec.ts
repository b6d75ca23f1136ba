import { money } from '../../shared/pure/numbers/money.js';
import { prepareMarket } from '../setup/prepare.js';
import { columnsOf, csvOf } from '../testing/candle-text.js';
import { backtest, requestOf, type Asked } from '../testing/requests.js';
import { walk } from '../testing/walk.js';
import { runPortfolio } from './run-portfolio.js';

const asked: Asked = {
  strategy: 'hyper-rsi',
  funding: { kind: 'constant', rate: '0.001' },
};
const settings = {
  ...{ timeframe: '5m', useTrend: false, margin: '60', leverage: 5, cooldownSec: 0, oversold: '40' },
  takeProfits: [{ value: '1' }, { value: '1.5' }, { value: '2' }],
};
const fileOf = (seed: number, lengthMs?: number) => columnsOf(csvOf(walk(seed, 4_000), { lengthMs }));

const portfolio = (
  symbols: Readonly<Record<string, ReturnType<typeof fileOf>>>,
  more: Partial<Asked> = {},
  ownSettings: object = {},
) => {
  const request = requestOf({ ...asked, ...more });
  return runPortfolio(
    request,
    Object.entries(symbols).map(([instrument, file]) =>
      prepareMarket(request, { instrument, settings: { ...settings, ...ownSettings } }, file),
    ),
  );
};

describe('several symbols with one account', () => {
  it('are, for one symbol, what a backtest of it is', () => {
    const several = portfolio({ 'ETH/USDT:USDT': fileOf(1) });
    const alone = backtest(fileOf(1), { ...asked, settings, instrument: 'ETH/USDT:USDT' });
    expect(several.trades.map(({ symbol: _, ...trade }) => trade)).toEqual(alone.trades);
    expect(several.summary).toEqual(alone.summary);
    expect(several.equity).toEqual(alone.equity);
    expect(several.decisions).toEqual(alone.decisions);
    expect(alone.trades.length).toBeGreaterThan(10);
  });

  it('sum up to the last digit: cash, trades of all, open positions, equity', () => {
    const { symbols, summary, trades } = portfolio({
      'ETH/USDT:USDT': fileOf(1),
      'SOL/USDT:USDT': fileOf(2),
    });
    const open = symbols.reduce((sum, { openPosition }) => sum + money(openPosition?.netPnl ?? '0'), 0n);
    expect(money('10000') + money(summary.netProfit) + open).toBe(money(summary.finalEquity));
    expect(trades.reduce((sum, { netPnl }) => sum + money(netPnl), 0n)).toBe(money(summary.netProfit));
    expect(new Set(trades.map(({ symbol }) => symbol))).toEqual(new Set(['ETH/USDT:USDT', 'SOL/USDT:USDT']));
    expect(trades.map(({ id }) => id)).toEqual(trades.map((_, index) => index + 1));
  });

  it('have profits that sum to the equity of the account at every point', () => {
    const hedge = { enabled: true, trigger: 2, takeProfit: { unit: 'percent', value: '1' } };
    const { symbols, equity, summary } = portfolio(
      { 'ETH/USDT:USDT': fileOf(1), 'SOL/USDT:USDT': fileOf(2) },
      {},
      { hedge, timeframe: '1m', pyramidingNeedsSignal: false, pyramidingSpacing: { value: '0.5' } },
    );
    const sums = equity.map((_, point) =>
      symbols.reduce<bigint>((sum, { profits }) => sum + money(profits[point]!), money('10000')),
    );
    expect(sums).toEqual(equity.map(([, amount]) => money(amount)));
    expect(symbols.map(({ profits }) => profits.length)).toEqual([equity.length, equity.length]);
    const apart = symbols.map(({ profits, netProfit, openPosition }) => [
      money(profits.at(-1)!),
      money(netProfit) + money(openPosition?.netPnl ?? '0'),
    ]);
    for (const [profit, own] of apart) expect(profit).toBe(own);
    expect(summary.trades).toBeGreaterThan(20);
  });

  it('do not disturb each other while there is margin enough', () => {
    const both = portfolio({ 'ETH/USDT:USDT': fileOf(1), 'SOL/USDT:USDT': fileOf(2) });
    const alone = backtest(fileOf(2), { ...asked, settings, instrument: 'SOL/USDT:USDT' });
    const solana = both.trades.filter(({ symbol }) => symbol === 'SOL/USDT:USDT');
    expect(solana.map(({ netPnl, openedAt }) => [netPnl, openedAt])).toEqual(
      alone.trades.map(({ netPnl, openedAt }) => [netPnl, openedAt]),
    );
  });

  it('take margin from each other when there is not', () => {
    const scarce = { cash: '120' };
    const both = portfolio({ 'ETH/USDT:USDT': fileOf(1), 'SOL/USDT:USDT': fileOf(2) }, scarce, {
      pyramidingLimit: 1,
    });
    const alone = portfolio({ 'SOL/USDT:USDT': fileOf(2) }, scarce, { pyramidingLimit: 1 });
    const denied = ({ notes }: typeof both) => notes.filter(([, what]) => what === 'denied');
    expect(denied(alone)).toEqual([]);
    expect(denied(both).length).toBeGreaterThan(0);
    expect(denied(both)[0]![2]).toMatch(/^(ETH|SOL)\/USDT:USDT entry$/);
  });

  it('give the same digest whichever is named first', () => {
    const [one, two] = [fileOf(1), fileOf(2)];
    expect(portfolio({ 'ETH/USDT:USDT': one, 'SOL/USDT:USDT': two }).digest).toBe(
      portfolio({ 'SOL/USDT:USDT': two, 'ETH/USDT:USDT': one }).digest,
    );
  });

  it('need candles of one timeframe', () => {
    expect(() => portfolio({ 'ETH/USDT:USDT': fileOf(1), 'SOL/USDT:USDT': fileOf(2, 300_000) })).toThrow(
      'candles: SOL/USDT:USDT has candles of 5 minutes, ETH/USDT:USDT of 1',
    );
  });
});
