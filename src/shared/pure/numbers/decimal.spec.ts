import fc from 'fast-check';
import { decimalsOf, divide, formatUnits, parseDecimal, pow10, rescale, unitsOf } from './decimal.js';

const scaled = fc.record({ units: fc.bigInt(-(10n ** 30n), 10n ** 30n), scale: fc.nat(20) });

describe('exact decimals', () => {
  test('plain text is read exactly, with its scale', () => {
    expect(parseDecimal('-12.340')).toEqual({ units: -12340n, scale: 3 });
    expect(parseDecimal('100')).toEqual({ units: 100n, scale: 0 });
  });

  test.each([
    '',
    ' 1',
    '1e5',
    '+1',
    '.5',
    '5.',
    'NaN',
    'Infinity',
    '0x10',
    '1,000',
    '1_0',
    '--1',
    '9'.repeat(41),
  ])('%p is not a plain decimal', (text) => {
    expect(parseDecimal(text)).toBeNull();
  });

  test('a text is read the same however long it is: zeros in front change nothing', () => {
    const text = fc.string({ unit: fc.constantFrom('-', '.', '0', '1', '5', '9', 'e', ' '), maxLength: 15 });
    fc.assert(
      fc.property(text, (short) => {
        const long = short.startsWith('-')
          ? `-${'0'.repeat(20)}${short.slice(1)}`
          : `${'0'.repeat(20)}${short}`;
        const isNumber = /^-?\d/.test(short);
        expect(parseDecimal(short)).toEqual(isNumber ? parseDecimal(long) : null);
      }),
    );
  });

  test('units at a scale that would lose digits are refused, not rounded', () => {
    expect(unitsOf('1.25', 2)).toBe(125n);
    expect(unitsOf('1.250', 2)).toBe(125n);
    expect(() => unitsOf('1.255', 2)).toThrow('more than 2 decimals');
    expect(() => unitsOf('1e9', 2)).toThrow('not a plain decimal');
  });

  test('text has no exponent, no trailing zeros and no negative zero', () => {
    expect(formatUnits(1_500n, 3)).toBe('1.5');
    expect(formatUnits(-5n, 3)).toBe('-0.005');
    expect(formatUnits(0n, 8)).toBe('0');
    expect(formatUnits(10n ** 25n, 0)).toBe('1' + '0'.repeat(25));
  });

  test('writing and reading gives the same value', () => {
    fc.assert(
      fc.property(scaled, ({ units, scale }) => {
        expect(unitsOf(formatUnits(units, scale), scale)).toBe(units);
      }),
    );
  });

  test('rescaling up and down again gives the same units', () => {
    fc.assert(
      fc.property(scaled, fc.nat(10), ({ units, scale }, more) => {
        const up = rescale({ units, scale }, scale + more)!;
        expect(rescale({ units: up, scale: scale + more }, scale)).toBe(units);
      }),
    );
  });

  test('the shortest scale holds the value and one less does not', () => {
    fc.assert(
      fc.property(scaled, (value) => {
        const shortest = decimalsOf(value);
        expect(rescale(value, shortest)).not.toBeNull();
        if (shortest > 0) expect(rescale(value, shortest - 1)).toBeNull();
      }),
    );
    expect(decimalsOf({ units: 1500n, scale: 3 })).toBe(1);
  });

  test.each([
    [7n, 2n, 'floor', 3n],
    [-7n, 2n, 'floor', -4n],
    [7n, 2n, 'ceil', 4n],
    [-7n, 2n, 'ceil', -3n],
    [7n, 2n, 'half-up', 4n],
    [-7n, 2n, 'half-up', -3n],
    [-8n, 3n, 'half-up', -3n],
    [7n, 3n, 'half-up', 2n],
    [-7n, 2n, 'toward-zero', -3n],
    [-7n, 2n, 'away-from-zero', -4n],
    [7n, -2n, 'away-from-zero', -4n],
    [6n, 3n, 'ceil', 2n],
  ] as const)('%p / %p rounded %p is %p', (numerator, denominator, rounding, expected) => {
    expect(divide(numerator, denominator, rounding)).toBe(expected);
  });

  test('every rounding is at most one unit away, and floor <= half-up <= ceil', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.bigInt(1n, 10n ** 10n), (n, d) => {
        const [floor, half, ceil] = [divide(n, d, 'floor'), divide(n, d, 'half-up'), divide(n, d, 'ceil')];
        expect(floor <= half && half <= ceil && ceil - floor <= 1n).toBe(true);
        expect(floor * d <= n && n <= ceil * d).toBe(true);
      }),
    );
  });

  test('dividing by zero is a mistake of the program', () => {
    expect(() => divide(1n, 0n, 'floor')).toThrow(RangeError);
  });

  test('powers of ten are exact', () => {
    expect(pow10(0)).toBe(1n);
    expect(pow10(30)).toBe(10n ** 30n);
  });
});
