import fc from 'fast-check';
import { formatMoney } from '../numbers/money.js';
import type { Instrument } from './instrument.js';
import {
  formatLots,
  formatPrice,
  isLegal,
  lotsOf,
  marketScale,
  notional,
  priceOf,
  snap,
  snapRatio,
  tickAt,
} from './scale.js';

const btc: Instrument = {
  symbol: 'BTC/USDT:USDT',
  kind: 'perpetual',
  base: 'BTC',
  quote: 'USDT',
  tick: '0.1',
  lot: '0.0001',
  minSize: '0.0001',
  minNotional: '5',
  quoteScale: 8,
  maintenanceRate: '0.005',
  priceBands: null,
};
const krw: Instrument = {
  ...btc,
  symbol: 'BTC/KRW',
  kind: 'spot',
  quote: 'KRW',
  lot: '0.00000001',
  minSize: '0.00000001',
  minNotional: '5000',
  maintenanceRate: null,
  priceBands: [
    { from: '0', tick: '0.01' },
    { from: '100', tick: '1' },
    { from: '2000000', tick: '1000' },
  ],
};

describe('the number system of an instrument', () => {
  test('prices and sizes are read, written and multiplied exactly', () => {
    const scale = marketScale(btc, 2);
    const price = priceOf(scale, '60000.12');
    const lots = lotsOf(scale, '0.0123');
    expect([price, lots]).toEqual([6_000_012, 123]);
    expect([formatPrice(scale, price), formatLots(scale, lots)]).toEqual(['60000.12', '0.0123']);
    expect(formatMoney(notional(scale, price, lots))).toBe('738.001476');
  });

  test('the price unit is the finer of tick and candles', () => {
    expect(marketScale(btc).priceDecimals).toBe(1);
    expect(marketScale(btc, 4).priceDecimals).toBe(4);
  });

  test('a size is floored to the lot', () => {
    const scale = marketScale({ ...btc, lot: '0.003' });
    expect(formatLots(scale, lotsOf(scale, '0.0089'))).toBe('0.006');
  });

  test('a price that is not on the scale is refused', () => {
    expect(() => priceOf(marketScale(btc), '60000.12')).toThrow('more than 1 decimals');
    expect(() => lotsOf(marketScale(btc), 'many')).toThrow('not a plain decimal');
  });

  test('the tick is that of the band with the greatest lower bound not above the price', () => {
    const scale = marketScale(krw);
    const tick = (text: string): string => formatPrice(scale, tickAt(scale, priceOf(scale, text)));
    expect([tick('99.99'), tick('100'), tick('1999999'), tick('2000000')]).toEqual([
      '0.01',
      '1',
      '1',
      '1000',
    ]);
  });

  test('snapping follows the band of the unrounded price', () => {
    const scale = marketScale(krw);
    const snapped = (text: string, rounding: 'floor' | 'ceil' | 'half-up'): string =>
      formatPrice(scale, snap(scale, priceOf(scale, text), rounding));
    expect(snapped('2000499', 'half-up')).toBe('2000000');
    expect(snapped('2000500', 'half-up')).toBe('2001000');
    expect(snapped('150.4', 'ceil')).toBe('151');
  });

  test('a ratio is snapped without passing through a float', () => {
    const scale = marketScale(btc, 2);
    expect(formatPrice(scale, snapRatio(scale, 100n * 10n ** 20n, 3n * 10n ** 18n, 'floor'))).toBe('33.3');
    expect(formatPrice(scale, snapRatio(scale, 100n * 10n ** 20n, 3n * 10n ** 18n, 'ceil'))).toBe('33.4');
  });

  test('legal means at least the minimum size and the minimum notional', () => {
    const scale = marketScale(btc);
    const price = priceOf(scale, '60000');
    expect(isLegal(scale, price, 1)).toBe(true);
    expect(isLegal(scale, price, 0)).toBe(false);
    expect(isLegal(scale, priceOf(scale, '40000'), 1)).toBe(false);
  });

  test('a minimum size between two lots needs the next lot', () => {
    expect(marketScale({ ...btc, minSize: '0.00025' }).minSize).toBe(3);
  });

  test.each([
    ['tick', { tick: '0' }],
    ['lot', { lot: '0' }],
    ['scale', { tick: '0.0000000000001', lot: '0.0000001' }],
    ['number', { lot: 'a lot' }],
  ])('an instrument record without a usable %s is refused', (_what, wrong) => {
    expect(() => marketScale({ ...btc, ...wrong })).toThrow(RangeError);
  });

  test('a snapped price is legal and within one tick of the unrounded one', () => {
    const scale = marketScale(krw);
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 300_000_000 }),
        fc.constantFrom('floor', 'ceil', 'half-up'),
        (units, rounding) => {
          const tick = tickAt(scale, units);
          const snapped = snap(scale, units, rounding);
          expect(Math.abs(snapped - units)).toBeLessThan(tick);
          expect(snapped % tick).toBe(0);
        },
      ),
    );
  });
});
