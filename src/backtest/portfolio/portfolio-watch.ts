import { accountEquity, isHolding, netLots, type Account } from '../../modules/exchange/domain/index.js';
import type { Stamp } from '../../shared/pure/kernel.js';
import { EquityCurve } from '../statistics/equity-curve.js';
import { EquityMarks } from '../statistics/equity-marks.js';
import type { Watch } from '../fold/watch.js';

/** Follows the equity of an account with several books: a mark at every time at which a candle of any of them closes. */
export class PortfolioWatch implements Watch {
  readonly marks: EquityMarks;
  readonly curve = new EquityCurve();
  candles = 0;
  exposed = 0;
  private readonly equities = new Float64Array(1);
  private readonly drawdowns = new Float64Array(1);
  private readonly time = new Float64Array(1);

  constructor(
    private readonly account: Account,
    readonly candleMs: number,
  ) {
    this.marks = new EquityMarks(account.cashNumber);
  }

  moved(): void {
    // Every close is marked from the account itself.
  }

  /** One point for each time at which a symbol decided. */
  decided(_index: number, { at }: Stamp): void {
    if (this.curve.lastAt === at) return;
    this.curve.hold(accountEquity(this.account), 0);
    this.curve.add(at, 0, this.drawdowns[0]!);
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
