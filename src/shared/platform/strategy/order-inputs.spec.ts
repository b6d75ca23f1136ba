import { marketScale } from '../../pure/market/scale.js';
import { epochMs } from '../../pure/time/epoch.js';
import {
  addressee,
  adjustmentOf,
  causeOf,
  happenedAt,
  inputOf,
  priceIn,
  type HeardFill,
  type HeardOrder,
  type OrderNews,
} from './order-inputs.js';

const scale = marketScale({
  ...{ symbol: 'BTC/USDT', kind: 'spot', base: 'BTC', quote: 'USDT', tick: '0.01', lot: '0.001' },
  ...{ minSize: '0.001', minNotional: '5', quoteScale: 8, maintenanceRate: null, priceBands: null },
});
const order: HeardOrder = {
  strategy: 'grid',
  instanceId: 'i',
  cycle: 2,
  leg: 'cell-1-1',
  side: 'buy',
  type: 'limit',
};
const fill: HeardFill = {
  tradeId: 't',
  price: '100.25',
  size: '0.5',
  fee: '0.01',
  feeCurrency: 'USDT',
  liquidity: 'maker',
  reason: 'grid-buy',
  phase: 'path',
  at: epochMs(7),
};
const filled = { kind: 'filled', order, fill } as const satisfies OrderNews;

describe('news of an order as a kernel reads it', () => {
  test('a fill comes in price units and lots, with its leg and cycle', () => {
    expect(inputOf(scale, filled)).toEqual({
      kind: 'order-filled',
      fill: {
        ...{ tradeId: 't', leg: 'cell-1-1', cycle: 2, side: 'buy', price: 10_025, size: 500, fee: '0.01' },
        ...{ liquidity: 'maker', reason: 'grid-buy', at: 7, phase: 'path' },
      },
    });
  });

  test('a fee in the coin that is traded, or in a third one, is named as what it is', () => {
    const paid = (feeCurrency: string) => ({ ...filled, fill: { ...fill, feeCurrency } });
    expect(inputOf(scale, paid('BTC'))).toMatchObject({ fill: { fee: '0.01', feeIn: 'base' } });
    expect(inputOf(scale, paid('BNB'))).toMatchObject({ fill: { fee: '0.01', feeIn: 'other' } });
    const { instrument } = scale;
    const perpetual = marketScale({ ...instrument, symbol: 'BTC/USD:BTC', kind: 'perpetual', quote: 'USD' });
    expect(inputOf(perpetual, paid('BTC'))).toMatchObject({ fill: { feeIn: 'other' } });
  });

  test('a liquidation is a fill that takes as much as it says', () => {
    const liquidation = {
      ...filled,
      order: { ...order, type: 'liquidation', leg: 'liquidation', side: 'sell' },
    } as const;
    expect(inputOf(scale, liquidation)).toMatchObject({
      kind: 'order-filled',
      fill: { leg: 'liquidation', cycle: 2, side: 'sell', price: 10_025, size: 500 },
    });
  });

  test.each(['emergency-close-2', 'emergency-close-short-1'])(
    'what Orders has closed because it could not be protected is the fill that it is: %s',
    (leg) => {
      const closed = { ...filled, order: { ...order, type: 'market', leg } };
      expect(inputOf(scale, closed)).toMatchObject({
        kind: 'order-filled',
        fill: { leg, price: 10_025, size: 500 },
      });
    },
  );

  test('a liquidation of one of two positions is the fill that names it', () => {
    const liquidation = {
      ...filled,
      order: { ...order, type: 'liquidation', leg: 'liquidation-short', cycle: 4 },
    };
    expect(inputOf(scale, liquidation)).toMatchObject({
      kind: 'order-filled',
      fill: { leg: 'liquidation-short', cycle: 4, price: 10_025 },
    });
  });

  test.each(['denied', 'rejected', 'cancelled'] as const)('%s is told apart, with its code', (kind) => {
    const news: OrderNews = { kind, order, code: 'because' };
    const input = { kind: `order-${kind}`, leg: 'cell-1-1', cycle: 2, code: 'because' };
    expect(inputOf(scale, news)).toEqual(input);
    expect([happenedAt(news), priceIn(news)]).toEqual([null, null]);
    expect(causeOf(news)).toEqual({ kind, leg: 'cell-1-1', cycle: 2, type: 'limit', code: 'because' });
  });

  test('what is left after an adjustment comes in whole lots, with its sign, and names its position in hedge mode', () => {
    const adjustment = { strategy: 'grid', instanceId: 'i', change: '-1', at: epochMs(9) };
    const changed = { kind: 'position-changed', cause: 'adjustment', price: 10_010, at: 9 };
    const of = (size: string, more = {}) => adjustmentOf(scale, { ...adjustment, size, ...more }, '100.1');
    expect(of('0.5009')).toEqual({ ...changed, size: 500 });
    expect(of('-0.5009')).toEqual({ ...changed, size: -500 });
    expect(of('0')).toEqual({ ...changed, size: 0 });
    expect(of('-0.0009', { position: 'short' })).toEqual({ ...changed, size: 0, position: 'short' });
  });

  test('a trigger comes with its price and time', () => {
    const news: OrderNews = { kind: 'triggered', order, price: '99.5', at: epochMs(8) };
    expect(inputOf(scale, news)).toEqual({ kind: 'triggered', leg: 'cell-1-1', price: 9_950, at: 8 });
    expect([happenedAt(news), priceIn(news)]).toEqual([8, '99.5']);
    expect(causeOf(news)).toMatchObject({ kind: 'triggered', price: '99.5' });
  });

  test('a price that is not on the scale is an error, not another price', () => {
    expect(() => inputOf(scale, { ...filled, fill: { ...fill, price: '100.255' } })).toThrow(RangeError);
  });

  test('news of another strategy, or of nobody’s order, is for nobody here', () => {
    expect(addressee('grid', filled)).toBe('i');
    expect(addressee('hyper-rsi', filled)).toBeNull();
    expect(addressee('grid', { ...filled, order: { ...order, instanceId: null } })).toBeNull();
  });
});
