import { divide } from '../../../../shared/pure/numbers/decimal.js';
import type { Book } from './book.js';
import type { Rules } from './rules.js';

/**
 * Moves the position by signed lots at a price. Average entry: (old average x old size + price x size) / new size on an
 * add, unchanged by a reduction, the price when the position opens or turns over; 12 decimals, rounded half up.
 */
export function movePosition(book: Book, lots: number, price: number): void {
  const before = book.position;
  const after = before + lots;
  book.position = after;
  if (after === 0) book.average = 0n;
  else if (before === 0 || before < 0 !== after < 0) book.average = averageOf(book.rules, price);
  else if (before < 0 === lots < 0) book.average = blended(book, Math.abs(before), Math.abs(lots), price);
}

function averageOf({ averageUp, averageDown }: Rules, price: number): bigint {
  const units = BigInt(price) * averageUp;
  return averageDown === 1n ? units : divide(units, averageDown, 'half-up');
}

function blended({ rules, average }: Book, held: number, added: number, price: number): bigint {
  const up = BigInt(price) * rules.averageUp * BigInt(added);
  if (rules.averageDown === 1n) return divide(average * BigInt(held) + up, BigInt(held + added), 'half-up');
  return divide(
    average * rules.averageDown * BigInt(held) + up,
    rules.averageDown * BigInt(held + added),
    'half-up',
  );
}
