import { divide, formatUnits, parseDecimal, pow10, type Decimal } from '../../shared/pure/numbers/decimal.js';
import { BadInput } from '../bad-input.js';

/** Decimals of a spread in basis points. */
const SPREAD_DECIMALS = 4;

/** Basis points of a whole. */
const WHOLE = 10_000n;

/**
 * The distance between best bid and best ask in basis points of their middle, rounded up, from an order book as venues' clients
 * tell it: `{ "bids": [[price, size], …], "asks": [[price, size], …] }`. @throws BadInput
 */
export function spreadOf(symbol: string, book: unknown): string {
  const bid = best(book, 'bids', (left, right) => left > right);
  const ask = best(book, 'asks', (left, right) => left < right);
  if (bid === null || ask === null)
    throw new BadInput(
      `--book ${symbol}: an order book has bids and asks, each a list of [price, size] with at least one`,
    );
  const scale = Math.max(bid.scale, ask.scale);
  const [low, high] = [at(bid, scale), at(ask, scale)];
  if (high < low) throw new BadInput(`--book ${symbol}: its best bid is above its best ask`);
  const bps = divide(2n * (high - low) * WHOLE * pow10(SPREAD_DECIMALS), high + low, 'ceil');
  return formatUnits(bps, SPREAD_DECIMALS);
}

/** True when a spread is wider than allowed; both in basis points. */
export function isWider(spread: string, most: string): boolean {
  const [left, right] = [parseDecimal(spread)!, parseDecimal(most)!];
  const scale = Math.max(left.scale, right.scale);
  return at(left, scale) > at(right, scale);
}

const at = ({ units, scale }: Decimal, common: number): bigint => units * pow10(common - scale);

function best(
  book: unknown,
  name: 'bids' | 'asks',
  isBetter: (left: bigint, right: bigint) => boolean,
): Decimal | null {
  const side: unknown =
    typeof book === 'object' && book !== null ? (book as Record<string, unknown>)[name] : null;
  if (!Array.isArray(side) || side.length === 0) return null;
  let found: Decimal | null = null;
  for (const level of side as unknown[]) {
    const price = Array.isArray(level) ? parseDecimal(String((level as unknown[])[0])) : null;
    if (price === null || price.units <= 0n) return null;
    const scale = Math.max(price.scale, found?.scale ?? 0);
    if (found === null || isBetter(at(price, scale), at(found, scale))) found = price;
  }
  return found;
}
