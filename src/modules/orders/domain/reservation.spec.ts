import fc from 'fast-check';
import { money, type Money } from '../../../shared/pure/numbers/money.js';
import type { ApprovedOrder } from './risk/approve.js';
import { fundsDenial, paidIn, reservationOf, reservedFor } from './reservation.js';

const worth = (exposure: string): ApprovedOrder => ({ exposure: money(exposure) }) as ApprovedOrder;

describe('what an order reserves', () => {
  it.each([
    ['BTC/USDT', 'USDT'],
    ['BTC/USDT:USDT', 'USDT'],
    ['BTC/USD:BTC', 'BTC'],
    ['BTC/KRW', 'KRW'],
  ])('of %s is in %s', (symbol, currency) => {
    expect(paidIn(symbol)).toBe(currency);
  });

  it('is its value on spot, and the share that its leverage leaves elsewhere', () => {
    const of = (symbol: string, leverage: number | null) =>
      reservationOf(symbol, worth('1000'), leverage, 20)?.amount;
    expect(of('BTC/USDT', 5)).toBe(money('1000'));
    expect(of('BTC/USDT:USDT', 5)).toBe(money('200'));
    expect(of('BTC/USDT:USDT', 3)).toBe(money('333.333333333333333334'));
    expect(of('BTC/USDT:USDT', null)).toBe(money('50'));
  });

  it('is nothing for an order that adds nothing', () => {
    expect(reservationOf('BTC/USDT', worth('0'), null, 20)).toBeNull();
  });

  it('is refused with its numbers when it is not free', () => {
    const funds = { total: money('100'), reserved: money('60') };
    const wanted = { currency: 'USDT', amount: money('40.5') };
    expect(fundsDenial({ ...wanted, amount: money('40') }, funds)).toBeNull();
    expect(fundsDenial(wanted, funds)).toEqual({
      code: 'not-enough-free',
      details: { currency: 'USDT', needed: '40.5', available: '40', reserved: '60', total: '100' },
    });
  });

  it('is never refused while nobody knows what there is', () => {
    const funds = { total: null, reserved: money('60') };
    expect(reservedFor(funds, 'BTC/USDT', worth('1000000'), { leverage: null, maxLeverage: 1 }).ok).toBe(
      true,
    );
  });

  it('never takes more than is free, whatever is asked for in whatever order', () => {
    const amounts = fc.array(fc.bigInt({ min: 0n, max: 10n ** 21n }), { maxLength: 40 });
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 22n }), amounts, (total, asked) => {
        let funds = { total: total as Money, reserved: 0n as Money };
        for (const exposure of asked) {
          const limits = { leverage: 3, maxLeverage: 20 };
          const approved = { exposure } as unknown as ApprovedOrder;
          const reserved = reservedFor(funds, 'BTC/USDT:USDT', approved, limits);
          if (reserved.ok) funds = reserved.value.left as typeof funds;
          expect(funds.reserved <= funds.total).toBe(true);
        }
      }),
    );
  });
});
