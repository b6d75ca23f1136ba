import fc from 'fast-check';
import { checkLookahead } from './checks/check-lookahead.js';
import { CandleRows, HEADER } from './candles/candle-rows.js';
import { joinColumns, sliceColumns } from './candles/columns.js';
import { runMarket, writeResult } from './run-backtest.js';
import { prepareMarket } from './setup/prepare.js';
import { columnsOf, csvOf } from './testing/candle-text.js';
import { backtest, requestOf, symbolOf, type Asked } from './testing/requests.js';
import { identities } from './testing/sums.js';
import { walk } from './testing/walk.js';

/** Bots that trade often on a walk around 100: small timeframes, near levels. */
const bots: fc.Arbitrary<Asked> = fc.oneof(
  fc.record({
    strategy: fc.constant('hyper-rsi' as const),
    instrument: fc.constantFrom('ETH/USDT:USDT', 'SOL/USDT:USDT'),
    fill: fc.constantFrom('touch' as const, 'through' as const),
    funding: fc.constantFrom({ kind: 'none' as const }, { kind: 'constant' as const, rate: '0.003' }),
    settings: fc.record({
      timeframe: fc.constantFrom('1m', '3m', '5m'),
      signalTiming: fc.constantFrom('close', 'intrabar'),
      leverage: fc.constantFrom(3, 20, 100),
      marginMode: fc.constantFrom('cross', 'isolated'),
      margin: fc.constantFrom('50', '90'),
      rsiLength: fc.integer({ min: 2, max: 9 }),
      oversold: fc.constantFrom('30', '45'),
      overbought: fc.constant('60'),
      entryRule: fc.constantFrom('breakout', 'inflection', 'beyond'),
      useTrend: fc.boolean(),
      cooldownSec: fc.constantFrom(0, 120),
      pyramidingSpacing: fc.record({ unit: fc.constantFrom('percent', 'atr'), value: fc.constant('0.7') }),
      stopLoss: fc.record({
        enabled: fc.boolean(),
        unit: fc.constant('percent'),
        value: fc.constantFrom('1', '3'),
      }),
    }),
  }),
  fc.record({
    strategy: fc.constant('hyper-rsi' as const),
    instrument: fc.constant('ETH/USDT:USDT'),
    funding: fc.constantFrom({ kind: 'none' as const }, { kind: 'constant' as const, rate: '0.003' }),
    settings: fc.record({
      timeframe: fc.constant('1m'),
      leverage: fc.constantFrom(3, 20, 100),
      marginMode: fc.constantFrom('cross', 'isolated'),
      margin: fc.constantFrom('30', '90'),
      rsiLength: fc.constant(2),
      entryRule: fc.constant('beyond'),
      useTrend: fc.constant(false),
      cooldownSec: fc.constant(0),
      pyramidingNeedsSignal: fc.boolean(),
      pyramidingSpacing: fc.constant({ unit: 'percent', value: '0.5' }),
      maxNotional: fc.constant('100000'),
      stopLoss: fc.constantFrom({ enabled: false }, { enabled: true, value: '2' }),
      hedge: fc.record({
        enabled: fc.constant(true),
        trigger: fc.constantFrom(1, 2, 3),
        size: fc.constantFrom({ unit: 'percent', value: '50' }, { unit: 'percent', value: '150' }),
        takeProfit: fc.constantFrom({ unit: 'last-add', value: null }, { unit: 'percent', value: '1' }),
        closeMainOnTakeProfit: fc.boolean(),
        stopLoss: fc.constantFrom({ enabled: false }, { enabled: true, value: '1' }),
        limit: fc.constantFrom(1, 3),
      }),
    }),
  }),
  fc.record({
    strategy: fc.constant('grid' as const),
    instrument: fc.constant('ETH/USDT:USDT'),
    funding: fc.constantFrom({ kind: 'none' as const }, { kind: 'constant' as const, rate: '-0.002' }),
    settings: fc
      .record({
        mode: fc.constantFrom('long', 'short', 'neutral'),
        spacing: fc.constantFrom('arithmetic', 'geometric'),
        lower: fc.constantFrom('90', '97'),
        upper: fc.constantFrom('104', '115'),
        levels: fc.integer({ min: 4, max: 14 }),
        investment: fc.constant('4000'),
        leverage: fc.constantFrom(1, 3),
        marginMode: fc.constantFrom('cross', 'isolated'),
        stopLoss: fc.constantFrom({ unit: 'off' }, { unit: 'percent', value: '2' }, { unit: 'price' }),
        takeProfit: fc.constantFrom({ unit: 'off' }, { unit: 'amount', value: '60' }),
        stopMode: fc.constantFrom('close', 'keep'),
      })
      .map(({ stopLoss, ...settings }) => ({
        ...settings,
        stopLoss:
          stopLoss.unit === 'price'
            ? { ...stopLoss, value: settings.mode === 'short' ? '116' : '88' }
            : stopLoss,
      })),
  }),
);

const seeds = fc.integer({ min: 1, max: 1e6 });

const textOf = (seed: number): string => csvOf(walk(seed, 1_500));

const fileOf = (seed: number) => columnsOf(textOf(seed));

describe('decisions', () => {
  it('count every evaluation once, under the gate that ended it', () => {
    const still = columnsOf(csvOf(Array.from({ length: 30 }, () => [100, 100, 100, 100] as const)));
    const settings = { timeframe: '1m', useTrend: false };
    // Both sides at each close: the first RSI comes with the 15th candle, the one before it with the next.
    expect(backtest(still, { strategy: 'hyper-rsi', settings }).decisions).toEqual({
      evaluated: 60,
      byGate: { signal: 30, 'warm-up': 30 },
    });
  });
});

