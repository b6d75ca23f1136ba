import fc from 'fast-check';
import { parseDecimal, pow10 } from '../../shared/pure/numbers/decimal.js';
import { rangeAround } from './price-range.js';

describe('the range of the demo grid', () => {
  it.each([
    ['60000', '0.01', '57600', '62400'],
    ['94321.37', '0.01', '90548.52', '98094.22'],
    ['94321.375', '0.01', '90548.52', '98094.23'],
    ['0.5123', '0.0001', '0.4918', '0.5328'],
    ['123456789', '1', '118518517', '128395061'],
  ])('around %s by ticks of %s is %s to %s', (price, tick, lower, upper) => {
    expect(rangeAround(price, tick)).toEqual({ lower, upper });
  });

  it('is within half a last decimal of four percent, however large or fine the price', () => {
    const text = fc
      .tuple(fc.bigInt({ min: 1n, max: 10n ** 20n }), fc.integer({ min: 0, max: 12 }))
      .map(
        ([units, scale]) => `${units / pow10(scale)}.${String(units % pow10(scale)).padStart(scale, '0')}0`,
      );
    fc.assert(
      fc.property(text, (price) => {
        const at = (value: string) => {
          const { units, scale } = parseDecimal(value)!;
          return units * pow10(20 - scale);
        };
        const { lower, upper } = rangeAround(price, '0.01');
        const half = 5n * pow10(17) * 100n;
        const off = (value: string, percent: bigint) => at(value) * 100n - at(price) * percent;
        for (const error of [off(lower, 96n), off(upper, 104n)]) {
          expect(error <= half && error >= -half).toBe(true);
        }
      }),
    );
  });

  it.each([
    ['1e5', '0.01'],
    ['', '0.01'],
    ['100', 'small'],
  ])('is refused for %j by %j', (price, tick) => {
    expect(() => rangeAround(price, tick)).toThrow(RangeError);
  });
});
