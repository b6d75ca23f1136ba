import { columnsOf, csvOf, MINUTE_MS, START } from '../../../../backtest/testing/candle-text.js';
import { walk } from '../../../../backtest/testing/walk.js';
import type { RunStart } from '../../../../shared/pure/strategy/journal.js';
import { epochMs } from '../../../../shared/pure/time/epoch.js';
import { compareRun, runOfDay, type BotRecord, type DayRun } from './compare-day.js';
import { booked, journal, start } from './testing.js';

const candles = columnsOf(csvOf(walk(7, 600, { gaps: false })));
const at = (minutes: number) => epochMs(START + minutes * MINUTE_MS);
const END = at(600);

const SETTINGS = {
  ...{ symbol: 'BTC/USDT:USDT', timeframe: '1m', margin: '200', leverage: 5, useTrend: false },
  ...{ rsiLength: 5, oversold: '40', overbought: '60', trailing: { enabled: false } },
  takeProfits: [{ enabled: true, value: '0.8', share: '100' }, { enabled: false }, { enabled: false }],
};
/** As a kernel of HyperRSI begins. */
const STATE = {
  ...{ v: 1, cycle: 0, revision: 0, decidedAt: 0, actedIn: -1, freeAt: { long: 0, short: 0 } },
  ...{ open: null, orphans: [], dust: null, stopping: null, ended: false },
};

function run(more: Partial<RunStart> = {}): DayRun {
  const begun = { ...start(0), at: at(60), settings: SETTINGS, state: STATE, cash: '10000', ...more };
  return { start: begun, acts: [], from: begun.at, to: END };
}

const record = (more: Partial<BotRecord> = {}): BotRecord => ({
  journal: journal([]),
  terms: {
    instrument: {
      ...{
        symbol: 'BTC/USDT:USDT',
        kind: 'perpetual',
        base: 'BTC',
        quote: 'USDT',
        tick: '0.1',
        lot: '0.0001',
      },
      ...{ minSize: '0.0001', minNotional: '5', quoteScale: 8, maintenanceRate: '0.004', priceBands: null },
    },
    candleDecimals: 2,
    conditions: {
      fees: { maker: '0.0002', taker: '0.0005' },
      ...{ slippageBps: '2', fillRule: 'touch', funding: null, positionMode: 'one-way' },
    },
    marketTime: END,
  },
  ...{ fills: [], orders: [], candles },
  ...more,
});

const problem = (asked: DayRun, more: Partial<BotRecord> = {}): string => {
  try {
    compareRun(record(more), asked);
  } catch (error) {
    return (error as Error).message;
  }
  return 'compared';
};

describe('a run beside its backtest', () => {
  it('has no differences where the program booked what the backtest fills', () => {
    const { backtest } = compareRun(record(), run());
    const compared = compareRun(record({ fills: backtest.map((fill) => booked(fill)) }), run());
    expect(backtest.length).toBeGreaterThan(5);
    expect(compared.found).toEqual([]);
  });

  it('is cut to the day, and what differed before is kept apart', () => {
    const whole = compareRun(record(), run());
    const middle = whole.backtest[3]!.at;
    const day = { name: 'day', from: middle, to: END };
    const { differences, earlier, backtest } = runOfDay(record(), whole, day);
    expect(backtest[0]!.at).toBe(middle);
    expect(earlier.map((one) => one.at < middle)).not.toContain(false);
    expect(earlier.length + differences.length).toBe(whole.backtest.length);
  });

  it.each([
    ['cash-unknown', run({ cash: null }), {}],
    ['held-at-start', run({ held: '0.5' }), {}],
    ['candles-missing', run({ at: at(-60) }), {}],
    ['candles-missing', run({ at: at(700) }), {}],
    ['refused', run({ settings: { ...SETTINGS, margin: '-5' } }), {}],
  ] as const)('cannot be told: %s', (code, asked, more) => {
    expect(problem(asked, more)).toBe(code);
  });

  it('is told of coins that were there before: they are not the bot’s', () => {
    const { terms } = record();
    const spot = {
      ...terms,
      instrument: { ...terms.instrument, symbol: 'BTC/USDT', kind: 'spot' as const, maintenanceRate: null },
    };
    const settings = { ...SETTINGS, symbol: 'BTC/USDT', leverage: 1 };
    expect(problem(run({ held: '0.5', settings }), { terms: spot })).toBe('compared');
    expect(
      problem(run({ held: '0.5', settings: { ...settings, initialPosition: 'hold' } }), { terms: spot }),
    ).toBe('held-at-start');
  });

  it('follows edits, except of what indicators are made of', () => {
    const edit = (settings: object) => ({
      ...run(),
      acts: [
        {
          kind: 'settings-changed' as const,
          at: at(200),
          settingsVersion: 2,
          settings: { ...SETTINGS, ...settings },
        },
      ],
    });
    expect(problem(edit({ margin: '300' }))).toBe('compared');
    expect(problem(edit({ rsiLength: 9 }))).toBe('settings-not-followed');
  });
});
