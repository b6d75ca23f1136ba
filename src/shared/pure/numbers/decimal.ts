/**
 * Exact decimals as scaled integers: the value `units / 10^scale`. Text is the only way in and out; a binary float never
 * carries money. The largest accepted input is 60 digits, far above `Decimal(38,18)`, so that hostile text is cheap.
 */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

const PLAIN = /^-?\d{1,40}(\.\d{1,40})?$/;

/** Direction in which a division that does not come out even is rounded. */
export type Rounding = 'floor' | 'ceil' | 'half-up' | 'toward-zero' | 'away-from-zero';

/** Reads a plain decimal (`-12.340`); exponents, spaces, signs other than `-`, NaN and infinities are not numbers here. */
export function parseDecimal(text: string): Decimal | null {
  if (text.length <= SHORT) return parseShort(text);
  if (!PLAIN.test(text)) return null;
  const dot = text.indexOf('.');
  if (dot < 0) return { units: BigInt(text), scale: 0 };
  return { units: BigInt(text.slice(0, dot) + text.slice(dot + 1)), scale: text.length - dot - 1 };
}

/** Texts of up to so many characters have digits that a double holds exactly. */
const SHORT = 15;
const [ZERO, MINUS, DOT] = ['0'.charCodeAt(0), '-'.charCodeAt(0), '.'.charCodeAt(0)];

/** The same character by character, several times faster: fees and amounts are short, and read at every fill. */
function parseShort(text: string): Decimal | null {
  const isNegative = text.charCodeAt(0) === MINUS;
  const first = isNegative ? 1 : 0;
  let dot = text.length;
  let units = 0;
  for (let place = first; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    const digit = code - ZERO;
    if (digit >= 0 && digit <= 9) units = units * 10 + digit;
    else if (code === DOT && dot === text.length && place > first) dot = place;
    else return null;
  }
  // Digits stand before a point, and behind one that is there.
  if (dot === first || dot === text.length - 1) return null;
  return { units: BigInt(isNegative ? -units : units), scale: Math.max(text.length - dot - 1, 0) };
}

/**
 * Units of `text` at `scale`.
 * @throws RangeError when the text is not a plain decimal or has more decimals than the scale holds.
 */
export function unitsOf(text: string, scale: number): bigint {
  const value = parseDecimal(text);
  if (value === null) throw new RangeError(`not a plain decimal: ${JSON.stringify(text.slice(0, 60))}`);
  const units = rescale(value, scale);
  if (units === null) throw new RangeError(`${text} has more than ${scale} decimals`);
  return units;
}

/** The same value at another scale, or null when digits would be lost. */
export function rescale(value: Decimal, scale: number): bigint | null {
  if (scale >= value.scale) return value.units * pow10(scale - value.scale);
  const divisor = pow10(value.scale - scale);
  return value.units % divisor === 0n ? value.units / divisor : null;
}

/** Plain text without exponent and without trailing zeros; zero is `0`, never `-0`. */
export function formatUnits(units: bigint, scale: number): string {
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  const text = fraction === '' ? whole : `${whole}.${fraction}`;
  return negative ? `-${text}` : text;
}

/** The shortest scale that holds the value: `1.500` has 1, `100` has 0. */
export function decimalsOf(value: Decimal): number {
  let { units, scale } = value;
  while (scale > 0 && units % 10n === 0n) {
    units /= 10n;
    scale -= 1;
  }
  return scale;
}

/** `numerator / denominator` rounded to an integer. @throws RangeError on a zero denominator. */
export function divide(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  if (denominator === 0n) throw new RangeError('division by zero');
  const n = denominator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const quotient = n / d;
  const remainder = n % d;
  if (remainder === 0n) return quotient;
  const step = n < 0n ? -1n : 1n;
  switch (rounding) {
    case 'toward-zero':
      return quotient;
    case 'away-from-zero':
      return quotient + step;
    case 'floor':
      return step < 0n ? quotient - 1n : quotient;
    case 'ceil':
      return step > 0n ? quotient + 1n : quotient;
    case 'half-up': {
      // Half up: a tie goes toward positive infinity, so -2.5 becomes -2.
      const twice = (remainder < 0n ? -remainder : remainder) * 2n;
      if (twice > d) return quotient + step;
      return twice === d && step > 0n ? quotient + 1n : quotient;
    }
  }
}

const POWERS: bigint[] = [1n];

/** 10^exponent for a non-negative integer exponent; small powers are kept. */
export function pow10(exponent: number): bigint {
  for (let known = POWERS.length; known <= exponent; known += 1) POWERS.push(POWERS[known - 1]! * 10n);
  return POWERS[exponent]!;
}