describe('a run of which nothing else is said', () => {
  it('has slippage of 2 basis points, limits that fill when they are touched, and 10,000 of cash', () => {
    const { assumptions } = backtest(fileOf(1), { strategy: 'hyper-rsi', settings: { useTrend: false } });
    expect(assumptions).toMatchObject({
      ...{ slippageBps: '2', fill: 'touch', cash: '10000', maker: '0.0002', taker: '0.0005' },
    });
  });
});

describe('the range of a run', () => {
  it('ends before --to: what opens then or later is not there', () => {
    const file = fileOf(7);
    const to = file.time[900]!;
    const asked = { strategy: 'hyper-rsi', settings: { timeframe: '3m', useTrend: false } } as const;
    const { assumptions: _, ...whole } = backtest(file, { ...asked, to });
    const { assumptions: __, ...cut } = backtest(sliceColumns(file, 0, 900), asked);
    expect(whole.candles).toMatchObject({ count: 900, to });
    expect(whole.equity.at(-1)![0]).toBeLessThanOrEqual(to);
    expect(whole).toEqual(cut);
  });
});

describe('every backtest', () => {
  it('has sums that agree to the last digit: cash, trades, fees, funding, position, equity', () => {
    let trades = 0;
    fc.assert(
      fc.property(seeds, bots, (seed, asked) => {
        const result = backtest(fileOf(seed), asked);
        for (const [what, left, right] of identities(result)) expect([what, left]).toEqual([what, right]);
        expect(result.decisions.evaluated).toBe(
          Object.values(result.decisions.byGate).reduce((sum, count) => sum + count, 0),
        );
        trades += result.trades.length;
      }),
      { numRuns: 60 },
    );
    expect(trades).toBeGreaterThan(200);
  });

  it('has the worst and the best of each trade around what it came to', () => {
    fc.assert(
      fc.property(seeds, bots, (seed, asked) => {
        for (const { maxAdverse, maxFavourable, grossPnl } of backtest(fileOf(seed), asked).trades) {
          expect(Number(maxAdverse)).toBeLessThanOrEqual(Math.min(0, Number(grossPnl)));
          expect(Number(maxFavourable)).toBeGreaterThanOrEqual(Math.max(0, Number(grossPnl)));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('gives the same result a second time', () => {
    fc.assert(
      fc.property(seeds, bots, (seed, asked) => {
        expect(backtest(fileOf(seed), asked)).toEqual(backtest(fileOf(seed), asked));
      }),
      { numRuns: 10 },
    );
  });

  it('gives the same result when the strategy starts again at every step, from what it has written down', () => {
    fc.assert(
      fc.property(seeds, bots, (seed, asked) => {
        const request = requestOf(asked);
        const market = prepareMarket(request, symbolOf(asked), fileOf(seed));
        const { kernel } = market.bot;
        const forgetful: typeof kernel = {
          ...kernel,
          step: (state, ...rest) => kernel.step(JSON.parse(JSON.stringify(state)) as object, ...rest),
        };
        const again = { ...market, bot: { ...market.bot, kernel: forgetful } };
        expect(writeResult(runMarket(request, again))).toEqual(writeResult(runMarket(request, market)));
      }),
      { numRuns: 15 },
    );
  });

  it('gives the same result when its candles come in many files', () => {
    fc.assert(
      fc.property(
        seeds,
        bots,
        fc.array(fc.integer({ min: 1, max: 1_499 }), { maxLength: 5 }),
        (seed, asked, cuts) => {
          const rows = textOf(seed).split('\n').slice(1);
          const edges = [0, ...[...new Set(cuts)].sort((a, b) => a - b), rows.length];
          const parts = edges.slice(1).map((end, index) => {
            const reader = new CandleRows(`part ${index}`);
            reader.push(new TextEncoder().encode([HEADER, ...rows.slice(edges[index], end)].join('\n')));
            return reader.finish();
          });
          expect(backtest(joinColumns(parts), asked)).toEqual(backtest(fileOf(seed), asked));
        },
      ),
      { numRuns: 20 },
    );
  });

  it('does on its first candles what the whole run does there', () => {
    fc.assert(
      fc.property(seeds, bots, (seed, asked) => {
        const file = fileOf(seed);
        const request = requestOf(asked);
        const prepare = (rows: number) =>
          prepareMarket(request, symbolOf(asked), sliceColumns(file, 0, rows));
        const { prefixes } = checkLookahead(request, prepare(file.length), prepare);
        expect(prefixes.filter(({ difference }) => difference !== null)).toEqual([]);
        expect(prefixes.length).toBeGreaterThan(5);
      }),
      { numRuns: 12 },
    );
  });
});

describe('the look-ahead check', () => {
  it('finds a run that knows the end of the file', () => {
    const file = columnsOf(csvOf(walk(4, 1_500)));
    const asked: Asked = { strategy: 'hyper-rsi', settings: { timeframe: '1m', useTrend: false } };
    const request = requestOf(asked);
    const honest = prepareMarket(request, symbolOf(asked), file);
    // A prefix whose last candles were other ones: as if the whole run had seen what came later.
    const { passed, prefixes } = checkLookahead(request, honest, (rows) => {
      const cut = prepareMarket(request, symbolOf(asked), sliceColumns(file, 0, rows));
      const close = cut.candles.close.slice();
      close.fill(cut.candles.low[rows - 30]!, rows - 30);
      return { ...cut, candles: { ...cut.candles, close } };
    });
    expect(passed).toBe(false);
    expect(prefixes.some(({ difference }) => difference !== null)).toBe(true);
  });
});
