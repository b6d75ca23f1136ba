import type { JsonObject } from '../../../shared/pure/json.js';
import type { Instrument } from '../../../shared/pure/market/instrument.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import type { Bounds } from '../../../shared/platform/strategy/bounds.js';
import type { Terms } from '../../../shared/platform/strategy/instance.js';
import type { ReadContext } from '../../../shared/platform/strategy/strategy.port.js';
import type { HyperRsiState } from '../domain/index.js';
import { HyperRsiStrategy } from './hyper-rsi-strategy.js';

const instrument: Instrument = {
  ...{ symbol: 'BTC/USDT:USDT', kind: 'perpetual', base: 'BTC', quote: 'USDT', tick: '0.1', lot: '0.0001' },
  ...{ minSize: '0.0001', minNotional: '5', quoteScale: 8, maintenanceRate: '0.005', priceBands: null },
};
const BOUNDS: Bounds = {
  ...{ positionMode: 'one-way', maxLeverage: 20, maxOpenOrders: null, notionalLimit: '50000' },
};
const terms: Terms = {
  ...{ instrument, candleDecimals: 2, makerRate: '0.0002', takerRate: '0.0005', leverage: 10 },
  ...{ run: 1, held: '0', bounds: BOUNDS },
};
const CONTEXT = { kind: 'perpetual', minSize: '0.0001', minNotional: '5', ...BOUNDS } as const;

describe('HyperRSI as the shell sees it', () => {
  const strategy = new HyperRsiStrategy();
  const complete = (document: JsonObject, equity: string | null): JsonObject => {
    const read = strategy.read(document, { ...CONTEXT, equity });
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    return JSON.parse(JSON.stringify(read.value.document)) as JsonObject;
  };
  const document = { useTrend: false, useTrendClose: false };

  test('settings that are stored complete read back as they are, with and without a known equity', () => {
    for (const equity of [null, '1000']) {
      const once = complete(document, equity);
      expect(complete(once, equity)).toEqual(once);
    }
  });

  test('the cap that is left open is filled in at the start, from the equity of then', () => {
    const stored = complete(document, null);
    expect(stored['maxNotional']).toBeNull();
    expect(complete(stored, '1000')['maxNotional']).toBe('10000');
  });

  test('it asks for the RSI of its length, and for an ATR where a distance is measured in it', () => {
    const plain = strategy.bind(complete({ ...document, rsiLength: 7 }, '1000'), terms);
    expect(plain.indicators).toEqual([{ name: 'rsi', length: 7 }]);
    const atr = { ...document, stopLoss: { unit: 'atr', value: '2' } };
    expect(strategy.bind(complete(atr, '1000'), terms).indicators).toEqual([
      { name: 'rsi', length: 14 },
      { name: 'atr', length: 14 },
    ]);
  });

  test('with the trend filter it asks for the trend, from more history than anything else', () => {
    const kernel = strategy.bind(complete({ trendTimeframe: '1h' }, '1000'), terms);
    expect(kernel.indicators).toEqual([
      { name: 'rsi', length: 14 },
      expect.objectContaining({
        ...{ name: 'trend 1h 15m', length: 7_000, output: 'trend' },
        history: { '1h': 1_750, '15m': 7_000 },
      }),
    ]);
  });

  test('a further run counts its cycles on and forgets what was open', () => {
    const kernel = strategy.bind(complete(document, '1000'), terms);
    const first = kernel.start(null) as HyperRsiState;
    const ended = { ...first, cycle: 4, stopping: 'keep' as const, ended: true };
    expect(kernel.start(ended)).toEqual({ ...first, cycle: 4 });
  });

  test('a further run leaves a kept hedge to its owner, and never names an order twice', () => {
    const kernel = strategy.bind(complete(document, '1000'), terms);
    const first = kernel.start(null) as HyperRsiState;
    const leg = { side: 'short', size: 10 } as never;
    const ended = { ...first, cycle: 4, ended: true, hedge: { revision: 9, entered: 2, leg } };
    expect(kernel.start(ended)).toEqual({
      ...first,
      cycle: 4,
      hedge: { revision: 9, entered: 0, leg: null },
    });
  });

  test('what account, venue and risk limits do not leave room for is refused, with field, value and range', () => {
    const refusals = (more: JsonObject, context: Partial<ReadContext> = {}) => {
      const read = strategy.read({ ...document, ...more }, { ...CONTEXT, equity: '1000', ...context });
      return read.ok ? [] : read.error;
    };
    expect(refusals({ hedge: { enabled: true } })).toMatchObject([
      { field: 'hedge.enabled', value: 'true', allowed: expect.stringContaining('one-way') as string },
    ]);
    expect(refusals({ hedge: { enabled: true } }, { positionMode: 'hedge' })).toEqual([]);
    expect(refusals({ leverage: 21 })).toEqual([
      { field: 'leverage', value: '21', allowed: 'a whole number 1..20' },
    ]);
    expect(refusals({ maxNotional: '60000' })).toEqual([
      { field: 'maxNotional', value: '60000', allowed: '<= 50000, the risk limit of the account' },
    ]);
  });

  test('with intrabar it decides inside its candles, and is like no other: it remembers in which one it has acted', () => {
    const bound = (more: JsonObject) => strategy.bind(complete({ ...document, ...more }, '1000'), terms);
    const inside = bound({ signalTiming: 'intrabar' });
    expect(inside.decidesInside).toBe(true);
    expect(inside.like(inside.start(null))).toBeNull();
    const closed = bound({});
    expect(closed.decidesInside).toBe(false);
    expect(closed.like(closed.start(null))).not.toBeNull();
  });

  test('when it decides stays as it was while it runs', () => {
    expect(strategy.fixedWhileRunning).toContain('signalTiming');
  });

  test('spot says why it has no leverage, not what its most is', () => {
    const spot = { ...CONTEXT, kind: 'spot', maxLeverage: 1, equity: '1000' } as const;
    expect(strategy.read({ symbol: 'BTC/USDT', leverage: 2 }, spot)).toMatchObject({
      error: [{ field: 'leverage', value: '2', allowed: expect.stringContaining('spot') as string }],
    });
  });

  test('newer settings may be taken while no cycle is under way, nor an entry that may open one again', () => {
    const kernel = strategy.bind(complete(document, '1000'), terms);
    const state = kernel.start(null) as HyperRsiState;
    expect(kernel.mayTakeSettings(state)).toBe(true);
    expect(kernel.mayTakeSettings({ ...state, open: {} })).toBe(false);
    const late = { leg: 'entry-9', size: 1, filled: 0, unresolved: true, atr: null };
    expect(kernel.mayTakeSettings({ ...state, orphans: [late] })).toBe(false);
  });

  test('a signal tells side, subject and RSI; without an RSI there is none', () => {
    const { signal } = strategy.messages;
    const facts = {
      instanceId: 'i',
      userId: 'u',
      name: 'n',
      symbol: 's',
      at: epochMs(1),
      side: 'long',
    } as const;
    const told = signal!({ ...facts, subject: 'entry-long', values: { rsi: 31 } });
    expect(told?.toJSON()).toEqual({ ...facts, subject: 'entry', rsi: 31 });
    expect(signal!({ ...facts, subject: 'add', values: { rsi: null } })).toBeNull();
  });
});
