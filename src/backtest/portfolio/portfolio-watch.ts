import {
  accountEquity,
  isHolding,
  netLots,
  type Account,
  type Book,
} from '../../modules/exchange/domain/index.js';
import type { Stamp } from '../../shared/pure/kernel.js';
import type { MarketScale } from '../../shared/pure/market/scale.js';
import { EquityCurve } from '../statistics/equity-curve.js';
import { EquityMarks } from '../statistics/equity-marks.js';
import type { Watch } from '../fold/watch.js';

/** Follows the equity of an account with several books: a mark at every time at which a candle of any of them closes. */
export class PortfolioWatch {
  readonly marks: EquityMarks;
  readonly curve = new EquityCurve();
  candles = 0;
  exposed = 0;
  private readonly members: BookWatch[] = [];
  private readonly equities = new Float64Array(1);
  private readonly drawdowns = new Float64Array(1);
  private readonly time = new Float64Array(1);
  /** Cash after the last event that was told. */
  private cash: bigint;

  constructor(
    private readonly account: Account,
    readonly candleMs: number,
  ) {
    this.marks = new EquityMarks(account.cashNumber);
    this.cash = account.cash;
  }

  /** Follows one of the books: whatever moves the account's cash is told by the book that it comes from. */
  of(book: Book): BookWatch {
    const watch = new BookWatch(this, book);
    this.members.push(watch);
    return watch;
  }

  /** What has come in since it was asked before. */
  takeCash(): bigint {
    const before = this.cash;
    this.cash = this.account.cash;
    return this.cash - before;
  }

  /** One point for each time at which a symbol decided. */
  decided({ at }: Stamp): void {
    if (this.curve.lastAt === at) return;
    this.curve.hold(accountEquity(this.account), 0);
    this.curve.add(at, 0, this.drawdowns[0]!);
    for (const member of this.members) member.mark(at);
  }

  /** The candles that opened at `openAt` have closed. */
  close(openAt: number): void {
    const { account, equities, time, candleMs, drawdowns } = this;
    let equity = account.cashNumber;
    for (const book of account.books) equity += netLots(book) * book.rules.valueNumber * book.price;
    equities[0] = equity;
    time[0] = openAt;
    this.marks.mark({ equities, count: 1, time, from: 0, candleMs }, drawdowns);
    this.candles += 1;
    if (account.books.some(isHolding)) this.exposed += 1;
  }
}

/** What one symbol has brought to the account: its cash flow, and its position at its last price. */
export class BookWatch implements Watch {
  private readonly curve = new EquityCurve();
  private cash = 0n;
  private hasMoved = true;

  constructor(
    private readonly whole: PortfolioWatch,
    private readonly book: Book,
  ) {}

  moved(): void {
    this.cash += this.whole.takeCash();
    this.hasMoved = true;
  }

  decided(_index: number, stamp: Stamp): void {
    this.whole.decided(stamp);
  }

  mark(at: number): void {
    const { book, curve } = this;
    if (this.hasMoved) curve.hold(this.cash, netLots(book));
    this.hasMoved = false;
    curve.add(at, book.price, 0);
  }

  /** Decimal texts, one for each point of the account. */
  profits(scale: MarketScale): readonly string[] {
    return this.curve.points(scale).map(([, profit]) => profit);
  }
}
