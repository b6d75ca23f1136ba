import fc from 'fast-check';
import { divide } from '../../../../shared/pure/numbers/decimal.js';
import { formatMoney } from '../../../../shared/pure/numbers/money.js';
import { feeOf, feeOfSteps } from './fees.js';
import { Desk, KRW, PERPETUAL } from './testing/desk.js';

const rulesOf = (options: ConstructorParameters<typeof Desk>[0]) => new Desk(options).book.rules;

describe('a fee', () => {
  it('is price x size x rate, rounded up to the quote scale', () => {
    const rules = rulesOf({ fees: { maker: '0.0002', taker: '0.000123' } });
    // 100.01 x 0.001 x 0.000123 = 0.00001230123
    expect(feeOf(rules, rules.taker, 10001, 1).text).toBe('0.00001231');
    expect(feeOf(rules, rules.taker, 10000, 1000).text).toBe('0.0123');
  });

  it('is negative for a rebate, rounded down in size', () => {
    const rules = rulesOf({ fees: { maker: '-0.000123', taker: '0.0005' } });
    expect(feeOf(rules, rules.maker, 10001, 1).text).toBe('-0.0000123');
  });

  it('is exact for numbers whose product is no safe integer', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(PERPETUAL, KRW),
        fc.integer({ min: 1, max: 2 ** 40 }),
        fc.integer({ min: 1, max: 2 ** 40 }),
        (instrument, price, lots) => {
          const rules = rulesOf({ instrument, fees: { maker: '0', taker: '0.00050123' } });
          const exact = divide(
            BigInt(price) * BigInt(lots) * rules.scale.valueFactor * 50_123n,
            10n ** 8n * rules.quoteStep,
            'ceil',
          );
          const { amount, text } = feeOf(rules, rules.taker, price, lots);
          expect(amount).toBe(exact * 10n ** 10n);
          expect(text).toBe(formatMoney(amount));
        },
      ),
    );
  });

  it('reads the same whichever way it was counted', () => {
    const rules = rulesOf({});
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (steps) => {
        expect(feeOfSteps(rules, steps)).toEqual(feeOfSteps(rules, BigInt(steps)));
      }),
    );
  });
});
