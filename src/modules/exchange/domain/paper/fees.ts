import { divide, formatUnits } from '../../../../shared/pure/numbers/decimal.js';
import type { FeeRate, Rules } from './rules.js';

/** An amount of fee: exact money, and its text in the quote currency. */
export interface Fee {
  readonly amount: bigint;
  readonly text: string;
}

/** fee = price x size x rate in quote, rounded up to the quote scale; a rebate is rounded up too, so down in size. */
export function feeOf(rules: Rules, rate: FeeRate, price: number, lots: number): Fee {
  const product = price * lots * rate.n;
  if (rate.d !== 0 && Number.isSafeInteger(product) && product >= 0) {
    const rest = product % rate.d;
    const steps = (product - rest) / rate.d;
    return feeOfSteps(rules, rest === 0 ? steps : steps + 1);
  }
  return feeOfSteps(rules, divide(BigInt(price) * BigInt(lots) * rate.numerator, rate.denominator, 'ceil'));
}

/** A fee of so many steps of the quote scale. */
export function feeOfSteps(rules: Rules, steps: number | bigint): Fee {
  const decimals = rules.scale.instrument.quoteScale;
  return {
    amount: BigInt(steps) * rules.quoteStep,
    text: typeof steps === 'number' ? formatSteps(steps, decimals) : formatUnits(steps, decimals),
  };
}

/** `formatUnits` for a non-negative safe integer, several times faster: it stands in every fill. */
function formatSteps(steps: number, decimals: number): string {
  if (steps === 0) return '0';
  const unit = 10 ** decimals;
  const rest = steps % unit;
  const whole = String((steps - rest) / unit);
  if (rest === 0) return whole;
  const digits = String(rest).padStart(decimals, '0');
  let end = digits.length;
  while (digits.charCodeAt(end - 1) === ZERO) end -= 1;
  return `${whole}.${digits.slice(0, end)}`;
}

const ZERO = '0'.charCodeAt(0);
