import type { Side } from '../../../../shared/pure/strategy/order.js';
import type { Book, Holding } from './book.js';

/** What of an order tells which position it is about. */
interface Aimed {
  readonly side: Side;
  readonly reduceOnly: boolean;
}

/**
 * The position an order is about. In hedge mode an order that is not reduce-only opens or enlarges the position of its own
 * side (a buy the long one), a reduce-only one makes the other smaller: so side and reduce-only name the position, and no
 * order can turn one over.
 */
export const holdingOf = (book: Book, { side, reduceOnly }: Aimed): Holding =>
  book.short === null || (side === 'buy') !== reduceOnly ? book : book.short;

/** Signed lots of both positions together. */
export const netLots = (book: Book): number =>
  book.short === null ? book.position : book.position + book.short.position;

/** Whether a book holds anything: long and short lots of hedge mode may be net of each other and are held all the same. */
export const isHolding = ({ position, short }: Book): boolean =>
  position !== 0 || (short !== null && short.position !== 0);

/** The positions there are, flat ones included; the long one first. */
export const holdingsOf = (book: Book): readonly Holding[] =>
  book.short === null ? [book] : [book, book.short];

/** A position that holds nothing. */
export const emptyHolding = (): Holding => ({
  position: 0,
  average: 0n,
  cycle: 0,
  owner: '',
  liquidation: 0,
  liquidationGuard: 0,
});
