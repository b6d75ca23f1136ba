import type { Instrument } from '../../shared/pure/market/instrument.js';
import type { JsonObject } from '../../shared/pure/json.js';
import type { Fill } from '../../shared/pure/strategy/order.js';
import type { OwnerAct, RunStart } from '../../shared/pure/strategy/journal.js';
import { epochMs, type EpochMs } from '../../shared/pure/time/epoch.js';
import { testInstrument } from '../../modules/exchange/domain/index.js';
import type { CandleColumns } from '../candles/columns.js';
import { columnsOf, csvOf, MINUTE_MS, START } from '../testing/candle-text.js';
import { requestOf } from '../testing/requests.js';
import { walk } from '../testing/walk.js';
import { runMarket } from '../run-backtest.js';
import { prepareMarket } from '../setup/prepare.js';
import { CannotFollow, runAgain, type AgainFill, type BotRun } from './run-again.js';

const HISTORY = 60;
const CANDLES = 900;

const file = columnsOf(csvOf(walk(7, HISTORY + CANDLES)));
const at = (minutes: number): EpochMs => epochMs(START + minutes * MINUTE_MS);
/** Of the walk's candles, which lie apart where some are missing. */
const startedAt = epochMs(file.time[HISTORY]!);
const end = epochMs(file.time[file.length - 1]! + MINUTE_MS);

const HYPER_RSI = {
  ...{ timeframe: '3m', margin: '200', leverage: 5, useTrend: false },
  ...{ rsiLength: 5, oversold: '40', overbought: '60' },
  pyramidingSpacing: { unit: 'percent', value: '0.3' },
  takeProfits: [
    { enabled: true, unit: 'percent', value: '0.8', share: '50' },
    { enabled: true, unit: 'percent', value: '1.5', share: '50' },
    { enabled: false },
  ],
  trailing: { enabled: false },
  stopLoss: { enabled: true, unit: 'percent', value: '3' },
};
const GRID = { timeframe: '1m', lower: '90', upper: '110', levels: 40, investment: '3000' };

const BOTS = {
  'hyper-rsi': { settings: HYPER_RSI, symbol: 'BTC/USDT:USDT' },
  grid: { settings: GRID, symbol: 'BTC/USDT' },
} as const;

type Strategy = keyof typeof BOTS;

/** The document complete and the first state, as the program writes them down at a start. */
function started(strategy: Strategy, document: JsonObject = {}): Pick<RunStart, 'settings' | 'state'> {
  const { settings, symbol } = BOTS[strategy];
  const asked = { strategy, settings: { ...settings, symbol, ...document } };
  const { bot } = prepareMarket(requestOf(asked), { settings: asked.settings, instrument: null }, file);
  return { settings: bot.settings as JsonObject, state: bot.kernel.start(bot.settings) as JsonObject };
}

function again(
  strategy: Strategy,
  { acts = [], start = {} }: { readonly acts?: readonly OwnerAct[]; readonly start?: Partial<RunStart> } = {},
  candles: CandleColumns = file,
): readonly AgainFill[] {
  const instrument: Instrument = testInstrument(BOTS[strategy].symbol)!;
  const run: BotRun = {
    ...{ strategy, instrument, acts, cash: '10000', candleDecimals: 2 },
    timeframe: BOTS[strategy].settings.timeframe as BotRun['timeframe'],
    conditions: {
      fees: { maker: '0.0002', taker: '0.0005' },
      ...{ slippageBps: '2', fillRule: 'touch', funding: '0.0001', positionMode: 'one-way' },
    },
    start: {
      ...{ kind: 'started', run: 1, settingsVersion: 1, at: startedAt, cash: '10000', held: '0' },
      firstDecided: null,
      ...started(strategy),
      ...start,
    },
  };
  return runAgain(run, candles, end);
}

function backtest(strategy: Strategy): readonly Fill[] {
  const { settings } = BOTS[strategy];
  const request = requestOf({
    ...{ strategy, from: startedAt, to: end, funding: { kind: 'constant', rate: '0.0001' } },
  });
  const prepared = prepareMarket(request, { settings, instrument: BOTS[strategy].symbol }, file);
  const fills: Fill[] = [];
  runMarket(request, prepared, { onFill: (fill) => void fills.push(fill) });
  return fills;
}

const edit = (minutes: number, document: JsonObject): OwnerAct => ({
  ...{ kind: 'settings-changed', at: at(minutes), settingsVersion: 2 },
  settings: started('hyper-rsi', document).settings,
});

const flatAfter = (fills: readonly AgainFill[], from: EpochMs): number => {
  let held = 0;
  let index = 0;
  for (const { at: time, side, size } of fills) {
    if (time >= from && Math.abs(held) < 1e-9) break;
    held += side === 'buy' ? Number(size) : -Number(size);
    index += 1;
  }
  return index;
};

