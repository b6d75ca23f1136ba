/** An exact decimal: value = digits / 10^scale. */
interface Exact {
  readonly digits: bigint;
  readonly scale: number;
}

/**
 * An ATR as a price distance: rounded half up to 8 decimals, floored at 0.1 % of the reference price, then multiplied.
 * Decimals go in and out as plain text and are computed exactly.
 */
export function atrDistance(atr: number, reference: string, multiple: string): string {
  // toFixed rounds the exact value of the double, a tie up.
  const rounded = exact(atr.toFixed(8));
  const floor = times(exact(reference), exact('0.001'));
  return plain(times(atLeast(rounded, floor), exact(multiple)));
}

function exact(text: string): Exact {
  const [whole = '', fraction = ''] = text.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

const times = (left: Exact, right: Exact): Exact => ({
  digits: left.digits * right.digits,
  scale: left.scale + right.scale,
});

const atLeast = (value: Exact, floor: Exact): Exact =>
  value.digits * 10n ** BigInt(floor.scale) < floor.digits * 10n ** BigInt(value.scale) ? floor : value;

function plain({ digits, scale }: Exact): string {
  const text = digits.toString().padStart(scale + 1, '0');
  const whole = text.slice(0, text.length - scale);
  const fraction = text.slice(text.length - scale).replace(/0+$/, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
