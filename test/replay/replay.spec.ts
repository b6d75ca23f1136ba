import { join } from 'node:path';
import { csvOf, ScratchFolder } from '../../src/backtest/testing/candle-text.js';
import { walk } from '../../src/backtest/testing/walk.js';
import { main } from '../../src/cli/main.js';

jest.setTimeout(120_000);

/** Levels close enough that every kind of order fills on a short walk. */
const BUSY = {
  margin: '200',
  leverage: 5,
  rsiLength: 5,
  oversold: '40',
  overbought: '60',
  pyramidingSpacing: { unit: 'percent', value: '0.3' },
  takeProfits: [
    { enabled: true, unit: 'percent', value: '0.8', share: '30' },
    { enabled: true, unit: 'percent', value: '1.5', share: '30' },
    { enabled: true, unit: 'atr', value: '3', share: '40' },
  ],
  stopLoss: { enabled: true, unit: 'percent', value: '3' },
  breakEven: { tp1: true },
  trailing: { enabled: true, armedBy: 'tp2', offset: { unit: 'percent', value: '0.5' } },
};

describe('the whole program on recorded candles', () => {
  const folder = new ScratchFolder();
  // A walk with missing candles, now and then whole decision candles of them.
  const candles = folder.write('candles.csv', csvOf(walk(7, 700)));
  // The last minute of the first quarter is missing, and the first ones of the next.
  const gap = folder.write(
    'gap.csv',
    csvOf(
      walk(3, 120, { gaps: false }).map(([open, high, low, close], index) => [
        ...([open, high, low, close] as const),
        index < 14 ? index : index + 6,
      ]),
    ),
  );

  afterAll(() => folder.remove());

  async function replay(...args: readonly string[]) {
    let stdout = '';
    let stderr = '';
    const code = await main(['replay', '--json', ...args], {
      terminal: {
        print: (line) => void (stdout += `${line}\n`),
        warn: (line) => void (stderr += `${line}\n`),
        on: () => undefined,
        off: () => undefined,
        exit: () => undefined,
      },
      env: { TB_DATA_DIR: folder.path },
      program: () => import('../../src/main.js'),
      envFile: join(folder.path, '.env'),
    });
    return { code, stderr, result: stdout === '' ? null : JSON.parse(stdout) };
  }

  async function expectSame(leastFills: number, ...args: readonly string[]): Promise<void> {
    const { code, stderr, result } = await replay(...args);
    expect(result?.differences ?? stderr).toEqual([]);
    expect(result).toMatchObject({ same: true, fills: { program: result.fills.backtest } });
    expect(result.digest.program).toBe(result.digest.backtest);
    expect(result.fills.program).toBeGreaterThanOrEqual(leastFills);
    expect(result.candles.gaps.length).toBeGreaterThan(0);
    expect(code).toBe(0);
  }

  it('does what the backtest of a HyperRSI does: the same fills, open orders and digest, over missing candles too', async () => {
    const settings = JSON.stringify({ ...BUSY, timeframe: '3m', useTrend: false });
    await expectSame(
      ...([20, '--strategy', 'hyper-rsi', '--settings', settings] as const),
      ...['--candles', candles, '--to', '2023-01-01T06:00:00Z'],
      ...['--funding', '0.0001', '--maker', '0.0003', '--slippage-bps', '5', '--fill', 'through'],
    );
  });

  it('decides inside its candles as the backtest does, with the candle as it is forming', async () => {
    const settings = { ...BUSY, timeframe: '5m', useTrend: false, signalTiming: 'intrabar', cooldownSec: 0 };
    await expectSame(
      ...([20, '--strategy', 'hyper-rsi', '--settings', JSON.stringify(settings)] as const),
      ...['--candles', candles, '--to', '2023-01-01T06:00:00Z'],
    );
  });

  it('begins to decide inside its candles where it is told to, with what was there before', async () => {
    const settings = { ...BUSY, timeframe: '3m', signalTiming: 'intrabar', trendTimeframe: '5m' };
    await expectSame(
      ...([3, '--strategy', 'hyper-rsi', '--settings', JSON.stringify(settings)] as const),
      ...['--candles', candles, '--from', '2023-01-01T09:00:00Z', '--to', '2023-01-01T12:00:00Z'],
    );
  });

  it('does what a hedged backtest does, where one of its two positions is liquidated and the other goes on', async () => {
    const settings = JSON.stringify({
      ...{ timeframe: '1m', useTrend: false, rsiLength: 2, entryRule: 'beyond', oversold: '40' },
      ...{ overbought: '60', leverage: 30, marginMode: 'isolated', margin: '200', maxNotional: '900000' },
      ...{ cooldownSec: 0, pyramidingNeedsSignal: false, pyramidingSpacing: { value: '0.5' } },
      takeProfits: [{ value: '2' }, { value: '4' }, { value: '6' }],
      trailing: { enabled: false },
      stopLoss: { enabled: false },
      hedge: { enabled: true, trigger: 2, size: { value: '50' }, takeProfit: { unit: 'none' }, limit: 2 },
    });
    const { code, stderr, result } = await replay(
      ...['--strategy', 'hyper-rsi', '--settings', settings, '--candles', candles],
      ...['--to', '2023-01-01T01:02:00Z'],
    );
    expect(result?.differences ?? stderr).toEqual([]);
    expect(result.digest.program).toBe(result.digest.backtest);
    expect(result.fills.program).toBeGreaterThan(15);
    expect(code).toBe(0);
  });

  it('begins where it is told to, with indicators and trend warmed by what came before', async () => {
    const settings = JSON.stringify({ ...BUSY, timeframe: '1m', useTrend: true, trendTimeframe: '3m' });
    await expectSame(
      ...([5, '--strategy', 'hyper-rsi', '--settings', settings] as const),
      ...['--candles', candles, '--from', '2023-01-01T10:00:00Z', '--to', '2023-01-01T15:00:00Z'],
    );
  });

  it('closes a decision candle whose end is missing before the next candle opens: a grid starts by it', async () => {
    const grid = { timeframe: '15m', lower: '90', upper: '110', levels: 40, investment: '3000' };
    await expectSame(
      ...([20, '--strategy', 'grid', '--settings', JSON.stringify(grid)] as const),
      ...['--candles', gap, '--cash', '5000'],
    );
  });

  it.each([
    [['--from', '2023-01-01T01:01:00Z'], 'lies inside a decision candle'],
    [['--candles', 'BTC/USDT:USDT=x', '--candles', 'ETH/USDT:USDT=y'], 'a replay is of one symbol'],
  ])('refuses what cannot be compared, before it starts anything: %j', async (args, reason) => {
    const settings = ['--settings', '{"timeframe":"3m","useTrend":false}'];
    const file = args.includes('--candles') ? [] : ['--candles', candles];
    const { code, stderr } = await replay('--strategy', 'hyper-rsi', ...settings, ...file, ...args);
    expect(stderr).toContain(reason);
    expect(code).toBe(2);
  });
});
