import type { PaperConditions } from '../../../../shared/pure/market/paper-conditions.js';
import type { MarketScale } from '../../../../shared/pure/market/scale.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

export type MarginMode = 'cross' | 'isolated';

/** Whether an instrument has one net position, or a long and a short one beside each other (perpetuals only). */
export const POSITION_MODES = ['one-way', 'hedge'] as const;
export type PositionMode = (typeof POSITION_MODES)[number];

/**
 * When the market reaches a limit order: `touch` = its price is enough, `through` = one tick beyond its price, for those
 * who do not want to believe that they stood first in the queue.
 */
export type FillRule = 'touch' | 'through';

/** One funding time of a perpetual; longs pay a positive rate. */
export interface FundingCharge {
  readonly at: EpochMs;
  /** Plain decimal, a fraction of the position's value: `0.0001`. */
  readonly rate: string;
}

/** Which funding a perpetual has: none, the same rate at 00:00, 08:00 and 16:00 UTC, or a list in ascending time. */
export type FundingTerms =
  | { readonly kind: 'none' }
  | { readonly kind: 'constant'; readonly rate: string }
  | { readonly kind: 'list'; readonly charges: readonly FundingCharge[] };

/**
 * The conditions under which an instrument is traded on paper. They do not change during the life of a book, with the
 * exception of leverage and margin mode, which start here and may be set while flat.
 */
export interface BookTerms {
  readonly scale: MarketScale;
  /** Whole number >= 1; spot: 1. */
  readonly leverage: number;
  readonly marginMode: MarginMode;
  /** `one-way` where it is left out. */
  readonly positionMode?: PositionMode;
  /** Plain decimal fractions of the value traded; a negative maker rate is a rebate. */
  readonly fees: { readonly maker: string; readonly taker: string };
  /** Plain decimal >= 0, in basis points. */
  readonly slippageBps: string;
  readonly fillRule: FillRule;
  /** Spot ignores it. */
  readonly funding: FundingTerms;
  /** Put before the number of each trade id, so that ids stay unique where several books share a venue. */
  readonly tradePrefix?: string;
}

/** Terms that most tests and the command line start from. */
export const DEFAULT_FEES = { maker: '0.0002', taker: '0.0005' } as const;
export const DEFAULT_SLIPPAGE_BPS = '2';

/** Most leverage of a perpetual on the paper venue: what the larger venues give their main instruments. */
export const PAPER_MAX_LEVERAGE = 125;

/** Accounts on paper that one person can have. */
export const MAX_PAPER_ACCOUNTS = 20;

/** The conditions of the paper venue where nobody asks for others. */
export const USUAL_CONDITIONS: PaperConditions = {
  fees: DEFAULT_FEES,
  slippageBps: DEFAULT_SLIPPAGE_BPS,
  fillRule: 'touch',
  // Every eight hours, longs to shorts: what most venues fall back to.
  funding: '0.0001',
  positionMode: 'one-way',
};
