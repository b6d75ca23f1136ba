import type { Timeframe } from '../../../../shared/pure/time/timeframe.js';

/** Decision timeframes a grid may have. */
export const GRID_TIMEFRAMES = [
  '1m',
  '3m',
  '5m',
  '15m',
  '30m',
  '1h',
  '2h',
  '4h',
  '1d',
] as const satisfies readonly Timeframe[];

/** `spot` works on holdings, `long` and `short` on one side of a perpetual, `neutral` on both. */
export const GRID_MODES = ['spot', 'long', 'short', 'neutral'] as const;
export type GridMode = (typeof GRID_MODES)[number];

export const SPACINGS = ['arithmetic', 'geometric', 'dynamic'] as const;
export const MARGIN_MODES = ['cross', 'isolated'] as const;
export const START_TRIGGERS = [
  'now',
  'price-at',
  'price-above',
  'price-below',
  'rsi-below',
  'rsi-above',
] as const;
export const INITIAL_POSITIONS = ['buy', 'hold', 'none'] as const;
export const STOP_UNITS = ['off', 'price', 'percent', 'amount'] as const;
export const RANGE_EXITS = ['wait', 'stop-and-keep', 'stop-and-close', 'recenter'] as const;
export const TREND_FILTERS = ['off', 'adx'] as const;
export const STOP_MODES = ['close', 'keep'] as const;

/** When the bot starts; `value` is a price or an RSI, null for `now`. */
export interface StartTrigger {
  readonly type: (typeof START_TRIGGERS)[number];
  readonly value: string | null;
}

/** A whole-bot stop or take-profit: a price, a percentage of the investment, or an amount of quote. */
export type GridStop =
  | { readonly unit: 'off'; readonly value: null }
  | { readonly unit: 'price' | 'percent' | 'amount'; readonly value: string };

/** What to do with the position at a stop. */
export type StopMode = (typeof STOP_MODES)[number];

/** Settings of one generation of a grid; every number is a plain decimal text, counts are whole numbers. */
export interface GridSettings {
  readonly symbol: string;
  readonly mode: GridMode;
  /** Decision timeframe; null = that of the candles the bot is fed with. */
  readonly timeframe: (typeof GRID_TIMEFRAMES)[number] | null;
  readonly spacing: (typeof SPACINGS)[number];
  /** Ends of the range; null only with dynamic spacing, whose lines follow the market. */
  readonly lower: string | null;
  readonly upper: string | null;
  /** Number of lines, 2..200; N lines make N - 1 cells. */
  readonly levels: number;
  /** Total in quote; on perpetuals the margin, before leverage. */
  readonly investment: string;
  /** Quote per cell from the lowest; null = split evenly. A shorter list goes on by its last difference. */
  readonly amounts: readonly string[] | null;
  readonly leverage: number;
  readonly marginMode: (typeof MARGIN_MODES)[number];
  readonly startTrigger: StartTrigger;
  readonly initialPosition: (typeof INITIAL_POSITIONS)[number];
  readonly stopLoss: GridStop;
  readonly takeProfit: GridStop;
  /** Highest price that the range may follow the market up to; null = it stays where it is. */
  readonly trailingUp: string | null;
  /** Lowest price that the range may follow the market down to. */
  readonly trailingDown: string | null;
  readonly onRangeExit: (typeof RANGE_EXITS)[number];
  readonly trendFilter: (typeof TREND_FILTERS)[number];
  readonly idleStopMin: number | null;
  readonly stopMode: StopMode;
}

/** Settings of a grid between two fixed prices. */
export type RangeSettings = GridSettings & { readonly lower: string; readonly upper: string };

export const hasRange = (settings: GridSettings): settings is RangeSettings => settings.spacing !== 'dynamic';

/** The defaults a document is completed with; `lower`, `upper` and `investment` have none. */
export const GRID_DEFAULTS = {
  symbol: 'BTC/USDT',
  mode: 'spot',
  timeframe: null,
  spacing: 'geometric',
  lower: null,
  upper: null,
  levels: 20,
  investment: null,
  amounts: null,
  leverage: 1,
  marginMode: 'cross',
  startTrigger: { type: 'now', value: null },
  initialPosition: 'buy',
  stopLoss: { unit: 'off', value: null },
  takeProfit: { unit: 'off', value: null },
  trailingUp: null,
  trailingDown: null,
  onRangeExit: 'wait',
  trendFilter: 'off',
  idleStopMin: null,
  stopMode: 'close',
} as const;
