import { divide } from '../../../../shared/pure/numbers/decimal.js';
import type { Holding } from './book.js';
import type { Rules } from './rules.js';

/**
 * Moves the position by signed lots at a price. Average entry: (old average x old size + price x size) / new size on an
 * add, unchanged by a reduction, the price when the position opens or turns over; 12 decimals, rounded half up.
 */
export function movePosition(rules: Rules, held: Holding, lots: number, price: number): void {
  const before = held.position;
  const after = before + lots;
  held.position = after;
  if (after === 0) held.average = 0n;
  else if (before === 0 || before < 0 !== after < 0) held.average = averageOf(rules, price);
  else if (before < 0 === lots < 0)
    held.average = blended(rules, held.average, Math.abs(before), Math.abs(lots), price);
}

function averageOf({ averageUp, averageDown }: Rules, price: number): bigint {
  const units = BigInt(price) * averageUp;
  return averageDown === 1n ? units : divide(units, averageDown, 'half-up');
}

function blended(rules: Rules, average: bigint, held: number, added: number, price: number): bigint {
  const up = BigInt(price) * rules.averageUp * BigInt(added);
  if (rules.averageDown === 1n) return divide(average * BigInt(held) + up, BigInt(held + added), 'half-up');
  return divide(
    average * rules.averageDown * BigInt(held) + up,
    rules.averageDown * BigInt(held + added),
    'half-up',
  );
}
