import type { JsonObject } from '../../../shared/pure/json.js';
import type { Instrument } from '../../../shared/pure/market/instrument.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import type { Bounds } from '../../../shared/platform/strategy/bounds.js';
import type { Terms } from '../../../shared/platform/strategy/instance.js';
import type { GridState } from '../domain/index.js';
import { RUNNING } from '../domain/index.js';
import { GridStrategy } from './grid-strategy.js';

const instrument: Instrument = {
  ...{ symbol: 'BTC/USDT', kind: 'spot', base: 'BTC', quote: 'USDT', tick: '0.01', lot: '0.00001' },
  ...{ minSize: '0.00001', minNotional: '5', quoteScale: 8, maintenanceRate: null, priceBands: null },
};
const BOUNDS: Bounds = {
  ...{ positionMode: 'one-way', maxLeverage: 20, maxOpenOrders: null, notionalLimit: '50000' },
};
const terms: Terms = {
  ...{ instrument, candleDecimals: 2, makerRate: '0.0002', takerRate: '0.0005', leverage: 1 },
  ...{ run: 3, held: '0', bounds: BOUNDS },
};
const CONTEXT = { kind: 'spot', minSize: '0.00001', minNotional: '5', equity: '1000', ...BOUNDS } as const;
const SETTINGS = { lower: '90', upper: '110', levels: 5, investment: '1000' };

