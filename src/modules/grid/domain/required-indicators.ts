import type { CandleFold, FoldNeed } from './candle-fold.js';
import { DynamicCentre, type DynamicCentreSnapshot } from './dynamic/dynamic-centre.js';
import type { GridSettings } from './settings/grid-settings.js';
import { AdxTrend, type AdxTrendSnapshot } from './trend/adx-trend.js';

/** RSI of the start triggers `rsi-below` and `rsi-above`. */
export const START_RSI_LENGTH = 14;

/** Which values the kernel reads from `CandleClosedInput.values`, and what they must be computed from. */
export interface RequiredIndicators {
  /** `rsi`, Wilder, on the decision candles; null = not read. */
  readonly rsiLength: typeof START_RSI_LENGTH | null;
  /** Folds on closed candles of their own timeframes; each counts from the nominal end of a candle on. */
  readonly folds: readonly FoldNeed[];
}

/** `dynamic.centre` and `dynamic.range`. */
export const DYNAMIC_LINES: FoldNeed = {
  name: 'dynamic-lines',
  timeframe: '15m',
  outputs: ['dynamic.centre', 'dynamic.range'],
  warmUp: 1_000,
  start: (): CandleFold => new DynamicCentre(),
  restore: (snapshot): CandleFold => DynamicCentre.restore(snapshot as DynamicCentreSnapshot),
};

/** `adx.trend`: -2, -1, 0, 1 or 2. */
export const ADX_TREND: FoldNeed = {
  name: 'adx-trend',
  timeframe: '4h',
  outputs: ['adx.trend'],
  warmUp: 600,
  start: (): CandleFold => new AdxTrend(),
  restore: (snapshot): CandleFold => AdxTrend.restore(snapshot as AdxTrendSnapshot),
};

export function requiredIndicators(settings: GridSettings): RequiredIndicators {
  const { startTrigger, spacing, trendFilter } = settings;
  return {
    rsiLength: startTrigger.type.startsWith('rsi') ? START_RSI_LENGTH : null,
    folds: [...(spacing === 'dynamic' ? [DYNAMIC_LINES] : []), ...(trendFilter === 'adx' ? [ADX_TREND] : [])],
  };
}
