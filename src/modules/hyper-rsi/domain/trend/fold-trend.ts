import { bucketsOf, lastOfEach } from '../../../../shared/pure/market/roll-up.js';
import type { Timeframe } from '../../../../shared/pure/time/timeframe.js';
import { Trend } from './trend.js';

/** Closed candles of one timeframe, ascending: when each ended (nominally, ms UTC) and at what price. */
export interface Closes {
  readonly end: Float64Array;
  readonly close: Float64Array;
}

/**
 * Tells a trend the candles of both timeframes and asks it at each decision close, in the order in which all that happened:
 * a candle that ends at the very instant of a decision counts at that decision. Candles that end after the last decision
 * are left alone. The trend at each decision stands in `into`, NaN = unknown.
 */
export function foldTrend(
  trend: Trend,
  decisions: Float64Array,
  cycle: Closes,
  band: Closes,
  into: Float64Array = new Float64Array(decisions.length),
): Float64Array {
  let nextCycle = 0;
  let nextBand = 0;
  for (let i = 0; i < decisions.length; i += 1) {
    const at = decisions[i]!;
    for (; cycle.end[nextCycle]! <= at; nextCycle += 1) trend.cycle.next(cycle.close[nextCycle]!);
    for (; band.end[nextBand]! <= at; nextBand += 1) trend.band.next(band.close[nextBand]!);
    into[i] = trend.decide() ?? NaN;
  }
  return into;
}

/** Candles of a file: open times and closes, the closes in units of `1 / unitsPerPrice`. */
export interface FineCloses {
  readonly time: Float64Array;
  readonly close: Float64Array;
  readonly candleMs: number;
  readonly unitsPerPrice: number;
}

/**
 * The trend at each of these decision closes (nominal ends of the chart's candles), from the finest candles there are; NaN =
 * unknown. The prices it is worked out from are the doubles that the texts of the closes mean.
 */
export function trendColumn(
  fine: FineCloses,
  timeframes: { readonly cycle: Timeframe; readonly band: Timeframe },
  decisions: Float64Array,
): Float64Array {
  const band = closesOf(fine, timeframes.band);
  const cycle = timeframes.cycle === timeframes.band ? band : closesOf(fine, timeframes.cycle);
  return foldTrend(Trend.start(), decisions, cycle, band);
}

function closesOf({ time, close, candleMs, unitsPerPrice }: FineCloses, timeframe: Timeframe): Closes {
  const buckets = bucketsOf(time, candleMs, timeframe);
  const closes = lastOfEach(close, buckets);
  // Integers below 2^53 and powers of ten up to 10^22 are exact, so the quotient is the double of the decimal text.
  for (let k = 0; k < closes.length; k += 1) closes[k] = closes[k]! / unitsPerPrice;
  return { end: buckets.end, close: closes };
}
