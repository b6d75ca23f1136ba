import {
  isHolding,
  netLots,
  type Account,
  type Book,
  type PathColumns,
} from '../../modules/exchange/domain/index.js';
import type { Stamp } from '../../shared/pure/kernel.js';
import type { EquityPoint } from '../result/backtest-result.js';
import { EquityMarks } from '../statistics/equity-marks.js';
import { DecisionLog } from './decision-log.js';
import { drawCurve, type Stretch } from './draw-curve.js';
import { EquityReader, EquitySteps } from './equity-steps.js';
import type { Keeping } from './journal.js';
import { PIECE } from './piece.js';
import type { Watch } from './watch.js';

/**
 * Follows the equity of an account with one book. What moves while a piece of candles is folded is written down; when the piece
 * is through, equity is marked at each of its closes.
 */
export class AccountWatch implements Watch {
  readonly marks: EquityMarks;
  candles = 0;
  private readonly steps: EquitySteps;
  private readonly reader: EquityReader;
  private readonly equities = new Float64Array(PIECE);
  /** What the curve is drawn from; kept by runs that keep everything. */
  private readonly decisions: DecisionLog | null;
  private readonly stretches: Stretch[] = [];
  /** Number of the candle at the beginning of the columns under way. */
  private first = 0;

  constructor(
    private readonly account: Account,
    private readonly book: Book,
    keeping: Keeping,
  ) {
    const { cash, cashNumber } = account;
    this.marks = new EquityMarks(cashNumber);
    this.steps = new EquitySteps({ candle: 0, cash, cashNumber, lots: 0, holds: false });
    this.reader = new EquityReader(this.steps, book.rules.valueNumber);
    this.decisions = keeping === 'everything' ? new DecisionLog() : null;
  }

  /** Candles with a position at their close. */
  get exposed(): number {
    return this.reader.exposed;
  }

  /** Candles from this index of their columns on are about to be folded. */
  begin(from: number): void {
    this.first = this.candles - from;
  }

  moved(index: number): void {
    const { cash, cashNumber } = this.account;
    const { book, first } = this;
    this.steps.add({ candle: first + index, cash, cashNumber, lots: netLots(book), holds: isHolding(book) });
  }

  decided(index: number, { at }: Stamp): void {
    if (this.decisions !== null) this.decisions.add(at, this.first + index);
  }

  /** Marks candles `from`..`to` (exclusive), which have been folded. */
  mark(columns: PathColumns, from: number, to: number): void {
    const { equities, reader } = this;
    const { time, candleMs, close } = columns;
    const count = to - from;
    reader.read(close, from, count, equities);
    this.marks.mark({ equities, count, time, from, candleMs });
    this.candles += count;
    if (this.decisions === null) reader.forget();
    else this.remember(columns, from, to);
  }

  /** Equity and drawdown at each decision of a run that kept everything. */
  points(): readonly EquityPoint[] {
    const { stretches, steps, decisions, book } = this;
    if (decisions === null) return [];
    const { valueNumber, scale } = book.rules;
    return drawCurve({ stretches, steps, decisions, valueNumber, valueFactor: scale.valueFactor });
  }

  private remember(columns: PathColumns, from: number, to: number): void {
    const last = this.stretches.at(-1);
    if (last?.columns === columns && last.to === from) last.to = to;
    else this.stretches.push({ columns, from, to });
  }
}
