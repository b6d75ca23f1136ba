import type {
  CandlesByTimeframe,
  CrossTimeframeNeed,
} from '../../../shared/platform/strategy/cross-timeframe-need.js';
import type { Candle } from '../../../shared/pure/market/candle.js';
import { TIMEFRAME_MS, type Timeframe } from '../../../shared/pure/time/timeframe.js';
import { foldTrend, Trend, type Closes, type TrendSnapshot } from '../domain/index.js';

/** Band candles of history before the first decision: what the band state compares with is complete after about as many. */
const BAND_HISTORY = 7_000;

/** After as many trend candles the zeros that the averages start from weigh less than a double can show. */
const CYCLE_HISTORY = 240;

export interface TrendTimeframes {
  /** Of the decision candles. */
  readonly chart: Timeframe;
  readonly cycle: Timeframe;
  readonly band: Timeframe;
}

/**
 * The trend state as the strategy shell folds it: the band begins with 7,000 candles, the decision closes and the trend
 * candles with those of the same time, or all that there are.
 */
export function trendNeed({ chart, cycle, band }: TrendTimeframes): CrossTimeframeNeed {
  const span = BAND_HISTORY * TIMEFRAME_MS[band];
  const within = (timeframe: Timeframe): number => Math.ceil(span / TIMEFRAME_MS[timeframe]);
  return {
    name: `trend ${cycle} ${band}`,
    length: BAND_HISTORY,
    output: 'trend',
    // A timeframe named twice is the same candles: cycle and band of an hour, chart and band of a quarter.
    history: {
      [cycle]: Math.max(within(cycle), CYCLE_HISTORY),
      [band]: BAND_HISTORY,
      [chart]: within(chart),
    },
    fold: (memory, candles) => {
      const trend = memory === null ? Trend.start() : Trend.restore(memory as TrendSnapshot);
      const closes = (timeframe: Timeframe): Closes => closesOf(candles, timeframe);
      foldTrend(trend, closes(chart).end, closes(cycle), closes(band));
      return { memory: trend.snapshot(), value: trend.value };
    },
  };
}

function closesOf(candles: CandlesByTimeframe, timeframe: Timeframe): Closes {
  const list: readonly Candle[] = candles[timeframe] ?? [];
  return {
    end: Float64Array.from(list, ({ openTime }) => openTime + TIMEFRAME_MS[timeframe]),
    close: Float64Array.from(list, ({ close }) => Number(close)),
  };
}
