import { equityAt, marginOf, valueAt, type Book } from '../../modules/exchange/domain/index.js';
import { formatMoney } from '../../shared/pure/numbers/money.js';
import type { AccountFacts } from '../../shared/pure/strategy/input.js';

/**
 * The account at a decision, worked out when it is asked for: most decisions end before that. Perpetuals of other symbols
 * count with what they have won or lost, and what they hold as margin is not there to be spent.
 */
export class LazyAccount implements AccountFacts {
  /** @param run brings the book up to the last candle that went by. */
  constructor(
    private readonly book: Book,
    private readonly run: { arrive(): void },
  ) {}

  get equity(): string {
    this.run.arrive();
    return formatMoney(equityAt(this.book, this.book.price));
  }

  get cash(): string {
    this.run.arrive();
    const { book } = this;
    let { cash } = book.account;
    for (const other of book.account.books)
      if (other !== book && !other.rules.spot) cash += valueAt(other, other.price) - marginOf(other);
    return formatMoney(cash);
  }
}
