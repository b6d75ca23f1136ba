import type { FundingCharge, FillRule } from '../../modules/exchange/domain/index.js';
import type { StrategyKind } from '../../shared/pure/strategy/instance.js';
import type { Timeframe } from '../../shared/pure/time/timeframe.js';

/** Funding of a perpetual in a backtest: none, one rate, or a list in ascending time with the file it came from. */
export type FundingRequest =
  | { readonly kind: 'none' }
  | { readonly kind: 'constant'; readonly rate: string }
  | { readonly kind: 'list'; readonly file: string; readonly charges: readonly FundingCharge[] };

/** What is assumed of account and market; the same for every symbol of a run. Decimals are plain texts. */
export interface TradingRequest {
  readonly strategy: StrategyKind;
  /** Overrides the timeframe of the settings. */
  readonly timeframe: Timeframe | null;
  readonly cash: string;
  readonly maker: string;
  readonly taker: string;
  /** Whose base fees these are, if anybody's. */
  readonly venue: string | null;
  readonly slippageBps: string;
  readonly funding: FundingRequest;
  readonly fill: FillRule;
  /** Candles before it only warm indicators, ms UTC; null = none. */
  readonly from: number | null;
  /** Candles from it on are ignored, ms UTC; null = none. */
  readonly to: number | null;
}

/** What one symbol trades and how. */
export interface SymbolRequest {
  /** Settings as given: any JSON. */
  readonly settings: unknown;
  /** An instrument record, the name of a test instrument, or null: what the settings name, or the strategy's usual one. */
  readonly instrument: unknown;
  /** Of this symbol alone; else that of all. */
  readonly funding?: FundingRequest;
  /** Decimals that prices are counted in at least; else as many as candles and stops have. */
  readonly decimals?: number;
}

/** The assumptions that hold where nothing else is asked for. */
export const USUAL = {
  cash: '10000',
  maker: '0.0002',
  taker: '0.0005',
  slippageBps: '2',
  fill: 'touch',
} as const;
