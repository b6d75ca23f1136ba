import type { LedgerFrame } from '../../modules/grid/domain/index.js';
import {
  QuietCandles,
  type Book,
  type BookEvent,
  type PathColumns,
} from '../../modules/exchange/domain/index.js';
import type { Refusal } from '../../shared/pure/refusal.js';
import type { StrategyInput } from '../../shared/pure/strategy/input.js';
import type { Fill, WantedOrder } from '../../shared/pure/strategy/order.js';
import type { NoteOutput, StrategyOutput } from '../../shared/pure/strategy/output.js';
import type { Bot } from '../strategies/bot.js';
import { CellLedger } from '../trades/cell-ledger.js';
import { CycleLedger } from '../trades/cycle-ledger.js';
import type { TradeLedger } from '../trades/trade-ledger.js';
import type { TradeSink } from '../trades/trade.js';
import type { Decisions } from './decision-columns.js';
import { decisionsOf } from './decisions.js';
import { RunDigest } from './digest.js';
import { ClosedInput, RunStamp, WalkedCandle } from './hand-outs.js';
import { Journal, type Keeping } from './journal.js';
import { LazyAccount } from './lazy-account.js';
import { PathWalk } from './path-walk.js';
import type { Watch } from './watch.js';

/**
 * Sees every happening of a run as a line of text, with its time and the candle that it happened in or after; look-ahead
 * checks compare what two runs have said.
 */
export type Witness = (at: number, line: string, index: number) => void;

export interface RunOptions {
  /** Decision candles that open before it decide nothing. */
  readonly from: number;
  readonly keeping: Keeping;
  readonly witness?: Witness;
  /** Told of each trade as it closes, besides the journal. */
  readonly onTrade?: TradeSink;
  /** Told of each fill as it happens. */
  readonly onFill?: (fill: Fill) => void;
}

/** One bot on one book: all that changes while candles go by. */
export class MarketRun {
  /** State of the kernel. */
  state: object;
  /** Index of the candle that is being gone through, or of the last one. */
  index = -1;
  readonly from: number;
  readonly decisions: Decisions;
  readonly ledger: TradeLedger;
  /** Candles that went by; `arrive` tells book and trades of them. */
  readonly quiet: QuietCandles;
  readonly journal: Journal;
  readonly digest: RunDigest;
  readonly walk: PathWalk;
  /** The candle that is being gone through. */
  readonly candle = new WalkedCandle();
  readonly stamp = new RunStamp();
  readonly closed: ClosedInput;
  /** What came of the strategy's last orders, not told yet. */
  readonly answers: StrategyInput[] = [];
  /** The newest outputs that said only what was evaluated: kernels hand the same list out again and again. */
  silent: readonly StrategyOutput[] = [];
  private readonly keeping: Keeping;
  private readonly witness: Witness | null;
  private readonly onFill: ((fill: Fill) => void) | null;

  constructor(
    readonly book: Book,
    readonly bot: Bot,
    readonly watch: Watch,
    { from, keeping, witness, onTrade, onFill }: RunOptions,
  ) {
    const { scale } = book.rules;
    this.from = from;
    this.state = bot.kernel.start(bot.settings);
    this.decisions = decisionsOf(bot, 10 ** scale.priceDecimals);
    this.keeping = keeping;
    this.journal = new Journal(keeping, onTrade ?? null);
    this.digest = new RunDigest(scale);
    this.ledger = this.openLedger();
    this.walk = new PathWalk(this.ledger);
    this.witness = witness ?? null;
    this.onFill = onFill ?? null;
    this.quiet = new QuietCandles(book);
    const { columns, named } = this.decisions;
    this.closed = new ClosedInput(columns, named, new LazyAccount(book, this));
  }

  /** Book and trades learn of the candles that went by; to be called before anybody looks at them. */
  arrive(): void {
    this.quiet.arrive(this);
  }

  /** Candles have gone by. */
  passed(candles: PathColumns, from: number, to: number): void {
    if (this.ledger.isOpen) this.ledger.passed(candles, from, to);
  }

  /** Where the cells of a grid are now. @throws RangeError for a bot whose trades are no cells. */
  frame(): LedgerFrame {
    const { trades } = this.bot;
    if (trades.kind !== 'cells') throw new RangeError('its trades are position cycles');
    return trades.frameOf(this.state);
  }

  /** Writes down what happened in the book. */
  record(event: BookEvent): void {
    switch (event.kind) {
      case 'filled':
        this.walk.reach(event.pathStep);
        this.ledger.fill(event);
        this.watch.moved(this.index);
        if (this.keeping === 'everything') this.digest.fill(event.fill);
        if (this.onFill !== null) this.onFill(event.fill);
        break;
      case 'funding':
        this.ledger.charge(event);
        this.watch.moved(this.index);
        break;
      case 'liquidated':
        this.journal.liquidations += 1;
        break;
      case 'rejected':
        this.journal.note(event.at, 'rejected', event.reason);
        break;
      case 'triggered':
        this.walk.reachPrice(event.price);
        break;
      case 'cancelled':
        break;
    }
    if (this.witness !== null) this.witness(this.stamp.at, JSON.stringify(event), this.index);
  }

  /** Writes down what the strategy says. */
  heard(outputs: readonly StrategyOutput[]): void {
    const { at } = this.stamp;
    let isSilent = this.witness === null;
    let isNoted = false;
    for (const output of outputs) {
      if (output.kind !== 'gates') isSilent = false;
      if (output.kind !== 'note') continue;
      isNoted = true;
      this.heardNote(output, at);
    }
    if (isNoted) this.ledger.heard(outputs, at);
    if (isSilent) this.silent = outputs;
    if (this.witness !== null) this.witness(at, JSON.stringify(outputs), this.index);
  }

  /** The venue does not take an order: what the strategy hears of it. */
  denied({ leg, cycle, reason }: WantedOrder, { code }: Refusal): StrategyInput {
    if (code !== 'nothing-to-reduce') this.journal.note(this.stamp.at, 'denied', reason);
    return { kind: 'order-denied', leg, cycle, code };
  }

  private heardNote({ code, details }: NoteOutput, at: number): void {
    const which = details['which'];
    if (code === 'size' && typeof which === 'string') this.journal.note(at, 'size', which);
  }

  private openLedger(): TradeLedger {
    const { journal, book, bot } = this;
    return bot.trades.kind === 'cycles'
      ? new CycleLedger(book.rules.scale, journal)
      : new CellLedger(this, journal);
  }
}
