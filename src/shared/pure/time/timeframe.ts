import { epochMs, type EpochMs } from './epoch.js';

const MINUTE_MS = 60_000;

/** Length of each timeframe in milliseconds, finest first. */
export const TIMEFRAME_MS = {
  '1m': MINUTE_MS,
  '3m': 3 * MINUTE_MS,
  '5m': 5 * MINUTE_MS,
  '15m': 15 * MINUTE_MS,
  '30m': 30 * MINUTE_MS,
  '1h': 60 * MINUTE_MS,
  '2h': 120 * MINUTE_MS,
  '4h': 240 * MINUTE_MS,
  '8h': 480 * MINUTE_MS,
  '1d': 1440 * MINUTE_MS,
} as const;

export type Timeframe = keyof typeof TIMEFRAME_MS;

/** All timeframes, finest first. */
export const TIMEFRAMES = Object.keys(TIMEFRAME_MS) as readonly Timeframe[];

export function isTimeframe(text: string): text is Timeframe {
  return Object.hasOwn(TIMEFRAME_MS, text);
}

/** Open time of the bucket of `timeframe` that contains `at`; buckets are aligned to the UTC epoch. */
export function bucketOpen(at: EpochMs, timeframe: Timeframe): EpochMs {
  const length = TIMEFRAME_MS[timeframe];
  return epochMs(Math.floor(at / length) * length);
}

/** Nominal end (exclusive) of the candle of `timeframe` that opens at `open`. */
export function bucketEnd(open: EpochMs, timeframe: Timeframe): EpochMs {
  return epochMs(open + TIMEFRAME_MS[timeframe]);
}

/** True when candles of `coarse` can be built from whole candles of `fine`. */
export function isMultiple(coarse: Timeframe, fine: Timeframe): boolean {
  return TIMEFRAME_MS[coarse] % TIMEFRAME_MS[fine] === 0;
}
