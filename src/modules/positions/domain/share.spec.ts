import fc from 'fast-check';
import { formatMoney, money, type Money } from '../../../shared/pure/numbers/money.js';
import { divideCharge } from './share.js';

const divided = (amount: string, sizes: readonly bigint[]): readonly string[] =>
  divideCharge(money(amount), sizes).map(formatMoney);

describe('a charge on a net position', () => {
  it('is all of the only holder', () => {
    expect(divided('-0.123456789012345678', [7n])).toEqual(['-0.123456789012345678']);
  });

  it('is divided by size, cut off after 8 decimals, and the last takes the rest', () => {
    expect(divided('-1', [1n, 1n, 1n])).toEqual(['-0.33333333', '-0.33333333', '-0.33333334']);
  });

  it('is received by a short beside the long that pays', () => {
    expect(divided('-1', [3n, -1n])).toEqual(['-1.5', '0.5']);
  });

  it('is divided by plain size when the holders cancel out', () => {
    expect(divided('-1', [2n, -2n])).toEqual(['-0.5', '-0.5']);
  });

  it('cannot be divided over nobody', () => {
    expect(() => divided('-1', [])).toThrow(RangeError);
  });

  it('always adds up', () => {
    const sizes = fc.array(
      fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }).filter((size) => size !== 0n),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), sizes, (amount, held) => {
        const shares = divideCharge(amount as Money, held);
        expect(shares).toHaveLength(held.length);
        expect(shares.reduce<bigint>((sum, share) => sum + share, 0n)).toBe(amount);
      }),
    );
  });
});
