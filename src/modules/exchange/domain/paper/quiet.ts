import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Book } from './book.js';
import { netLots } from './holding.js';

/** Candles of the finest timeframe as columns, ascending and not overlapping; prices are price units of the book's scale. */
export interface PathColumns {
  readonly candleMs: number;
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

/** Hears of candles `from`..`to` (exclusive) that have gone by quietly. */
export interface QuietListener {
  passed(columns: PathColumns, from: number, to: number): void;
}

/** How far ahead is looked at once. */
const LOOK_AHEAD = 64;

/**
 * Goes through candles in which nothing can happen without taking the three steps of each: nearly all candles of a market are
 * of this kind, and the steps cost many times what they find out. The book learns of them in `arrive`, which must be called
 * before anybody looks at it or changes it, and is then as the three steps leave it. Books that share an account go the long
 * way, because each moves the others' liquidation.
 */
export class QuietCandles {
  /** Nothing happens while prices stay strictly between these two and candles open no later than the third. */
  private floor = Infinity;
  private ceiling = -Infinity;
  private lastOpen = -Infinity;
  private columns: PathColumns | null = null;
  /** Candles before `told` are known to the book, those from it to `passed` have gone by, those to `until` may. */
  private told = 0;
  private passed = 0;
  private until = -1;

  constructor(private readonly book: Book) {}

  /** Index of the first candle of `from`..`to` (exclusive) in which something may happen, or `to`. */
  pass(columns: PathColumns, from: number, to: number): number {
    if (from >= to) return to;
    if (from !== this.passed || to > this.until || columns !== this.columns)
      return this.search(columns, from, to);
    this.passed = to;
    return to;
  }

  /** The book learns of the candles that have gone by; a listener hears of which, before it does. */
  arrive(listener?: QuietListener): void {
    const { book, columns, told, passed } = this;
    if (passed === told || columns === null) return;
    listener?.passed(columns, told, passed);
    arriveAt(book, columns, passed - 1, passed - told);
    this.told = passed;
  }

  /** Something has happened in the book, or somebody has changed it. */
  changed(): void {
    this.until = -1;
  }

  /** Looks ahead for the next candle in which something may happen, as far as the columns reach or a while. */
  private search(columns: PathColumns, from: number, to: number): number {
    if (from !== this.passed || columns !== this.columns) this.begin(columns, from);
    if (this.until < 0) this.look(columns.time[from]!, columns.candleMs);
    const { time, high, low } = columns;
    const { floor, ceiling, lastOpen } = this;
    const end = Math.max(to, Math.min(from + LOOK_AHEAD, time.length));
    let index = Math.max(from, this.until);
    while (index < end && low[index]! > floor && high[index]! < ceiling && time[index]! <= lastOpen)
      index += 1;
    this.until = index;
    this.passed = Math.min(index, to);
    return this.passed;
  }

  private begin(columns: PathColumns, from: number): void {
    this.columns = columns;
    this.told = from;
    this.passed = from;
    this.until = -1;
  }

  private look(openAt: number, candleMs: number): void {
    const { book } = this;
    this.until = 0;
    this.floor = Infinity;
    if (
      book.market.length > 0 ||
      book.account.books.length > 1 ||
      openAt < book.lastEnd ||
      (book.phase !== 'close' && book.phase !== 'new')
    )
      return;
    this.floor = floorOf(book);
    this.ceiling = ceilingOf(book);
    this.lastOpen = book.nextFundingAt - candleMs;
  }
}

/** A trailing stop that buys follows every new low, so a quiet candle does not make one. */
function floorOf({ trails, below }: Book): number {
  let bound = below;
  for (const { wanted, extreme } of trails)
    if (wanted.side === 'buy' && extreme - 1 > bound) bound = extreme - 1;
  return bound;
}

/** One that sells follows every new high. */
function ceilingOf({ trails, above }: Book): number {
  let bound = above;
  for (const { wanted, extreme } of trails)
    if (wanted.side === 'sell' && extreme + 1 < bound) bound = extreme + 1;
  return bound;
}

/** The book after the last of `candles` quiet candles. */
function arriveAt(book: Book, columns: PathColumns, last: number, candles: number): void {
  const open = columns.open[last]!;
  const close = columns.close[last]!;
  const endAt = (columns.time[last]! + columns.candleMs) as EpochMs;
  const held = netLots(book);
  book.phase = 'close';
  book.marketTurn = false;
  book.candle += candles;
  book.lastEnd = endAt;
  book.now = endAt;
  // A trailing stop is looked after at every point of the path, also when it does not move.
  book.step = book.trails.length > 0 ? 3 : 0;
  book.price = close;
  book.lowFirst = held > 0 || (held === 0 && close >= open);
  if (book.fills.length > 0) book.fills = [];
}
