import { priceOf } from '../../../../shared/pure/market/scale.js';
import { formatMoney } from '../../../../shared/pure/numbers/money.js';
import { gridMarket } from '../market.js';
import { marketOf, SPOT } from '../testing/markets.js';
import { justHolding } from './just-holding.js';

const { scale } = marketOf(SPOT);

const held = (start: string, mark: string, taker = '0') => {
  const market = gridMarket(scale, { maker: '0', taker });
  const { profit, returnPct } = justHolding(market, '1000', priceOf(scale, start), priceOf(scale, mark));
  return [formatMoney(profit), returnPct];
};

describe('just holding', () => {
  it('is the investment at the price of the start, valued at the mark', () => {
    expect(held('100', '125')).toEqual(['250', 25]);
    expect(held('100', '80')).toEqual(['-200', expect.closeTo(-20, 10)]);
  });

  it('pays the taker fee once, when it buys', () => {
    // 1000 / (100 x 1.001) x 100 = 999.000999...
    expect(held('100', '100', '0.001')).toEqual(['-0.999001', expect.closeTo(-0.0999000999, 9)]);
  });
});
