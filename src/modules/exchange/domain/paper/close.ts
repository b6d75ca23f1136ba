import type { Price } from '../../../../shared/pure/market/scale.js';
import type { Book } from './book.js';
import type { PathCandle } from './candle.js';

/**
 * The candle is over: positions are marked at its close. What is accepted from now on was decided at this close and cannot
 * fill at a price of this candle.
 * @returns the mark.
 * @throws RangeError when the path has not been walked.
 */
export function atClose(book: Book, candle: PathCandle): Price {
  if (book.phase !== 'path') throw new RangeError(`the close follows the path, not the ${book.phase}`);
  book.phase = 'close';
  book.now = candle.endAt;
  book.price = candle.close;
  return candle.close;
}
