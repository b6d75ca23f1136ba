import type { Timeframe } from '../../../../shared/pure/time/timeframe.js';

export const CHART_TIMEFRAMES = ['1m', '3m', '5m', '15m', '30m', '1h', '2h', '4h', '1d'] as const;
export const TREND_TIMEFRAMES = ['auto', '3m', '5m', '15m', '30m', '1h', '2h', '4h', '8h', '1d'] as const;
export const SIGNAL_TIMINGS = ['close', 'intrabar'] as const;
export const MARGIN_UNITS = ['quote', 'percent', 'base'] as const;
export const MARGIN_MODES = ['cross', 'isolated'] as const;
export const DIRECTIONS = ['long', 'short', 'both'] as const;
export const DISTANCE_UNITS = ['percent', 'amount', 'atr'] as const;
export const PYRAMIDING_REFERENCES = ['average', 'last'] as const;
export const ENTRY_RULES = ['breakout', 'inflection', 'inflection-breakout', 'beyond'] as const;
export const LEVEL_NAMES = ['tp1', 'tp2', 'tp3'] as const;
export const TRAILING_UNITS = ['percent', 'tp-gap'] as const;
export const HEDGE_SIZE_UNITS = ['percent', 'base'] as const;
export const HEDGE_TAKE_PROFIT_UNITS = ['none', 'last-add', 'main-stop', 'percent'] as const;
export const HEDGE_STOP_UNITS = ['percent', 'main-tp'] as const;

export type EntryRule = (typeof ENTRY_RULES)[number];
export type LevelName = (typeof LEVEL_NAMES)[number];

/** A price distance: percent of the price it is measured from, an amount of quote, or multiples of the ATR. */
export interface DistanceSetting {
  readonly unit: (typeof DISTANCE_UNITS)[number];
  /** Plain decimal > 0. */
  readonly value: string;
}

/** One level of the take-profit ladder; `share` is relative to the other enabled levels. */
export interface TakeProfitSetting extends DistanceSetting {
  readonly enabled: boolean;
  readonly share: string;
}

export interface TrailingSetting {
  readonly enabled: boolean;
  readonly armedBy: LevelName;
  /** `percent` of the extreme, or the distance between TP2 and TP3 (its value is then not used). */
  readonly offset: { readonly unit: (typeof TRAILING_UNITS)[number]; readonly value: string };
}

/**
 * The hedge leg: a position opposite to the main one, in hedge position mode. It is evaluated after each confirmed add and has
 * its own take-profit and stop; it is no part of `maxNotional`.
 */
export interface HedgeSetting {
  readonly enabled: boolean;
  /** Entries of the main side from which on it is opened; 1 and 2 are the same, for the first add is the second entry. */
  readonly trigger: number;
  /** `percent` of the main position's size, or a fixed size in base units. */
  readonly size: { readonly unit: (typeof HEDGE_SIZE_UNITS)[number]; readonly value: string };
  readonly takeProfit: {
    readonly unit: (typeof HEDGE_TAKE_PROFIT_UNITS)[number];
    /** Percent from the hedge's own entry; null in the other units. */
    readonly value: string | null;
  };
  /** Closes the main side too when the hedge has been closed by its take-profit. */
  readonly closeMainOnTakeProfit: boolean;
  readonly stopLoss: {
    readonly enabled: boolean;
    readonly unit: (typeof HEDGE_STOP_UNITS)[number];
    /** Percent from the hedge's own entry, or the number of the main side's take-profit level. */
    readonly value: string;
  };
  /** Hedge entries in a cycle. */
  readonly limit: number;
  readonly closeOnTrendClose: boolean;
}

/**
 * Settings of a HyperRSI bot, complete and checked. Numbers that are compared or multiplied exactly are plain decimal
 * texts, counts are whole numbers. A settings object is never changed: the kernel keeps what it worked out of it by identity.
 */
export interface HyperRsiSettings {
  readonly symbol: string;
  readonly timeframe: (typeof CHART_TIMEFRAMES)[number];
  readonly signalTiming: (typeof SIGNAL_TIMINGS)[number];
  readonly margin: string;
  readonly marginUnit: (typeof MARGIN_UNITS)[number];
  readonly leverage: number;
  readonly marginMode: (typeof MARGIN_MODES)[number];
  readonly direction: (typeof DIRECTIONS)[number];
  readonly entryMultiplier: string;
  /** Entries of a cycle, the first included; 1 = no adds. */
  readonly pyramidingLimit: number;
  readonly pyramidingSpacing: DistanceSetting;
  readonly pyramidingReference: (typeof PYRAMIDING_REFERENCES)[number];
  readonly pyramidingNeedsPrice: boolean;
  readonly pyramidingNeedsSignal: boolean;
  readonly rsiLength: number;
  readonly oversold: string;
  readonly overbought: string;
  readonly entryRule: EntryRule;
  readonly useTrend: boolean;
  readonly trendTimeframe: 'auto' | Timeframe;
  readonly useTrendClose: boolean;
  readonly cooldownSec: number;
  readonly cooldownCandles: number;
  readonly addsAfterTakeProfit: boolean;
  /** At most three, TP1 first. */
  readonly takeProfits: readonly TakeProfitSetting[];
  readonly stopLoss: DistanceSetting & { readonly enabled: boolean };
  readonly stopOnlyAfterLastEntry: boolean;
  readonly breakEven: Readonly<Record<LevelName, boolean>>;
  readonly trailing: TrailingSetting;
  /**
   * Cap on the notional of a cycle. Null only while settings are read without a known starting equity: the kernel then
   * refuses every entry at gate `risk`, for an unknown cap is not "no cap".
   */
  readonly maxNotional: string | null;
  readonly hedge: HedgeSetting;
}

/** The defaults a document is completed with (perpetuals; spot differs where only one value is possible there). */
export const HYPER_RSI_DEFAULTS: HyperRsiSettings = {
  symbol: 'BTC/USDT:USDT',
  timeframe: '15m',
  signalTiming: 'close',
  margin: '20',
  marginUnit: 'quote',
  leverage: 10,
  marginMode: 'cross',
  direction: 'both',
  entryMultiplier: '1',
  pyramidingLimit: 4,
  pyramidingSpacing: { unit: 'percent', value: '3' },
  pyramidingReference: 'average',
  pyramidingNeedsPrice: true,
  pyramidingNeedsSignal: true,
  rsiLength: 14,
  oversold: '30',
  overbought: '70',
  entryRule: 'breakout',
  useTrend: true,
  trendTimeframe: 'auto',
  useTrendClose: true,
  cooldownSec: 300,
  cooldownCandles: 1,
  addsAfterTakeProfit: false,
  takeProfits: [
    { enabled: true, unit: 'percent', value: '2', share: '30' },
    { enabled: true, unit: 'percent', value: '3', share: '30' },
    { enabled: true, unit: 'percent', value: '4', share: '40' },
  ],
  stopLoss: { enabled: true, unit: 'percent', value: '5' },
  stopOnlyAfterLastEntry: false,
  breakEven: { tp1: true, tp2: true, tp3: true },
  trailing: { enabled: true, armedBy: 'tp2', offset: { unit: 'percent', value: '0.5' } },
  maxNotional: null,
  hedge: {
    enabled: false,
    trigger: 3,
    size: { unit: 'percent', value: '30' },
    takeProfit: { unit: 'last-add', value: null },
    closeMainOnTakeProfit: false,
    stopLoss: { enabled: false, unit: 'percent', value: '5' },
    limit: 1,
    closeOnTrendClose: false,
  },
};
