import { columnsOf, csvOf, START } from '../testing/candle-text.js';
import { requestOf, symbolOf, type Asked } from '../testing/requests.js';
import { prepareMarket } from './prepare.js';

const HOUR = 3_600_000;
const minutes = columnsOf(csvOf(Array.from({ length: 60 }, () => [100, 101, 99.5, 100] as const)));
const hours = columnsOf(
  csvOf(
    Array.from({ length: 60 }, () => [100, 101, 99.5, 100] as const),
    { lengthMs: HOUR },
  ),
);

const prepare = (asked: Asked, file = minutes) => prepareMarket(requestOf(asked), symbolOf(asked), file);
const hyper = (settings: unknown, more: Partial<Asked> = {}) =>
  prepare({ strategy: 'hyper-rsi', settings, ...more });

describe('preparing a market', () => {
  it('completes settings: nested objects field by field, numbers as their shortest text', () => {
    const { settings } = hyper({ margin: 1e2, cooldownSec: 0, stopLoss: { value: 4.5 } }).bot;
    expect(settings).toMatchObject({
      ...{ margin: '100', cooldownSec: 0, stopLoss: { enabled: true, unit: 'percent', value: '4.5' } },
      ...{ rsiLength: 14, maxNotional: '100000' },
    });
  });

  it('refuses unknown fields with the fields there are', () => {
    expect(() => hyper({ margn: 5 })).toThrow(
      /settings: margn is 5, allowed: no such setting; known: .*margin/,
    );
  });

  it('takes the timeframe asked for instead of that of the settings', () => {
    expect(hyper({ timeframe: '1h' }, { timeframe: '5m' }).bot.decisionMs).toBe(5 * 60_000);
  });

  it('gives a grid the timeframe of its file', () => {
    const settings = { mode: 'long', lower: '90', upper: '110', levels: 5, investment: '1000' };
    const grid = (file: typeof minutes) =>
      prepare({ strategy: 'grid', settings, instrument: 'ETH/USDT:USDT' }, file);
    expect(grid(minutes).bot.decisionMs).toBe(60_000);
    expect(grid(hours).bot.decisionMs).toBe(HOUR);
  });

  it('refuses a decision timeframe that is no multiple of the candles', () => {
    const settings = { useTrend: false, timeframe: '30m' };
    expect(() => prepare({ strategy: 'hyper-rsi', settings }, hours)).toThrow(
      'timeframe: decisions every 30 minutes cannot be made from candles of 60 minutes',
    );
  });

  it('refuses a trend that the candles cannot make', () => {
    expect(() => prepare({ strategy: 'hyper-rsi', settings: { timeframe: '4h' } }, hours)).not.toThrow();
    expect(() =>
      prepare({ strategy: 'hyper-rsi', settings: { timeframe: '1h', trendTimeframe: '2h' } }, hours),
    ).not.toThrow();
    expect(() => prepare({ strategy: 'hyper-rsi', settings: { timeframe: '15m' } }, hours)).toThrow(
      'useTrend: on a 15m chart the trend needs 30m candles',
    );
  });

  it('refuses a trend whose candles are coarser, but no whole multiple of those there are', () => {
    const threes = columnsOf(
      csvOf(
        Array.from({ length: 60 }, () => [100, 101, 99.5, 100] as const),
        { lengthMs: 3 * 60_000 },
      ),
    );
    const three = (settings: object) => prepare({ strategy: 'hyper-rsi', settings }, threes);
    // The band of a 3m chart is of 5m, that of a 15m chart of 15m.
    expect(() => three({ timeframe: '3m' })).toThrow('useTrend: on a 3m chart the trend needs');
    expect(() => three({ timeframe: '3m', useTrend: false })).not.toThrow();
    expect(() => three({ timeframe: '15m' })).not.toThrow();
  });

  it('takes the instrument of the settings, else the usual one of the strategy', () => {
    expect(hyper({}).instrument.symbol).toBe('BTC/USDT:USDT');
    expect(hyper({ symbol: 'ETH/USDT:USDT' }).instrument.symbol).toBe('ETH/USDT:USDT');
    expect(hyper({}, { instrument: 'SOL/USDT:USDT' }).instrument.symbol).toBe('SOL/USDT:USDT');
    expect(() => hyper({}, { instrument: 'DOGE/USDT' })).toThrow('there is no test instrument "DOGE/USDT"');
    expect(() => hyper({ symbol: 'DOGE/USDT' })).toThrow('there is no test instrument "DOGE/USDT"');
  });

  it('knows BTC/KRW by the name that Upbit has for it, with its price bands', () => {
    const grid = { lower: '60', upper: '150', levels: 3, investment: '90000' };
    const { scale } = prepare({ strategy: 'grid', settings: grid, instrument: 'KRW-BTC', cash: '100000' });
    expect(scale.bands).toHaveLength(9);
  });

  it('reads instrument records, with bands as pairs or objects', () => {
    const record = {
      symbol: 'AAA/BBB:BBB',
      tick: 0.5,
      lot: '0.1',
      priceBands: [
        [0, 0.25],
        ['100', '0.5'],
      ],
    };
    const { instrument } = hyper({ margin: 5000, maxNotional: null }, { instrument: record, cash: '100000' });
    expect(instrument).toMatchObject({
      ...{
        kind: 'perpetual',
        base: 'AAA',
        quote: 'BBB',
        minSize: '0.1',
        quoteScale: 8,
        maintenanceRate: '0.005',
      },
      priceBands: [
        { from: '0', tick: '0.25' },
        { from: '100', tick: '0.5' },
      ],
    });
    expect(() => hyper({}, { instrument: { symbol: 'A/B', lot: 0 } })).toThrow(
      /instrument: lot is 0.*; tick is missing/,
    );
    expect(() => hyper({}, { instrument: { ...record, priceBands: [[5, 1]] } })).toThrow(
      'instrument: priceBands is',
    );
  });

  it('reads tiers of an instrument, whose first rate is that of the record', () => {
    const record = { symbol: 'AAA/BBB:BBB', tick: 0.5, lot: '0.1' };
    const maintenanceTiers = [
      { notionalFloor: 0, maintenanceRate: 0.004, maxLeverage: 20 },
      { notionalFloor: 50_000, maintenanceRate: '0.01', maxLeverage: 10, maintenanceAmount: 300 },
    ];
    const given = (instrument: object) =>
      hyper({ margin: 5000, maxNotional: null }, { instrument, cash: '100000' }).instrument;
    expect(given({ ...record, maintenanceTiers })).toMatchObject({
      maintenanceRate: '0.004',
      maintenanceTiers: [
        { notionalFloor: '0', maintenanceRate: '0.004', maxLeverage: 20 },
        { notionalFloor: '50000', maintenanceRate: '0.01', maxLeverage: 10, maintenanceAmount: '300' },
      ],
    });
    expect(given({ ...record, maintenanceTiers, maintenanceRate: '0.0040' })).toMatchObject({
      maintenanceRate: '0.004',
    });
    expect(given(record)).not.toHaveProperty('maintenanceTiers');
    const refused = (change: object, says: string) =>
      expect(() => given({ ...record, maintenanceTiers, ...change })).toThrow(says);
    refused({ maintenanceRate: 0.005 }, 'maintenanceRate is 0.005, allowed: that of the first tier, 0.004');
    refused({ maintenanceTiers: maintenanceTiers.slice(1) }, 'notionalFloor rises from 0');
    refused({ maintenanceTiers: [{ ...maintenanceTiers[0], cum: 1 }] }, 'maintenanceTiers is');
    refused({ maintenanceTiers: 'none' }, 'maintenanceTiers is');
    refused({ symbol: 'AAA/BBB' }, 'nothing on spot');
  });

  it('refuses a range without candles, and a file too short to have a timeframe', () => {
    expect(() => hyper({}, { from: START + 100 * HOUR })).toThrow(
      'candles: there is none in the range asked for',
    );
    expect(() => hyper({}, { to: START + 1 })).toThrow('candles: at least two are needed');
  });

  it('refuses a ladder with the numbers that are wrong with it', () => {
    const settings = { lower: '99', upper: '100', levels: 100, investment: '5000' };
    expect(() => prepare({ strategy: 'grid', settings })).toThrow(/settings: step 0\.\d+ % < 0\.04 %/);
  });
});