describe('Grid as the shell sees it', () => {
  const strategy = new GridStrategy();
  const complete = (document: JsonObject): JsonObject => {
    const read = strategy.read(document, CONTEXT);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    return JSON.parse(JSON.stringify(read.value.document)) as JsonObject;
  };

  test.each([
    ['the defaults', SETTINGS],
    [
      'a trigger and stops',
      { ...SETTINGS, startTrigger: { type: 'rsi-below', value: '30' }, idleStopMin: '60' },
    ],
    ['amounts', { ...SETTINGS, amounts: ['10', '20', '30', '40'] }],
    ['a timeframe', { ...SETTINGS, timeframe: '5m', stopLoss: { unit: 'price', value: '80' } }],
  ])('settings that are stored complete read back as they are: %s', (_, document) => {
    const once = complete(document);
    expect(complete(once)).toEqual(once);
  });

  test('leverage and open orders beyond what venue and limits leave room for are refused, with field, value and range', () => {
    const long = { ...SETTINGS, mode: 'long', leverage: 21, levels: 60, investment: '60000' };
    const read = strategy.read(long, { ...CONTEXT, kind: 'perpetual', maxOpenOrders: 50 });
    expect(read).toMatchObject({
      error: [
        { field: 'leverage', value: '21', allowed: 'a whole number 1..20' },
        { field: 'levels', value: '60', allowed: '<= 51: the venue allows 50 open orders' },
      ],
    });
    expect(strategy.read({ ...SETTINGS, leverage: 2 }, { ...CONTEXT, maxLeverage: 1 })).toMatchObject({
      error: [{ field: 'leverage', value: '2', allowed: '1 on a spot market' }],
    });
  });

  test('an account in hedge mode has no perpetual grids: they work on one net position', () => {
    const hedge = { ...CONTEXT, kind: 'perpetual', positionMode: 'hedge' } as const;
    expect(strategy.read({ ...SETTINGS, mode: 'long' }, hedge)).toMatchObject({
      error: [{ field: 'mode', value: 'long', allowed: expect.stringContaining('hedge') as string }],
    });
    expect(strategy.read({ ...SETTINGS, mode: 'long' }, { ...hedge, positionMode: 'one-way' }).ok).toBe(true);
    expect(strategy.read(SETTINGS, { ...CONTEXT, positionMode: 'hedge' }).ok).toBe(true);
  });

  test.each([
    ['spot', 'hold', 'long'],
    ['long', 'hold', 'long'],
    ['short', 'hold', 'short'],
    ['long', 'none', null],
    ['short', 'buy', null],
  ] as const)('a grid of %s with %s takes over what is there on its own side only', (mode, initial, side) => {
    const kind = mode === 'spot' ? ('spot' as const) : ('perpetual' as const);
    const document = { ...SETTINGS, mode, initialPosition: initial };
    expect(strategy.read(document, { ...CONTEXT, kind })).toMatchObject({ value: { takesOver: side } });
  });

  test('a bot that names no timeframe decides by minutes', () => {
    expect(strategy.read(SETTINGS, CONTEXT)).toMatchObject({
      value: { timeframe: '1m', symbol: 'BTC/USDT' },
    });
  });

  test('an RSI is kept only for a bot whose start waits for one', () => {
    expect(strategy.bind(complete(SETTINGS), terms).indicators).toEqual([]);
    const waiting = complete({ ...SETTINGS, startTrigger: { type: 'rsi-below', value: '30' } });
    expect(strategy.bind(waiting, terms).indicators).toEqual([{ name: 'rsi', length: 14 }]);
  });

  test('every run is a generation of its own, and only “running” is nothing to store', () => {
    const kernel = strategy.bind(complete(SETTINGS), terms);
    expect((kernel.start(null) as GridState).generation).toBe(3);
    expect([kernel.isIdle(RUNNING), kernel.isIdle([...RUNNING])]).toEqual([true, false]);
  });

  test('folds on timeframes of their own are asked of the shell, one for each value', () => {
    const document = complete({ ...SETTINGS, spacing: 'dynamic', trendFilter: 'adx', levels: 5 });
    const needs = strategy.bind(document, terms).indicators;
    expect(needs).toMatchObject([
      { output: 'dynamic.centre', history: { '15m': 1_000 } },
      { output: 'dynamic.range', history: { '15m': 1_000 } },
      { output: 'adx.trend', history: { '4h': 600 } },
    ]);
    const candles = Array.from({ length: 60 }, (_, index) => ({
      openTime: epochMs(index * 900_000),
      ...{ open: '100', high: '101', low: '99', close: '100', volume: '1' },
    }));
    const [centre] = needs.flatMap((need) => ('fold' in need ? [need] : []));
    const whole = centre!.fold(null, { '15m': candles });
    const first = centre!.fold(null, { '15m': candles.slice(0, 20) });
    expect(first.value).toBeNull();
    const memory = JSON.parse(JSON.stringify(first.memory)) as object;
    expect(centre!.fold(memory, { '15m': candles.slice(20) })).toEqual(whole);
    expect(whole.value).toBeCloseTo(100, 9);
  });

  test('a further run begins with a generation of its own', () => {
    const kernel = strategy.bind(complete(SETTINGS), terms);
    const last = { ...(kernel.start(null) as GridState), generation: 9 };
    expect((kernel.start(last) as GridState).generation).toBe(10);
  });

  test('newer settings are taken while nothing for the whole bot is under way', () => {
    const kernel = strategy.bind(complete(SETTINGS), terms);
    const waiting = kernel.start(null) as GridState;
    expect(kernel.mayTakeSettings(waiting)).toBe(true);
    const running: GridState = { ...waiting, phase: 'running' };
    expect(kernel.mayTakeSettings(running)).toBe(true);
    expect(kernel.mayTakeSettings({ ...running, moving: [1] })).toBe(false);
    expect(kernel.mayTakeSettings({ ...running, phase: 'changing' })).toBe(false);
  });

  test('what the market forbids is refused before anything is bound', () => {
    const tight = complete({ ...SETTINGS, lower: '99.99', upper: '100.01', levels: 5 });
    expect(strategy.refusals(tight, terms)[0]?.code).toBe('levels-share-a-tick');
    const fine = complete({ ...SETTINGS, stopLoss: { unit: 'price', value: '80.001' } });
    expect(strategy.refusals(fine, terms)[0]).toMatchObject({
      code: 'stop-too-fine',
      details: { decimals: 2 },
    });
    expect(strategy.refusals(complete(SETTINGS), terms)).toEqual([]);
  });
});
