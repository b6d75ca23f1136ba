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
    text: typeof steps === 'number' ? formatSteps(steps, rules.quoteUnit) : formatUnits(steps, decimals),
  };
}

/** `formatUnits` for a non-negative safe integer of steps, `unit` of which are one quote: it stands in every fill. */
function formatSteps(steps: number, unit: number): string {
  const rest = steps % unit;
  const whole = String((steps - rest) / unit);
  if (rest === 0) return whole;
  // The unit in front keeps the zeros behind the point.
  const digits = String(unit + rest);
  let end = digits.length;
  while (digits.charCodeAt(end - 1) === ZERO) end -= 1;
  return `${whole}.${digits.slice(1, end)}`;
}

const ZERO = '0'.charCodeAt(0);
