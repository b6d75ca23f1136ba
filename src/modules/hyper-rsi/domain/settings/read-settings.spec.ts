import type { SettingsContext } from './settings-context.js';
import { HYPER_RSI_DEFAULTS } from './hyper-rsi-settings.js';
import { readHyperRsiSettings } from './read-settings.js';

const PERPETUAL: SettingsContext = { kind: 'perpetual', equity: '10000', minNotional: '5', minSize: '0.01' };

const HEDGE_MODE: SettingsContext = { ...PERPETUAL, positionMode: 'hedge' };

const refusals = (document: unknown, context = PERPETUAL): [string, string, string][] => {
  const read = readHyperRsiSettings(document, context);
  return read.ok ? [] : read.error.map(({ field, value, allowed }) => [field, value, allowed]);
};
const fields = (document: unknown, context = PERPETUAL): string[] =>
  refusals(document, context).map(([field]) => field);
const read = (document: unknown, context = PERPETUAL) => {
  const result = readHyperRsiSettings(document, context);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

/** The document of the requirement, word for word. */
const DOCUMENT =
  JSON.parse(`{"symbol":"BTC/USDT:USDT","timeframe":"15m","signalTiming":"close","margin":"20","marginUnit":"quote","leverage":10,"marginMode":"cross",
 "direction":"both","entryMultiplier":"1","pyramidingLimit":4,"pyramidingSpacing":{"unit":"percent","value":"3"},"pyramidingReference":"average",
 "pyramidingNeedsPrice":true,"pyramidingNeedsSignal":true,"rsiLength":14,"oversold":"30","overbought":"70","entryRule":"breakout",
 "useTrend":true,"trendTimeframe":"auto","useTrendClose":true,"cooldownSec":300,"cooldownCandles":1,"addsAfterTakeProfit":false,
 "takeProfits":[{"enabled":true,"unit":"percent","value":"2","share":"30"},{"enabled":true,"unit":"percent","value":"3","share":"30"},
                {"enabled":true,"unit":"percent","value":"4","share":"40"}],
 "stopLoss":{"enabled":true,"unit":"percent","value":"5"},"stopOnlyAfterLastEntry":false,"breakEven":{"tp1":true,"tp2":true,"tp3":true},
 "trailing":{"enabled":true,"armedBy":"tp2","offset":{"unit":"percent","value":"0.5"}},"maxNotional":null,
 "hedge":{"enabled":false,"trigger":3,"size":{"unit":"percent","value":"30"},"takeProfit":{"unit":"last-add","value":null},
          "closeMainOnTakeProfit":false,"stopLoss":{"enabled":false,"unit":"percent","value":"5"},"limit":1,"closeOnTrendClose":false}}`) as unknown;

describe('reading settings', () => {
  it('an empty document is the document of defaults, its cap is starting equity x leverage', () => {
    expect(read({})).toEqual({ ...HYPER_RSI_DEFAULTS, maxNotional: '100000' });
    expect(read(DOCUMENT)).toEqual(read({}));
  });

  it('without a known equity the cap stays unknown', () => {
    expect(read({}, { kind: 'perpetual' }).maxNotional).toBeNull();
  });

  it('what was read reads as itself', () => {
    expect(read(JSON.parse(JSON.stringify(read(DOCUMENT))))).toEqual(read(DOCUMENT));
  });

  it('nested objects are completed, array elements too, fewer elements are fewer levels', () => {
    const settings = read({
      takeProfits: [{ value: 1 }, { enabled: false }, { unit: 'atr', share: 5 }],
      stopLoss: { unit: 'atr' },
      trailing: { armedBy: 'tp1' },
      breakEven: { tp2: false },
    });
    expect(settings.takeProfits).toEqual([
      { enabled: true, unit: 'percent', value: '1', share: '30' },
      { enabled: false, unit: 'percent', value: '2', share: '30' },
      { enabled: true, unit: 'atr', value: '2', share: '5' },
    ]);
    expect(settings.stopLoss).toEqual({ enabled: true, unit: 'atr', value: '5' });
    expect(settings.trailing).toEqual({
      enabled: true,
      armedBy: 'tp1',
      offset: { unit: 'percent', value: '0.5' },
    });
    expect(settings.breakEven).toEqual({ tp1: true, tp2: false, tp3: true });
    expect(read({ takeProfits: [], trailing: { enabled: false } }).takeProfits).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['symbol', 'BTC', 'a symbol such as BTC/USDT:USDT'],
    ['timeframe', '8h', 'one of 1m, 3m, 5m, 15m, 30m, 1h, 2h, 4h, 1d'],
    ['signalTiming', 'tick', 'one of close, intrabar'],
    ['margin', 0, 'a decimal > 0'],
    ['marginUnit', 'coin', 'one of quote, percent, base'],
    ['leverage', 126, 'a whole number 1..125'],
    ['marginMode', 'none', 'one of cross, isolated'],
    ['direction', 'up', 'one of long, short, both'],
    ['entryMultiplier', '5.1', 'a decimal 0.1..5'],
    ['pyramidingLimit', 11, 'a whole number 1..10'],
    ['pyramidingReference', 'first', 'one of average, last'],
    ['pyramidingNeedsPrice', 1, 'true or false'],
    ['pyramidingNeedsSignal', 'yes', 'true or false'],
    ['rsiLength', 1, 'a whole number 2..100'],
    ['oversold', -1, 'a decimal 0..100'],
    ['overbought', 101, 'a decimal 0..100'],
    ['entryRule', 'cross', 'one of breakout, inflection, inflection-breakout, beyond'],
    ['useTrend', null, 'true or false'],
    ['useTrendClose', null, 'true or false'],
    ['cooldownSec', 86_401, 'a whole number 0..86400'],
    ['cooldownCandles', 101, 'a whole number 0..100'],
    ['addsAfterTakeProfit', 0, 'true or false'],
    ['stopOnlyAfterLastEntry', 0, 'true or false'],
    ['maxNotional', 0, 'a decimal > 0'],
    ['takeProfits', [{}, {}, {}, {}], 'an array of at most 3 objects'],
  ])('%s = %p is refused with the allowed range', (name, value, allowed) => {
    expect(refusals({ [name]: value })).toEqual([[name, expect.any(String), allowed]]);
  });

  it('nested members are refused by their path', () => {
    expect(
      fields({
        pyramidingSpacing: { unit: 'ticks', value: 0 },
        takeProfits: [{ share: 0 }, { value: 0 }, { unit: 'x' }],
        stopLoss: { value: 0, price: 1 },
        breakEven: { tp4: true },
        trailing: { offset: { value: 0 } },
      }),
    ).toEqual([
      'pyramidingSpacing.unit',
      'pyramidingSpacing.value',
      'takeProfits[0].share',
      'takeProfits[1].value',
      'takeProfits[2].unit',
      'stopLoss.value',
      'stopLoss.price',
      'breakEven.tp4',
      'trailing.offset.value',
    ]);
  });

  it('an unknown field is refused, and everything wrong is said at once', () => {
    expect(fields({ leverge: 5, margin: 'a lot', direction: 'up' })).toEqual([
      'margin',
      'direction',
      'leverge',
    ]);
    expect(fields('settings')).toEqual(['']);
  });

  it('a level that is off may hold zeros, one that is on may not', () => {
    expect(
      read({ takeProfits: [{}, {}, { enabled: false, value: 0, share: 0 }], trailing: { armedBy: 'tp1' } }),
    ).toBeDefined();
  });
});

describe('checks across fields', () => {
  it('oversold must be below overbought', () => {
    expect(refusals({ oversold: 70, overbought: 70 })).toEqual([['oversold', '70', '< overbought (70)']]);
  });

  it('the trend timeframe lies above that of the chart', () => {
    expect(fields({ timeframe: '1h', trendTimeframe: '30m' })).toEqual(['trendTimeframe']);
    expect(fields({ timeframe: '1h', trendTimeframe: '1h' })).toEqual(['trendTimeframe']);
    expect(read({ timeframe: '1h', trendTimeframe: '8h' }).trendTimeframe).toBe('8h');
  });

  it('adds need at least one condition, no adds need none', () => {
    const none = { pyramidingNeedsPrice: false, pyramidingNeedsSignal: false };
    expect(fields(none)).toEqual(['pyramidingNeedsSignal']);
    expect(fields({ ...none, pyramidingLimit: 1 })).toEqual([]);
  });

  it('trailing is armed by an enabled level that is not the last', () => {
    const off = { enabled: false };
    expect(fields({ trailing: { armedBy: 'tp3' } })).toEqual(['trailing.armedBy']);
    expect(fields({ takeProfits: [{}, off, {}] })).toEqual(['trailing.armedBy']);
    expect(fields({ takeProfits: [{}, {}, off] })).toEqual(['trailing.armedBy']);
    expect(fields({ takeProfits: [{}] })).toEqual(['trailing.armedBy']);
    expect(fields({ takeProfits: [{}, {}, off], trailing: { armedBy: 'tp1' } })).toEqual([]);
    expect(fields({ takeProfits: [], trailing: off })).toEqual([]);
  });

  it('tp-gap needs TP2 and TP3, and its value may be left null', () => {
    const gap = { armedBy: 'tp1', offset: { unit: 'tp-gap', value: null } };
    expect(read({ trailing: gap }).trailing.offset.unit).toBe('tp-gap');
    expect(fields({ trailing: gap, takeProfits: [{}, {}] })).toEqual(['trailing.offset.unit']);
  });

  it('a trailing percentage is finer than eight decimals for nobody', () => {
    expect(fields({ trailing: { offset: { value: '0.123456789' } } })).toEqual(['trailing.offset.value']);
  });

  it('the cap holds all adds and stays within the limit of the account', () => {
    expect(refusals({ maxNotional: 799 })).toEqual([
      ['maxNotional', '799', '>= 800, the notional of all 4 entries'],
    ]);
    expect(fields({ maxNotional: 800 })).toEqual([]);
    expect(fields({ marginUnit: 'percent', margin: 60, leverage: 1 })).toEqual(['maxNotional']);
    expect(fields({ marginUnit: 'base', margin: 1, maxNotional: 10 })).toEqual([]);
    const limited = { ...PERPETUAL, notionalLimit: '5000' };
    expect(refusals({ maxNotional: 100_000 }, limited)).toEqual([
      ['maxNotional', '100000', '<= 5000, the risk limit of the account'],
    ]);
    expect(read({}, limited).maxNotional).toBe('5000');
  });

  it('margin x leverage reaches the smallest order of the venue', () => {
    expect(fields({ margin: '0.49' })).toEqual(['margin']);
    expect(fields({ margin: '0.5' })).toEqual([]);
    expect(fields({ marginUnit: 'percent', margin: '0.004' })).toEqual(['margin']);
    expect(
      fields({ marginUnit: 'percent', margin: '0.004' }, { kind: 'perpetual', minNotional: '5' }),
    ).toEqual([]);
    expect(fields({ marginUnit: 'base', margin: '0.009' })).toEqual(['margin']);
  });

  it('spot is long only, without leverage and hedge; what the document leaves open is read so', () => {
    const spot: SettingsContext = { kind: 'spot', equity: '10000', symbol: 'BTC/KRW' };
    expect(read({}, spot)).toMatchObject({
      direction: 'long',
      leverage: 1,
      symbol: 'BTC/KRW',
      maxNotional: '10000',
    });
    expect(refusals({ direction: 'both', leverage: 10, hedge: { enabled: true } }, spot)).toEqual([
      ['direction', 'both', 'long: on spot nothing can be sold that is not held'],
      ['leverage', '10', '1: spot has no leverage, that needs a perpetual'],
      ['hedge.enabled', 'true', 'false: a hedge needs a perpetual in hedge position mode'],
    ]);
  });

  it('an isolated margin needs a perpetual', () => {
    const spot: SettingsContext = { kind: 'spot', symbol: 'BTC/KRW' };
    expect(refusals({ marginMode: 'isolated' }, spot)).toEqual([
      ['marginMode', 'isolated', 'cross: spot has no margin, that needs a perpetual'],
    ]);
    expect(refusals({ marginMode: 'cross' }, spot)).toEqual([]);
    expect(refusals({ marginMode: 'isolated' })).toEqual([]);
  });

  it('a hedge needs hedge position mode; a mode that is not known is not that one', () => {
    const refused = [
      [
        'hedge.enabled',
        'true',
        'false: a hedge needs hedge position mode, and this account is in one-way mode',
      ],
    ];
    expect(refusals({ hedge: { enabled: true } })).toEqual(refused);
    expect(refusals({ hedge: { enabled: true } }, { ...PERPETUAL, positionMode: 'one-way' })).toEqual(
      refused,
    );
    expect(refusals({ hedge: { enabled: true } }, HEDGE_MODE)).toEqual([]);
  });

  it('a hedge stop at a take-profit of the main side needs that level', () => {
    const hedge = { enabled: true, stopLoss: { enabled: true, unit: 'main-tp', value: 2 } };
    const off = { enabled: false };
    const levels = { takeProfits: [{}, off, {}], trailing: off };
    expect(fields({ hedge }, HEDGE_MODE)).toEqual([]);
    expect(refusals({ hedge, ...levels }, HEDGE_MODE)).toEqual([
      ['hedge.stopLoss.value', '2', 'an enabled level: 1, 3'],
    ]);
    expect(refusals({ hedge, takeProfits: [], trailing: off }, HEDGE_MODE)).toEqual([
      ['hedge.stopLoss.value', '2', 'percent: no take-profit is enabled'],
    ]);
  });

  it('the members of a hedge are read and checked, on or off', () => {
    expect(
      fields({
        hedge: {
          trigger: 11,
          limit: 0,
          size: { unit: 'x' },
          takeProfit: { unit: 'percent' },
          stopLoss: { unit: 'main-tp', value: 4 },
          colour: 1,
        },
      }),
    ).toEqual([
      'hedge.trigger',
      'hedge.size.unit',
      'hedge.limit',
      'hedge.colour',
      'hedge.takeProfit.value',
      'hedge.stopLoss.value',
    ]);
  });

  it('a field that is broken itself is not complained about twice', () => {
    expect(fields({ margin: -1, leverage: 0, trailing: { armedBy: 'tp9' } })).toEqual([
      'leverage',
      'margin',
      'trailing.armedBy',
    ]);
  });
});
