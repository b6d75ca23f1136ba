import fc from 'fast-check';
import type { Lots, Price } from '../../../shared/pure/market/scale.js';
import { formatMoney, money, ZERO_MONEY, type Money } from '../../../shared/pure/numbers/money.js';
import type { Fill } from '../../../shared/pure/strategy/order.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { received, spread } from './received.js';
import { marketOf, SPOT } from './testing/markets.js';

const { scale } = marketOf(SPOT);
/** Lots are 0.00001 of a coin. */
const bought = (size: number, fee: string, feeIn?: Fill['feeIn']): Fill => ({
  ...{
    tradeId: 't',
    leg: 'cell-0-1',
    cycle: 1,
    side: 'buy',
    price: 10_000 as Price,
    size: size as Lots,
    fee,
  },
  ...(feeIn !== undefined && { feeIn }),
  ...{ liquidity: 'maker', reason: 'grid-buy', at: epochMs(1), phase: 'live' },
});
const of = (fill: Fill, before = '0'): string => {
  const { lots, dust } = received(scale, money(before), fill);
  return `${lots} and ${formatMoney(dust)}`;
};

describe('what a fill has brought', () => {
  it('is all of it where the fee is taken in quote or in a third coin', () => {
    expect(of(bought(1_000, '0.5'))).toBe('1000 and 0');
    expect(of(bought(1_000, '0.5', 'other'))).toBe('1000 and 0');
  });

  it('is whole lots and dust where the fee is taken in the coin', () => {
    expect(of(bought(1_000, '0.000012', 'base'))).toBe('998 and 0.000008');
  });

  it('counts the dust of the buys before', () => {
    expect(of(bought(1_000, '0.000012', 'base'), '0.000008')).toBe('999 and 0.000006');
  });

  it('is owed by the next buy where a fee was more than was bought', () => {
    expect(of(bought(1, '0.000012', 'base'))).toBe('0 and -0.000002');
    expect(of(bought(10, '0', 'base'), '-0.000002')).toBe('9 and 0.000008');
  });

  it('is what was sold of a sell, whose fee in coins comes out of the dust', () => {
    expect(of({ ...bought(1_000, '0.000003', 'base'), side: 'sell' }, '0.000008')).toBe('1000 and 0.000005');
  });

  it('is never more than has arrived, and together with the dust exactly that', () => {
    const fill = fc.record({ size: fc.integer({ min: 1, max: 100_000 }), fee: fc.bigInt(0n, 10n ** 16n) });
    fc.assert(
      fc.property(fc.array(fill, { minLength: 1 }), (fills) => {
        let dust: Money = ZERO_MONEY;
        let lots = 0;
        let arrived = 0n;
        for (const { size, fee } of fills) {
          const one = received(scale, dust, bought(size, formatMoney(fee), 'base'));
          dust = one.dust;
          lots += one.lots;
          arrived += BigInt(size) * money(SPOT.lot) - fee;
          expect(BigInt(lots) * money(SPOT.lot) + dust).toBe(arrived);
          expect(dust < money(SPOT.lot)).toBe(true);
        }
      }),
    );
  });

  it('falls over the cells that have bought it, every lot to one of them', () => {
    expect(spread([600, 600, 600], 1_798)).toEqual([599, 599, 600]);
    expect(spread([600, 0, 300], 0)).toEqual([0, 0, 0]);
    expect(spread([], 0)).toEqual([]);
    const parts = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1 });
    fc.assert(
      fc.property(parts, fc.double({ min: 0, max: 1, noNaN: true }), (traded, share) => {
        const total = traded.reduce((sum, lots) => sum + lots, 0);
        const arrived = Math.floor(total * share);
        const came = spread(traded, arrived);
        expect(came.reduce((sum, lots) => sum + lots, 0)).toBe(total === 0 ? 0 : arrived);
        expect(came.every((lots, place) => lots >= 0 && lots <= traded[place]!)).toBe(true);
      }),
    );
  });
});
