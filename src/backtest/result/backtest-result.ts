import type { Instrument, MaintenanceTier } from '../../shared/pure/market/instrument.js';
import type { JsonObject } from '../../shared/pure/json.js';
import type { PositionSide, Side } from '../../shared/pure/strategy/order.js';
import type { StrategyKind } from '../../shared/pure/strategy/instance.js';

/**
 * The outcome of one backtest as JSON. Times are integer milliseconds UTC, money, prices and sizes plain decimal texts
 * (no exponent, no trailing zeros), ratios numbers, and what is not defined is null.
 *
 * Always: cash + summary.netProfit + openPosition.netPnl = summary.finalEquity, and the sums of `trades` are those of the
 * summary, to the last digit.
 */
export interface BacktestResult {
  /** Version of this shape. */
  readonly version: 1;
  readonly strategy: StrategyKind;
  /** Complete: every default is filled in. */
  readonly settings: JsonObject;
  readonly instrument: InstrumentRecord;
  readonly assumptions: Assumptions;
  readonly candles: CandleFacts;
  readonly summary: Summary;
  /** In order of closing. */
  readonly trades: readonly Trade[];
  readonly openPosition: OpenPosition | null;
  readonly openOrders: readonly OpenOrderLine[];
  readonly notes: readonly NoteLine[];
  /** One point for each decision close. */
  readonly equity: readonly EquityPoint[];
  readonly decisions: Decisions;
  /** SHA-256 (hex) of every fill, the open orders and the final state: equal runs have equal digests. */
  readonly digest: string;
  /** Only where it was asked for. */
  readonly lookahead?: LookaheadReport;
  readonly warmUp?: WarmUpReport;
}

/** An instrument as its JSON file has it: price bands are pairs `[from, tick]`. */
export type InstrumentRecord = Omit<Instrument, 'priceBands' | 'maintenanceTiers'> & {
  readonly maintenanceTiers?: readonly TierRecord[];
  readonly priceBands: readonly (readonly [from: string, tick: string])[] | null;
};

export type TierRecord = { readonly [Member in keyof MaintenanceTier]: MaintenanceTier[Member] };

/** Everything a result rests on beside candles and settings. */
export interface Assumptions {
  /** Starting cash in quote. */
  readonly cash: string;
  /** Fees as fractions of the value traded. */
  readonly maker: string;
  readonly taker: string;
  readonly slippageBps: string;
  readonly fill: 'touch' | 'through';
  readonly funding: FundingAssumption;
  /** Whose base fees were taken; null when they were given or are the defaults. */
  readonly venue: string | null;
  readonly leverage: number;
  readonly marginMode: 'cross' | 'isolated';
  readonly maintenanceRate: string | null;
  /** Distance of the candles that make the path inside a decision candle, ms. */
  readonly pathMs: number;
  /** Length of a decision candle, ms. */
  readonly decisionMs: number;
  /** First and last time asked for, or null: whatever the file has. */
  readonly from: number | null;
  readonly to: number | null;
}

/** Where funding comes from: none, one rate at 00:00, 08:00 and 16:00 UTC, or a file of that many rates. */
export type FundingAssumption =
  | { readonly kind: 'none' }
  | { readonly kind: 'constant'; readonly rate: string }
  | { readonly kind: 'file'; readonly file: string; readonly rates: number };

/** The candles of the finest timeframe in range; gaps are those of the whole file before `--to`, warm-up included. */
export interface CandleFacts {
  readonly count: number;
  /** First open time. */
  readonly from: number;
  /** End of the last candle. */
  readonly to: number;
  readonly gaps: readonly Gap[];
}

export interface Gap {
  /** End of the candle before it. */
  readonly from: number;
  /** Open time of the candle after it. */
  readonly to: number;
  readonly missing: number;
}

/**
 * Statistics of the closed trades; of everything, the open position included: finalEquity, returnPct, maxDrawdownPct,
 * sharpe, sortino, exposurePct, longestUnderwaterSec.
 */
