import { TIMEFRAME_MS, type Timeframe } from '../../../shared/pure/time/timeframe.js';
import type { HyperRsiSettings } from './settings/hyper-rsi-settings.js';

/** Length of the ATR wherever a distance is given in multiples of it. */
export const ATR_LENGTH = 14;

/** Which values the kernel reads from `CandleClosedInput.values`, and what they must be computed from. */
export interface RequiredIndicators {
  /** `rsi` and `rsi.previous`, Wilder, on the decision candles. */
  readonly rsiLength: number;
  /** `atr`, Wilder, on the decision candles; null = no distance in use is given in it. */
  readonly atrLength: typeof ATR_LENGTH | null;
  /** `trend` (-2, 0, 2 or null): the timeframes of the MA cycle and of the band state; null = not used. */
  readonly trend: { readonly cycle: Timeframe; readonly band: Timeframe } | null;
}

/** Rows of the trend table: charts up to and including `upTo`. */
const TREND_ROWS: readonly {
  readonly upTo: Timeframe;
  readonly cycle: Timeframe;
  readonly band: Timeframe;
}[] = [
  { upTo: '3m', cycle: '15m', band: '5m' },
  { upTo: '15m', cycle: '30m', band: '15m' },
  { upTo: '30m', cycle: '30m', band: '1h' },
  { upTo: '2h', cycle: '1h', band: '1h' },
  { upTo: '1d', cycle: '8h', band: '1h' },
];

/** A distance is in use when something can be placed or compared with it: a spacing only while adds need its price. */
export function requiredIndicators(settings: HyperRsiSettings): RequiredIndicators {
  const spacing = settings.pyramidingLimit > 1 && settings.pyramidingNeedsPrice;
  const distances = [
    ...settings.takeProfits.filter(({ enabled }) => enabled),
    ...(settings.stopLoss.enabled ? [settings.stopLoss] : []),
    ...(spacing ? [settings.pyramidingSpacing] : []),
  ];
  return {
    rsiLength: settings.rsiLength,
    atrLength: distances.some(({ unit }) => unit === 'atr') ? ATR_LENGTH : null,
    trend: settings.useTrend ? trendTimeframes(settings) : null,
  };
}

function trendTimeframes({ timeframe, trendTimeframe }: HyperRsiSettings) {
  const row = TREND_ROWS.find(({ upTo }) => TIMEFRAME_MS[timeframe] <= TIMEFRAME_MS[upTo])!;
  return { cycle: trendTimeframe === 'auto' ? row.cycle : trendTimeframe, band: row.band };
}
