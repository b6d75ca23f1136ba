import type { Instrument } from '../../../shared/pure/market/instrument.js';
import { marketScale } from '../../../shared/pure/market/scale.js';
import { formatMoney, money } from '../../../shared/pure/numbers/money.js';
import { takenBy } from './whole-lots.js';

const COINS: Instrument = {
  ...{ symbol: 'ETH/KRW', kind: 'spot', base: 'ETH', quote: 'KRW', tick: '1000', quoteScale: 0 },
  ...{ lot: '0.0001', minSize: '0.0001', minNotional: '5000', maintenanceRate: null, priceBands: null },
};
const taken = (size: string, price: string | null, instrument = COINS): string =>
  formatMoney(takenBy(marketScale(instrument), money(size), price));

describe('what a venue takes of a size', () => {
  test('is whole lots of it', () => {
    expect(taken('0.01239', '5000000')).toBe('0.0123');
  });

  test('is nothing of coins that are worth less than the smallest value, and all of them where no price is known', () => {
    expect(taken('0.0009', '5000000')).toBe('0');
    expect(taken('0.001', '5000000')).toBe('0.001');
    expect(taken('0.0009', null)).toBe('0.0009');
  });

  test('is nothing of less than the smallest size, and of a perpetual anything else, whatever it is worth', () => {
    const perpetual: Instrument = { ...COINS, kind: 'perpetual', maintenanceRate: '0.005' };
    expect(taken('0.00009', '5000000', perpetual)).toBe('0');
    expect(taken('0.0009', '5', perpetual)).toBe('0.0009');
  });
});
