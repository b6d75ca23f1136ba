import type { FieldRefusal } from '../../../../shared/pure/refusal.js';
import { GRID_DEFAULTS } from './grid-settings.js';
import { readGridSettings } from './read-settings.js';

const REQUIRED = { lower: '100', upper: '200', investment: '1000' };
const SPOT = { kind: 'spot' } as const;
const PERPETUAL = { kind: 'perpetual' } as const;

const refused = (
  document: unknown,
  context: Parameters<typeof readGridSettings>[1] = SPOT,
): readonly FieldRefusal[] => {
  const read = readGridSettings(document, context);
  return read.ok ? [] : read.error;
};

const fields = (...args: Parameters<typeof refused>): readonly string[] =>
  refused(...args).map(({ field }) => field);

describe('reading the settings of a grid', () => {
  it('what is missing takes its default', () => {
    expect(readGridSettings(REQUIRED, SPOT)).toEqual({ ok: true, value: { ...GRID_DEFAULTS, ...REQUIRED } });
  });

  it('the documented defaults with their required members filled in are read as they are', () => {
    const document = { ...GRID_DEFAULTS, lower: 100, upper: 200, investment: 1000 };
    expect(readGridSettings(document, SPOT)).toEqual({ ok: true, value: { ...GRID_DEFAULTS, ...REQUIRED } });
  });

  it('lower, upper and investment are required, also when they are null', () => {
    expect(fields({})).toEqual(['lower', 'upper', 'investment']);
    expect(fields({ lower: null, upper: null, investment: null })).toEqual(['lower', 'upper', 'investment']);
  });

  it('everything wrong is told at once, with its value and what is allowed', () => {
    const document = {
      ...REQUIRED,
      levels: 201,
      timeframe: '7m',
      leverage: 0,
      startTrigger: { type: 'rsi-below', value: 120 },
      stopLoss: { unit: 'percent' },
      idleStopMin: 2.5,
      wings: 2,
    };
    expect(refused(document)).toEqual([
      { field: 'timeframe', value: '7m', allowed: 'one of 1m, 3m, 5m, 15m, 30m, 1h, 2h, 4h, 1d' },
      { field: 'levels', value: '201', allowed: 'a whole number 2..200' },
      { field: 'leverage', value: '0', allowed: 'a whole number 1..125' },
      { field: 'startTrigger.value', value: '120', allowed: 'a decimal 0..100' },
      { field: 'startTrigger.value', value: 'null', allowed: 'a decimal, required for rsi-below' },
      { field: 'stopLoss.value', value: 'null', allowed: 'a decimal > 0, required for percent' },
      { field: 'idleStopMin', value: '2.5', allowed: 'whole minutes 1..525600, or null' },
      { field: 'wings', value: '2', allowed: expect.stringContaining('no such setting') },
    ]);
  });

  it('a named timeframe, trigger, stops and idle time are kept', () => {
    const document = {
      ...REQUIRED,
      timeframe: '15m',
      startTrigger: { type: 'price-above', value: 150 },
      stopLoss: { unit: 'price', value: '90.5' },
      takeProfit: { unit: 'amount', value: '12' },
      idleStopMin: 90,
    };
    expect(readGridSettings(document, SPOT)).toMatchObject({
      ok: true,
      value: { ...document, startTrigger: { type: 'price-above', value: '150' } },
    });
  });

  it('the value of a trigger or stop that is off is dropped', () => {
    const read = readGridSettings(
      { ...REQUIRED, startTrigger: { type: 'now', value: 5 }, stopLoss: { unit: 'off', value: 5 } },
      SPOT,
    );
    expect(read).toMatchObject({ value: { startTrigger: { value: null }, stopLoss: { value: null } } });
  });

  it.each([
    ['lower not below upper', { lower: '200' }, SPOT, ['lower']],
    ['a perpetual mode on a spot market', { mode: 'long' }, SPOT, ['mode']],
    ['the spot mode on a perpetual', {}, PERPETUAL, ['mode']],
    ['leverage on a spot market', { leverage: 3 }, SPOT, ['leverage']],
    ['an isolated margin on a spot market', { marginMode: 'isolated' }, SPOT, ['marginMode']],
    [
      'leverage above the venue maximum',
      { mode: 'long', leverage: 30 },
      { ...PERPETUAL, maxLeverage: 20 },
      ['leverage'],
    ],
    [
      'an initial position of a neutral grid',
      { mode: 'neutral', initialPosition: 'buy' },
      PERPETUAL,
      ['initialPosition'],
    ],
    ['no amounts', { amounts: [] }, SPOT, ['amounts']],
    ['more amounts than cells', { levels: 3, amounts: [1, 2, 3] }, SPOT, ['amounts']],
    ['amounts above the investment', { amounts: [600, 401] }, SPOT, ['amounts']],
    ['an amount of zero', { amounts: [600, 0] }, SPOT, ['amounts[1]']],
    ['more cells than the venue allows orders', { levels: 12 }, { ...SPOT, maxOpenOrders: 10 }, ['levels']],
    [
      'cells and a stop beyond the venue cap',
      { levels: 11, stopLoss: { unit: 'price', value: 90 } },
      { ...SPOT, maxOpenOrders: 10 },
      ['levels'],
    ],
    ['a lower edge alone of dynamic lines', { spacing: 'dynamic', upper: null }, SPOT, ['upper']],
    ['an upper edge alone of dynamic lines', { spacing: 'dynamic', lower: null }, SPOT, ['lower']],
    [
      'whatever moves a range that dynamic lines have not',
      { spacing: 'dynamic', trailingUp: 250, trailingDown: 90, onRangeExit: 'recenter' },
      SPOT,
      ['trailingUp', 'trailingDown', 'onRangeExit'],
    ],
    [
      'a range that cannot move where it should',
      { trailingUp: 200, trailingDown: 100 },
      SPOT,
      ['trailingUp', 'trailingDown'],
    ],
  ] as const)('%s is refused', (_, changes, context, expected) => {
    expect(fields({ ...REQUIRED, ...changes }, context)).toEqual(expected);
  });

  it.each([
    ['dynamic spacing without a range', { spacing: 'dynamic', lower: null, upper: null }],
    ['dynamic spacing within bounds', { spacing: 'dynamic' }],
    ['the trend filter', { trendFilter: 'adx' }],
    ['a range that follows the market', { trailingUp: '250', trailingDown: '90' }],
    ['recentering', { onRangeExit: 'recenter' }],
  ])('%s is read as it is', (_, changes) => {
    const document = { ...REQUIRED, ...changes };
    expect(readGridSettings(document, SPOT)).toEqual({ ok: true, value: { ...GRID_DEFAULTS, ...document } });
  });

  it('a document that is no object is refused', () => {
    expect(fields([])).toEqual(['', 'lower', 'upper', 'investment']);
  });

  it('a venue cap that suffices refuses nothing', () => {
    expect(fields({ ...REQUIRED, levels: 11 }, { ...SPOT, maxOpenOrders: 10 })).toEqual([]);
  });

  it('a neutral grid starts flat by default', () => {
    expect(readGridSettings({ ...REQUIRED, mode: 'neutral' }, PERPETUAL)).toMatchObject({
      value: { initialPosition: 'none' },
    });
  });
});
