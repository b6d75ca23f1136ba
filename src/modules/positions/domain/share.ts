import { divide, pow10 } from '../../../shared/pure/numbers/decimal.js';
import { MONEY_SCALE, type Money } from '../../../shared/pure/numbers/money.js';

/** Decimals of a share: those to which the venues here round fees and funding in the quote currency. */
const SHARE_DECIMALS = 8;

/** `amount` x part / whole, cut off after 8 decimals; whoever is last takes the rest. */
export function shareOf(amount: Money, part: bigint, whole: bigint): Money {
  const step = pow10(MONEY_SCALE - SHARE_DECIMALS);
  return (divide(amount * part, whole * step, 'toward-zero') * step) as Money;
}

/**
 * A charge on a net position divided over those who hold it by signed size: a long pays what a short beside it receives. Each
 * share is cut off after 8 decimals, the last takes the rest, so that the shares always add up to the charge. Holders that
 * cancel out have no net position to be charged for; a charge all the same is divided by plain size.
 */
export function divideCharge(amount: Money, signedSizes: readonly bigint[]): readonly Money[] {
  const net = sum(signedSizes);
  const weights = net === 0n ? signedSizes.map((size) => (size < 0n ? -size : size)) : signedSizes;
  const whole = net === 0n ? sum(weights) : net;
  if (whole === 0n) throw new RangeError('a charge needs somebody who holds something');
  const shares = weights.slice(0, -1).map((weight) => shareOf(amount, weight, whole));
  return [...shares, (amount - sum(shares)) as Money];
}

const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);
