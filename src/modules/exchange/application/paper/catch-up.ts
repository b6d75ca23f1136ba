import { epochMs, type EpochMs } from '../../../../shared/pure/time/epoch.js';
import { TIMEFRAME_MS } from '../../../../shared/pure/time/timeframe.js';
import { alongPath, atClose, atOpen, type Book, type BookEvent } from '../../domain/index.js';
import type { FeedPhase, FeedPosition } from '../ports/feed-store.port.js';
import type { MarketFeed } from '../ports/market-feed.port.js';
import { ToldCandle } from './told-candle.js';

const PAGE = 5_000;

/** The books of one account, which stand at the same moment. */
export interface Idlers {
  readonly books: readonly Book[];
  /** Open time of the first candle that they have not been taken through to its end. */
  readonly from: EpochMs;
}

/** Where books were left: in the middle of the candle of their last step, or after it. */
export function idleSince(books: readonly Book[], lengthMs: number): EpochMs {
  const { phase, lastEnd } = books[0]!;
  if (phase === 'new') return epochMs(0);
  return epochMs(phase === 'close' ? lastEnd : lastEnd - lengthMs);
}

/**
 * Takes books through the candles in which nothing happened to them, up to where the feed stands. Whatever changes a book is
 * written at once, so all that is missing is how a book sits through a candle, and the matching itself tells that.
 * @throws RangeError when something happens after all: the rows and the feed do not belong together.
 */
export async function catchUp(
  idlers: readonly Idlers[],
  feed: MarketFeed,
  position: FeedPosition,
  current: ToldCandle | null,
): Promise<void> {
  const lengthMs = TIMEFRAME_MS[feed.timeframe];
  let from = idlers.reduce((first, idler) => Math.min(first, idler.from), Number(position.marketTime));
  while (from < position.marketTime) {
    const page = await feed.history(epochMs(from), position.marketTime, PAGE);
    for (const candle of page) {
      const told = new ToldCandle(candle, lengthMs);
      for (const idler of idlers) if (candle.openTime >= idler.from) sitThrough(idler.books, told, 'close');
    }
    if (page.length < PAGE) break;
    from = page.at(-1)!.openTime + 1;
  }
  if (position.phase === 'close') return;
  if (current === null) throw new RangeError('the feed stands inside a candle that it does not have');
  for (const { books } of idlers) sitThrough(books, current, position.phase);
}

function sitThrough(books: readonly Book[], candle: ToldCandle, until: FeedPhase): void {
  for (const book of books) if (mustHearOpen(book, until)) expectNothing(atOpen(book, candle.for(book)));
  if (until === 'open') return;
  for (const book of books) if (book.phase === 'open') expectNothing(alongPath(book, candle.for(book)));
  if (until === 'path') return;
  for (const book of books) atClose(book, candle.for(book));
}

/** A book that was written in the middle of an open may have more to tell of it while the open is going on. */
const mustHearOpen = ({ phase }: Book, until: FeedPhase): boolean =>
  phase === 'open' ? until !== 'open' : phase !== 'path';

function expectNothing(events: readonly BookEvent[]): void {
  if (events.length > 0)
    throw new RangeError(`a book that was idle tells ${events.length} events on its way back`);
}
