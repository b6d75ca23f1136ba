import type { JsonObject } from '../../shared/pure/json.js';
import type { Assumptions } from '../result/backtest-result.js';

/** What symbols are put in order by: return, Sharpe, or return over drawdown. Highest first, unknown last. */
export const RANKED_BY = ['return', 'sharpe', 'return-over-drawdown'] as const;
export type RankedBy = (typeof RANKED_BY)[number];

/**
 * `ranked`: it was tried and has a place. `filtered`: a filter says no. `not-judged`: what a filter or the backtest needs to know
 * of it is not known. `refused`: its ladder would be refused. `excluded`: by a list of names; its candles were not read.
 */
export type Standing = 'ranked' | 'filtered' | 'not-judged' | 'refused' | 'excluded';

export type RankReasonCode =
  | 'not-allowed'
  | 'denied'
  | 'short-history'
  | 'unknown-spread'
  | 'volume-below'
  | 'spread-above'
  | 'ladder-refused';

/** Why a symbol has no place, with the numbers. */
export interface RankReason {
  readonly code: RankReasonCode;
  readonly details: JsonObject;
}

/** The backtest of one symbol in numbers; money as decimal texts in quote, null where undefined. */
export interface RankFigures {
  /** Final equity less cash, in percent of the investment: the same measure whatever cash stands behind it. */
  readonly returnPct: number;
  /** Finished pairs of cells. */
  readonly pairs: number;
  /** Of finished pairs, after fees and funding. */
  readonly netProfit: string;
  readonly finalEquity: string;
  readonly fees: string;
  readonly buyAndHoldPct: number;
  readonly maxDrawdownPct: number;
  readonly sharpe: number | null;
  readonly exposurePct: number;
  readonly liquidations: number;
  readonly digest: string;
}

export interface RankRow {
  /** From 1; null where it has no place. */
  readonly rank: number | null;
  readonly symbol: string;
  readonly standing: Standing;
  readonly reason: RankReason | null;
  /** Median of the value traded in each of the window's days, in quote; null where it was not looked at. */
  readonly volumePerDay: number | null;
  /** Of the order book that was given, in basis points of its middle; null = unknown, which is not narrow. */
  readonly spreadBps: string | null;
  readonly range: { readonly lower: string; readonly upper: string } | null;
  readonly figures: RankFigures | null;
}

/** Symbols in order of what the grid would have made of their last days. Times are ms UTC. */
export interface RankResult {
  readonly version: 1;
  readonly days: number;
  readonly from: number;
  readonly to: number;
  readonly by: RankedBy;
  readonly quote: string;
  readonly filters: {
    readonly minVolume: number | null;
    readonly maxSpreadBps: string | null;
    readonly allow: readonly string[] | null;
    readonly deny: readonly string[];
  };
  readonly assumptions: Pick<Assumptions, 'cash' | 'maker' | 'taker' | 'slippageBps' | 'fill' | 'venue'>;
  /** Ranked ones first, in their order; then the others by standing and name. */
  readonly symbols: readonly RankRow[];
}
