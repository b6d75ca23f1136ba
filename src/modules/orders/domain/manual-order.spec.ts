import type { Instrument } from '../../../shared/pure/market/instrument.js';
import { manualOrder, type ManualOrder } from './manual-order.js';

const BTC: Instrument = {
  ...{ symbol: 'BTC/USDT:USDT', kind: 'perpetual', base: 'BTC', quote: 'USDT' },
  ...{ tick: '0.1', lot: '0.001', minSize: '0.001', minNotional: '100' },
  ...{ quoteScale: 8, maintenanceRate: '0.004', priceBands: null },
};

const order = (changed: Partial<ManualOrder> = {}): ManualOrder => ({
  ...{ side: 'buy', type: 'limit', price: '60000', size: '0.01', reduceOnly: false },
  ...changed,
});

const codeOf = (changed: Partial<ManualOrder>, mark = '60000.55'): string => {
  const result = manualOrder(order(changed), BTC, mark);
  return result.ok ? 'taken' : result.error.code;
};

describe('an order that a person makes', () => {
  test('travels as it was written', () => {
    expect(manualOrder(order(), BTC, '60000')).toEqual({
      ok: true,
      value: { type: 'limit', side: 'buy', reduceOnly: false, price: '60000', size: '0.01' },
    });
    expect(manualOrder(order({ type: 'market', price: null }), BTC, '60000.55')).toMatchObject({
      value: { type: 'market', size: '0.01' },
    });
    expect(manualOrder(order({ type: 'stop-market' }), BTC, '60000')).toMatchObject({
      value: { type: 'stop-market', price: '60000', trail: null },
    });
  });

  test('says how it stands only where that is not the usual', () => {
    expect(manualOrder(order({ timeInForce: 'ioc' }), BTC, '60000')).toMatchObject({
      value: { type: 'limit', timeInForce: 'ioc' },
    });
    expect(manualOrder(order({ postOnly: true }), BTC, '60000')).toMatchObject({ value: { postOnly: true } });
    const usual = manualOrder(order({ timeInForce: 'gtc', postOnly: false }), BTC, '60000');
    expect(usual).toEqual(manualOrder(order(), BTC, '60000'));
  });

  test.each<[string, Partial<ManualOrder>, readonly string[]]>([
    ['a market order that is post-only', { type: 'market', price: null, postOnly: true }, ['postOnly']],
    [
      'a market order with a time in force',
      { type: 'market', price: null, timeInForce: 'fok' },
      ['timeInForce'],
    ],
    ['a stop with a time in force', { type: 'stop-market', timeInForce: 'ioc' }, ['timeInForce']],
    ['a limit that takes and is post-only', { timeInForce: 'ioc', postOnly: true }, ['postOnly']],
    [
      'a stop with both',
      { type: 'stop-market', timeInForce: 'ioc', postOnly: true },
      ['timeInForce', 'postOnly'],
    ],
  ])('%s is refused with the members that do not go together', (_, changed, fields) => {
    const result = manualOrder(order(changed), BTC, '60000');
    expect(result).toMatchObject({
      error: { code: 'validation-failed', details: { fields: fields.map((field) => ({ field })) } },
    });
  });

  test.each<[string, Partial<ManualOrder>, string]>([
    ['a price off the tick', { price: '60000.05' }, 'invalid-price'],
    ['a price of nothing', { price: '0' }, 'invalid-price'],
    ['no price for a limit order', { price: null }, 'invalid-price'],
    ['a price for a market order', { type: 'market' }, 'invalid-price'],
    ['a size between two lots', { size: '0.0105' }, 'invalid-size'],
    ['a size of nothing', { size: '0' }, 'invalid-size'],
    ['a size that is no number', { size: '1e3' }, 'invalid-size'],
    ['a value below the minimum', { size: '0.001' }, 'below-minimum'],
    [
      'a market order below the minimum at the last price',
      { type: 'market', price: null, size: '0.001' },
      'below-minimum',
    ],
  ])('with %s is refused with its numbers', (_, changed, code) => {
    expect(codeOf(changed)).toBe(code);
  });

  test('may be small when it only closes', () => {
    expect(codeOf({ size: '0.001', reduceOnly: true })).toBe('taken');
  });
});
