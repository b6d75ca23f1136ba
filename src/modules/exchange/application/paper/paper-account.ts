import type { Money } from '../../../../shared/pure/numbers/money.js';
import type { Refusal } from '../../../../shared/pure/refusal.js';
import { ok, type Result } from '../../../../shared/pure/result.js';
import type { AccountView } from '../../contracts/queries/list-accounts.query.js';
import {
  accountEquity,
  isHolding,
  freeze,
  openAccount,
  openBook,
  prepareBook,
  thaw,
  type Account,
  type Book,
  type MarginMode,
  type PositionMode,
} from '../../domain/index.js';
import type { PaperTerms, StoredAccount } from '../ports/paper-store.port.js';
import { bookTerms } from './paper-terms.js';

/** The working copy of one instrument's book. */
export interface PaperBook {
  readonly symbol: string;
  readonly terms: PaperTerms;
  readonly book: Book;
}

/** The working copy of a paper account: its cash and its books, in the order of their symbols. */
export class PaperAccount {
  /** Candles closed since it was written. */
  idleCandles = 0;

  private constructor(
    private stored: StoredAccount,
    private account: Account,
    private opened: readonly PaperBook[],
  ) {}

  /** @throws RangeError when stored terms cannot be used: they were written by us and checked then. */
  static thaw(stored: StoredAccount): PaperAccount {
    return new PaperAccount(stored, ...thawed(stored));
  }

  get id(): string {
    return this.stored.id;
  }

  get userId(): string {
    return this.stored.userId;
  }

  get currency(): string {
    return this.stored.currency;
  }

  get positionMode(): PositionMode {
    return this.stored.positionMode;
  }

  get view(): AccountView {
    const { id, userId, venue, label, positionMode, createdAt } = this.stored;
    return { id, userId, venue, label, environment: 'paper', positionMode, createdAt };
  }

  get cash(): Money {
    return this.account.cash as Money;
  }

  /** Every book at its last price. */
  get equity(): Money {
    return accountEquity(this.account);
  }

  get books(): readonly PaperBook[] {
    return this.opened;
  }

  find(symbol: string): PaperBook | undefined {
    return this.opened.find((book) => book.symbol === symbol);
  }

  /** Opens a book; refused with nothing changed when leverage or margin mode cannot be had. */
  open(
    symbol: string,
    terms: PaperTerms,
    leverage: number,
    marginMode: MarginMode,
  ): Result<PaperBook, Refusal> {
    const opened = openBook(bookTerms(terms, this.positionMode), this.account);
    if (!opened.ok) return opened;
    const prepared = prepareBook(opened.value, leverage, marginMode);
    if (!prepared.ok) {
      this.account.books.pop();
      return prepared;
    }
    const book = { symbol, terms, book: opened.value };
    this.opened = [...this.opened, book].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
    return ok(book);
  }

  /**
   * Changes the position mode of all perpetuals. Only of an account that holds and wants none of them: what a position or an
   * order is about would be another thing afterwards.
   * @throws RangeError when it does.
   */
  setPositionMode(positionMode: PositionMode): void {
    const { positions, openOrders } = this.perpetuals;
    if (positions + openOrders > 0)
      throw new RangeError(`${this.id} is not free to change its position mode`);
    const frozen = this.freeze();
    // The empty short of hedge mode has no place in one-way mode, and comes by itself in the other.
    const books = frozen.books.map(({ state: { short: _, ...state }, ...book }) => ({ ...book, state }));
    this.stored = { ...frozen, positionMode, books };
    [this.account, this.opened] = thawed(this.stored);
  }

  /** How many positions and waiting orders there are on perpetuals. */
  get perpetuals(): { readonly positions: number; readonly openOrders: number } {
    const books = this.opened.filter(({ book }) => !book.rules.spot);
    return {
      positions: books.filter(({ book }) => isHolding(book)).length,
      openOrders: books.reduce((sum, { book }) => sum + book.orders.size, 0),
    };
  }

  /** What is to be written; `version` is still the one that was read. */
  freeze(): StoredAccount {
    const books = this.opened.map(({ symbol, terms, book }) => ({ symbol, terms, state: freeze(book) }));
    return { ...this.stored, cash: this.cash, books };
  }

  /**
   * Goes on from what was written, so that a process that never stops and one that starts again here are in the same
   * state by construction.
   */
  renew(written: StoredAccount): void {
    this.stored = { ...written, version: written.version + 1 };
    [this.account, this.opened] = thawed(written);
    this.idleCandles = 0;
  }
}

function thawed({ id, cash, positionMode, books }: StoredAccount): [Account, readonly PaperBook[]] {
  const account = openAccount(cash);
  const opened = books.map(({ symbol, terms, state }) => {
    const book = thaw(state, bookTerms(terms, positionMode), account);
    if (!book.ok)
      throw new RangeError(`the book of ${symbol} on ${id} cannot be read: ${book.error.message}`);
    return { symbol, terms, book: book.value };
  });
  return [account, opened];
}
