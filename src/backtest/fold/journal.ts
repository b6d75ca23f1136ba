import type { StrategyOutput } from '../../shared/pure/strategy/output.js';
import type { NoteLine } from '../result/backtest-result.js';
import { KeptTrades } from '../kept/kept-trades.js';
import { TradeTotals } from '../statistics/trade-totals.js';
import type { ClosedTrade, TradeSink } from '../trades/trade.js';

/** What a run keeps: everything that a result shows, or sums alone, so that a run of any length stays small. */
export type Keeping = 'everything' | 'totals';

/** What happened to one bot in a run, in the order in which it happened. */
export class Journal implements TradeSink {
  readonly totals = new TradeTotals();
  readonly trades = new KeptTrades();
  readonly notes: NoteLine[] = [];
  liquidations = 0;
  private readonly gates = new Map<string, number>();
  private repeated: readonly StrategyOutput[] = [];
  private repeats = 0;

  /** @param listener is told of each trade as it closes, too. */
  constructor(
    private readonly keeping: Keeping,
    private readonly listener: TradeSink | null = null,
  ) {}

  trade(trade: ClosedTrade): void {
    this.totals.add(trade);
    if (this.keeping === 'everything') this.trades.add(trade);
    this.listener?.trade(trade);
  }

  note(at: number, what: NoteLine[1], which: string): void {
    if (this.keeping === 'everything') this.notes.push([at, what, which]);
  }

  /** Counts the evaluations of a decision. Kernels hand out the same frozen list again and again; it is counted as one. */
  decided(outputs: readonly StrategyOutput[]): void {
    if (outputs !== this.repeated) {
      this.count();
      this.repeated = outputs;
    }
    this.repeats += 1;
  }

  byGate(): ReadonlyMap<string, number> {
    this.count();
    return this.gates;
  }

  private count(): void {
    if (this.repeats > 0)
      for (const output of this.repeated)
        if (output.kind === 'gates')
          this.gates.set(output.outcome, (this.gates.get(output.outcome) ?? 0) + this.repeats);
    this.repeats = 0;
  }
}
