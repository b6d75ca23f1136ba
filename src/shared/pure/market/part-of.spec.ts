import fc from 'fast-check';
import { partOf, PERCENT_OF_POSITION } from './part-of.js';
import type { Lots } from './scale.js';

describe('a part of a position', () => {
  it.each([
    [10, '50', 5],
    [10, '33.33', 3],
    [10, '99.99', 9],
    [10, '100', 10],
    [10, '100.00', 10],
    [10, '0.01', 0],
    [3, '66.67', 2],
    [Number.MAX_SAFE_INTEGER, '100', Number.MAX_SAFE_INTEGER],
  ])('%d lots at %s %% are %d', (size, percent, part) => {
    expect(partOf(size as Lots, percent)).toBe(part);
  });

  it.each(['0', '0.00', '00', '-1', '100.01', '101', '1e1', '', 'half', '1.234', '.5', ' 5'])(
    'there is none at %j',
    (percent) => {
      expect(PERCENT_OF_POSITION.test(percent)).toBe(false);
      expect(() => partOf(10 as Lots, percent)).toThrow(RangeError);
    },
  );

  it('is never more than its share, and less by less than one lot', () => {
    const hundredths = fc.integer({ min: 1, max: 10_000 });
    fc.assert(
      fc.property(fc.maxSafeNat(), hundredths, (size, share) => {
        const text = `${Math.floor(share / 100)}.${String(share % 100).padStart(2, '0')}`;
        const rest = BigInt(size) * BigInt(share) - BigInt(partOf(size as Lots, text)) * 10_000n;
        expect(rest >= 0n && rest < 10_000n).toBe(true);
      }),
    );
  });
});
