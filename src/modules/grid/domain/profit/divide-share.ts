import { pow10 } from '../../../../shared/pure/numbers/decimal.js';
import { MONEY_SCALE } from '../../../../shared/pure/numbers/money.js';

/**
 * Divides one charge over trades by weight, each share truncated to the quote scale, the last taking the rest, so that the
 * shares always sum to the charge. Weights may be signed (funding), their sum is not zero.
 */
export function divideCharge(
  charge: bigint,
  weights: readonly number[],
  quoteScale: number,
): readonly bigint[] {
  if (weights.length === 1) return [charge];
  const whole = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  const step = pow10(MONEY_SCALE - quoteScale);
  let rest = charge;
  return weights.map((weight, index) => {
    if (index === weights.length - 1) return rest;
    const share = ((charge * BigInt(weight)) / (whole * step)) * step;
    rest -= share;
    return share;
  });
}