export interface Summary {
  readonly trades: number;
  readonly wins: number;
  readonly losses: number;
  readonly winRatePct: number | null;
  readonly grossProfit: string;
  /** <= 0. */
  readonly grossLoss: string;
  readonly netProfit: string;
  readonly fees: string;
  /** Paid; negative when received. */
  readonly funding: string;
  readonly finalEquity: string;
  readonly returnPct: number;
  readonly buyAndHoldPct: number;
  /** >= 0, of the running peak. */
  readonly maxDrawdownPct: number;
  /** Of daily returns, annualised with sqrt(365). */
  readonly sharpe: number | null;
  readonly sortino: number | null;
  readonly profitFactor: number | null;
  readonly expectancy: string | null;
  /** Share of the finest candles with a position at their close. */
  readonly exposurePct: number;
  /** Events, not trades; in hedge mode one for each of the two positions that is taken. */
  readonly liquidations: number;
  readonly avgHoldSec: number | null;
  readonly longestUnderwaterSec: number;
}

/** The part of an execution that belongs to one trade. */
export interface TradeFill {
  readonly at: number;
  readonly price: string;
  readonly size: string;
  readonly fee: string;
  readonly reason: string;
}

/** One position cycle from flat to flat, or one cell's pair of a grid. netPnl = grossPnl - fees - funding. */
export interface Trade {
  /** From 1, in order of closing. */
  readonly id: number;
  /** Only where several symbols share an account. */
  readonly symbol?: string;
  readonly side: PositionSide;
  readonly openedAt: number;
  readonly closedAt: number;
  readonly entries: readonly TradeFill[];
  readonly exits: readonly TradeFill[];
  /** Sells - buys. */
  readonly grossPnl: string;
  readonly fees: string;
  /** Paid; negative when received. */
  readonly funding: string;
  readonly netPnl: string;
  /** <= 0: the worst gross P&L, realised and floating, at the path points after it opened and at its last exit. */
  readonly maxAdverse: string;
  /** >= 0: the best. */
  readonly maxFavourable: string;
}

/**
 * What was still held after the last candle, marked at its close; it is no trade. Where a long and a short position stand
 * beside each other (hedge mode) side and size are the net ones and the average is that of the larger; `trades` has both.
 */
export interface OpenPosition {
  /** `flat`: cells of both sides, or both positions of hedge mode, that cancel out. */
  readonly side: PositionSide | 'flat';
  readonly size: string;
  readonly average: string;
  readonly mark: string;
  readonly grossPnl: string;
  readonly fees: string;
  readonly funding: string;
  readonly netPnl: string;
  readonly trades: readonly OpenTrade[];
}

export interface OpenTrade {
  readonly side: PositionSide;
  readonly openedAt: number;
  readonly entries: readonly TradeFill[];
  readonly exits: readonly TradeFill[];
}

export interface OpenOrderLine {
  /** Only where several symbols share an account. */
  readonly symbol?: string;
  readonly side: Side;
  readonly kind: 'limit' | 'stop' | 'trigger';
  readonly price: string;
  readonly size: string;
  readonly reason: string;
}

/**
 * What was wanted and not placed: `size` = below the minimum at its decision, `rejected` = refused at its fill, `denied` =
 * refused when it was placed (several symbols that share an account may take the margin from each other). `which` is the
 * order's reason, behind `SYMBOL ` where there are several.
 */
export type NoteLine = readonly [at: number, what: 'size' | 'rejected' | 'denied', which: string];

export type EquityPoint = readonly [at: number, equity: string, drawdownPct: number];

/** Every evaluation counts once, under the first gate that refused it, or `passed`. */
export interface Decisions {
  readonly evaluated: number;
  readonly byGate: Readonly<Record<string, number>>;
}

/** Runs on the first candles only, compared with the whole run as far as they go. */
export interface LookaheadReport {
  readonly passed: boolean;
  readonly prefixes: readonly LookaheadPrefix[];
}

export interface LookaheadPrefix {
  /** Number of finest candles. */
  readonly candles: number;
  /** Happenings (orders placed, cancelled and filled, decisions) that were compared. */
  readonly compared: number;
  /** The first that differs, or null. */
  readonly difference: { readonly at: number; readonly whole: string; readonly prefix: string } | null;
}

/** From which decision candle on indicator values do not depend (to 1e-9) on where history began. */
export interface WarmUpReport {
  readonly indicators: readonly WarmUpLine[];
}

export interface WarmUpLine {
  readonly name: string;
  /** Decision candles of history it takes; null when it takes more than there are. */
  readonly candles: number | null;
  /** End of the first candle of this file that has as many before it; null likewise. */
  readonly settledAt: number | null;
}
