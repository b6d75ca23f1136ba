import fc from 'fast-check';
import { formatMoney, money, roundMoney } from './money.js';

describe('money', () => {
  test('a million tenths and fifths sum to the last digit', () => {
    let sum = 0n;
    for (let index = 0; index < 1_000_000; index += 1) sum += index % 2 === 0 ? money('0.1') : money('0.2');
    expect(formatMoney(sum)).toBe('150000');
  });

  test('more than eighteen decimals are refused', () => {
    expect(() => money('0.0000000000000000001')).toThrow(RangeError);
  });

  test('rounding a fee up to eight decimals never loses anything and adds less than one unit', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 30n), (amount) => {
        const rounded = roundMoney(amount, 8, 'ceil');
        expect(rounded >= amount && rounded - amount < 10n ** 10n && rounded % 10n ** 10n === 0n).toBe(true);
      }),
    );
  });

  test('text and amount are the same value', () => {
    fc.assert(
      fc.property(fc.bigInt(), (amount) =>
        expect(money(formatMoney(amount % 10n ** 50n))).toBe(amount % 10n ** 50n),
      ),
    );
  });
});
