import {
  isHolding,
  netLots,
  type Account,
  type Book,
  type PathColumns,
} from '../../modules/exchange/domain/index.js';
import type { Stamp } from '../../shared/pure/kernel.js';
import { EquityCurve } from '../statistics/equity-curve.js';
import { EquityMarks } from '../statistics/equity-marks.js';
import { PIECE } from './piece.js';
import type { Keeping } from './journal.js';
import type { Watch } from './watch.js';

/** Cash and position as they were from the close of a candle on. */
interface Move {
  readonly from: number;
  readonly cash: bigint;
  readonly cashNumber: number;
  /** Net of both positions of hedge mode. */
  readonly lots: number;
  readonly holds: boolean;
}

/**
 * Follows the equity of an account with one book. What moves while a piece of candles is folded is written down; when the piece
 * is through, equity is marked at each of its closes, and the decisions among them become points of the curve.
 */
export class AccountWatch implements Watch {
  readonly marks: EquityMarks;
  readonly curve = new EquityCurve();
  candles = 0;
  /** Candles with a position at their close. */
  exposed = 0;
  private current: Move;
  private readonly moves: Move[] = [];
  private readonly equities = new Float64Array(PIECE);
  private readonly drawdowns = new Float64Array(PIECE);
  private readonly decidedAfter = new Int32Array(2 * PIECE);
  private readonly decidedAt = new Float64Array(2 * PIECE);
  private decisions = 0;
  private lastClose = 0;
  private lastDrawdown = 0;

  constructor(
    private readonly account: Account,
    private readonly book: Book,
    private readonly keeping: Keeping,
  ) {
    const { cash, cashNumber } = account;
    this.marks = new EquityMarks(cashNumber);
    this.current = { from: 0, cash, cashNumber, lots: 0, holds: false };
    this.curve.hold(cash, 0);
  }

  moved(index: number): void {
    const { cash, cashNumber } = this.account;
    const { book } = this;
    const move: Move = { from: index, cash, cashNumber, lots: netLots(book), holds: isHolding(book) };
    if (this.moves.at(-1)?.from === index) this.moves.pop();
    this.moves.push(move);
  }

  decided(index: number, stamp: Stamp): void {
    const { decisions } = this;
    this.decidedAfter[decisions] = index;
    this.decidedAt[decisions] = stamp.at;
    this.decisions = decisions + 1;
  }

  /** Marks candles `from`..`to` (exclusive), which have been folded. */
  mark(columns: PathColumns, from: number, to: number): void {
    let at = from;
    for (const move of this.moves) {
      this.hold(columns, from, at, move.from);
      at = move.from;
      this.current = move;
    }
    this.hold(columns, from, at, to);
    const { equities } = this;
    const { time, candleMs } = columns;
    this.marks.mark({ equities, count: to - from, time, from, candleMs }, this.drawdowns);
    if (this.keeping === 'everything') this.draw(columns, from);
    this.candles += to - from;
    this.lastClose = columns.close[to - 1]!;
    this.lastDrawdown = this.drawdowns[to - from - 1]!;
    this.moves.length = 0;
    this.decisions = 0;
  }

  /** Equity of candles `at`..`to`, in which nothing moved. */
  private hold({ close }: PathColumns, from: number, at: number, to: number): void {
    const { equities } = this;
    const { cashNumber, lots, holds } = this.current;
    if (holds) this.exposed += to - at;
    if (lots === 0) {
      equities.fill(cashNumber, at - from, to - from);
      return;
    }
    const value = lots * this.book.rules.valueNumber;
    for (let index = at; index < to; index += 1) equities[index - from] = cashNumber + value * close[index]!;
  }

  private draw({ close }: PathColumns, from: number): void {
    const { curve, drawdowns, moves } = this;
    let next = 0;
    for (let index = 0; index < this.decisions; index += 1) {
      const after = this.decidedAfter[index]!;
      for (let move = moves[next]; move !== undefined && move.from <= after; move = moves[next]) {
        curve.hold(move.cash, move.lots);
        next += 1;
      }
      const at = this.decidedAt[index]!;
      // A decision that was overdue at the first candle of a piece was marked with the last one of the piece before.
      if (after < from) curve.add(at, this.lastClose, this.lastDrawdown);
      else curve.add(at, close[after]!, drawdowns[after - from]!);
    }
    for (; next < moves.length; next += 1) curve.hold(moves[next]!.cash, moves[next]!.lots);
  }
}