describe('a run of a bot gone through again', () => {
  it.each(['hyper-rsi', 'grid'] as const)(
    'without acts is the backtest from its start on: %s',
    (strategy) => {
      const fills = again(strategy);
      expect(fills.length).toBeGreaterThan(20);
      expect(fills.map(({ at: time, fee, reason, leg }) => ({ time, fee, reason, leg }))).toEqual(
        backtest(strategy).map(({ at: time, fee, reason, leg }) => ({ time, fee, reason, leg })),
      );
    },
  );

  it('knows of each fill which step wanted its order', () => {
    const fills = again('hyper-rsi');
    for (const { wanted, at: time } of fills) expect(wanted!.at).toBeLessThanOrEqual(time);
    const entries = fills.filter(({ reason }) => reason === 'entry');
    expect(entries.map(({ wanted }) => wanted!.cause)).toEqual(entries.map(() => 'candle-closed'));
    expect(fills.some(({ wanted }) => wanted!.cause === 'order-filled')).toBe(true);
  });

  it('takes edited settings between two cycles, and not before', () => {
    const [before, after] = [
      again('hyper-rsi'),
      again('hyper-rsi', { acts: [edit(400, { margin: '400' })] }),
    ];
    const same = flatAfter(before, at(400));
    expect(same).toBeGreaterThan(0);
    expect(after.slice(0, same)).toEqual(before.slice(0, same));
    expect(Number(after[same]!.size)).toBeCloseTo(2 * Number(before[same]!.size), 1);
  });

  it('cannot follow an edit of what indicators are made of, and says when that was', () => {
    const change = (): unknown => again('hyper-rsi', { acts: [edit(400, { rsiLength: 9 })] });
    expect(change).toThrow(CannotFollow);
    expect(change).toThrow(new Date(at(400)).toISOString());
  });

  it('ends with a stop: what is held is closed at the next open', () => {
    const [plain, entry] = [again('grid'), 100];
    const stopped = again('grid', { acts: [{ kind: 'stop-asked', at: at(entry), mode: 'close' }] });
    const earlier = plain.filter(({ at: time }) => time < at(entry));
    expect(stopped.slice(0, earlier.length)).toEqual(earlier);
    const [close, ...others] = stopped.slice(earlier.length);
    expect(close).toMatchObject({ side: 'sell', reason: 'stop' });
    // Once the last of its sells is gone, which a paper venue says in the same moment.
    expect(close!.wanted).toEqual({ at: at(entry), cause: 'order-cancelled' });
    expect(others).toEqual([]);
  });

  it('closes a part of what is held when its owner asked for that, and goes on', () => {
    const plain = again('hyper-rsi');
    const entry = plain.findIndex(({ reason }) => reason === 'entry');
    const asked = epochMs(plain[entry]!.at + MINUTE_MS);
    const act: OwnerAct = { kind: 'close-asked', at: asked, side: null, percent: '50' };
    const fills = again('hyper-rsi', { acts: [act] });
    expect(fills.slice(0, entry + 1)).toEqual(plain.slice(0, entry + 1));
    const part = fills.find(({ reason }) => reason === 'manual');
    expect(part).toMatchObject({ wanted: { at: asked, cause: 'close-asked' } });
    expect(Number(part!.size)).toBeCloseTo(Number(plain[entry]!.size) / 2, 3);
    expect(fills.length).toBeGreaterThan(entry + 5);
  });

  it('lays an adjusted grid anew at the time and price of the act', () => {
    const { settings } = started('grid', { levels: 20 });
    const act: OwnerAct = {
      ...{ kind: 'adjust-asked', at: at(300), settingsVersion: 2, settings, price: '100' },
    };
    const [plain, adjusted] = [again('grid'), again('grid', { acts: [act] })];
    const earlier = plain.filter(({ at: time }) => time < at(300));
    expect(adjusted.slice(0, earlier.length)).toEqual(earlier);
    expect(adjusted.slice(earlier.length)).not.toEqual(plain.slice(earlier.length));
    expect(adjusted.length).toBeGreaterThan(earlier.length);
  });

  it('wants nothing at closes before the first decision that was written down', () => {
    const [first] = again('grid');
    const firstDecided = epochMs(first!.wanted!.at + 4 * MINUTE_MS);
    const [late] = again('grid', { start: { firstDecided } });
    expect(first!.reason).toBe('initial');
    expect(late).toMatchObject({ reason: 'initial', wanted: { at: firstDecided + MINUTE_MS } });
  });

  it('goes on in the state in which it was started, as a restart does', () => {
    const freeAt = at(500);
    const { state } = started('hyper-rsi');
    const waiting = { ...state, cycle: 7, freeAt: { long: freeAt, short: freeAt } };
    const fills = again('hyper-rsi', { start: { state: waiting } });
    expect(fills[0]!.at).toBeGreaterThanOrEqual(freeAt);
    expect(fills[0]!.cycle).toBe(8);
  });
});
