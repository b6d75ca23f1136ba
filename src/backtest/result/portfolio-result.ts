import type { JsonObject } from '../../shared/pure/json.js';
import type { StrategyKind } from '../../shared/pure/strategy/instance.js';
import type {
  Assumptions,
  CandleFacts,
  Decisions,
  EquityPoint,
  InstrumentRecord,
  LookaheadReport,
  NoteLine,
  OpenOrderLine,
  OpenPosition,
  Summary,
  Trade,
  WarmUpReport,
} from './backtest-result.js';

/**
 * The outcome of a backtest of several symbols that share one account: the account as a whole, in the words of
 * `BacktestResult`, and what each symbol had of its own. Trades, orders and notes name their symbol. Always: cash +
 * netProfit + the sum of the open positions' netPnl = finalEquity.
 */
export interface PortfolioResult {
  readonly version: 1;
  readonly strategy: StrategyKind;
  readonly symbols: readonly PortfolioSymbol[];
  readonly summary: Summary;
  readonly trades: readonly Trade[];
  readonly openOrders: readonly OpenOrderLine[];
  readonly notes: readonly NoteLine[];
  /** One point for each time at which a symbol decided. */
  readonly equity: readonly EquityPoint[];
  readonly decisions: Decisions;
  /**
   * SHA-256 of these lines: per symbol `S|symbol`, the digest of its fills, its open orders; then one `E` line for each
   * position, with the cash and the equity of the account.
   */
  readonly digest: string;
  readonly lookahead?: LookaheadReport;
  /** Of every symbol, which each line names. */
  readonly warmUp?: WarmUpReport;
}

export interface PortfolioSymbol {
  readonly symbol: string;
  readonly settings: JsonObject;
  readonly instrument: InstrumentRecord;
  readonly assumptions: Assumptions;
  readonly candles: CandleFacts;
  readonly openPosition: OpenPosition | null;
  readonly decisions: Decisions;
  /** Of its own trades. */
  readonly trades: number;
  readonly netProfit: string;
  readonly buyAndHoldPct: number;
  /**
   * What it has brought so far, its cash flow and its position at its last price: one decimal text for each point of the
   * account's `equity`. Always: cash + the sum over the symbols = equity.
   */
  readonly profits: readonly string[];
}
