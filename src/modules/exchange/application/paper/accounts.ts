import { alongPath, atClose, atOpen, type Book, type BookEvent } from '../../domain/index.js';
import type { PaperAccount, PaperBook } from './paper-account.js';
import type { ToldCandle } from './told-candle.js';

/** Something has happened in a book. */
export interface Happening {
  readonly account: PaperAccount;
  readonly book: PaperBook;
  readonly events: readonly BookEvent[];
}

/**
 * A book in which nothing happens changes with every candle all the same (trailing extremes, funding times). It is not
 * written for that; a start takes it through the candles since it was written. This bounds how many.
 */
const IDLE_CANDLES = 1_000;
/** Accounts written for idling with one candle: at least this many, at most this fraction of all. */
const LEAST_DUE = 4;
const DUE_SHARE = 1 / 250;

/** All accounts of the paper venue, always gone through in the same order: by account id, then by symbol. */
export class Accounts {
  private readonly byId = new Map<string, PaperAccount>();
  private ordered: readonly PaperAccount[] = [];

  constructor(accounts: Iterable<PaperAccount>) {
    for (const account of accounts) this.byId.set(account.id, account);
    this.order();
  }

  get all(): readonly PaperAccount[] {
    return this.ordered;
  }

  find(id: string): PaperAccount | undefined {
    return this.byId.get(id);
  }

  add(account: PaperAccount): void {
    this.byId.set(account.id, account);
    this.order();
  }

  /** At most one happening per book. */
  atOpen(candle: ToldCandle): readonly Happening[] {
    return this.pass((book) => atOpen(book, candle.for(book)));
  }

  alongPath(candle: ToldCandle): readonly Happening[] {
    return this.pass((book) => alongPath(book, candle.for(book)));
  }

  atClose(candle: ToldCandle): void {
    for (const account of this.ordered) {
      for (const { book } of account.books) atClose(book, candle.for(book));
      account.idleCandles += 1;
    }
  }

  /** Accounts that have idled long enough to be written, a few at a time. */
  due(): readonly PaperAccount[] {
    const most = Math.max(LEAST_DUE, Math.ceil(this.ordered.length * DUE_SHARE));
    const due: PaperAccount[] = [];
    for (const account of this.ordered) {
      if (account.idleCandles >= IDLE_CANDLES && account.books.length > 0) due.push(account);
      if (due.length === most) break;
    }
    return due;
  }

  private pass(tell: (book: Book) => readonly BookEvent[]): readonly Happening[] {
    const happenings: Happening[] = [];
    for (const account of this.ordered) {
      for (const book of account.books) {
        const events = tell(book.book);
        if (events.length > 0) happenings.push({ account, book, events });
      }
    }
    return happenings;
  }

  private order(): void {
    this.ordered = [...this.byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}
