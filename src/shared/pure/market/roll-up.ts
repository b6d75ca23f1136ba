import { TIMEFRAME_MS, type Timeframe } from '../time/timeframe.js';

/** Candles as columns, oldest first; `time` is where each begins (ms UTC), prices are in any one unit. */
export interface PriceTable {
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

/**
 * Where the candles of a coarser timeframe lie in a column of finer ones. Bucket `k` is made of the finer candles
 * `first[k]`..`last[k]` (both included) and counts from its nominal end `end[k]` on (ms UTC).
 */
export interface Buckets {
  readonly length: number;
  readonly end: Float64Array;
  readonly first: Int32Array;
  readonly last: Int32Array;
}

/**
 * Cuts finer candles (ascending open times, each `fineMs` long) into the buckets of a timeframe, aligned to the UTC epoch.
 * A first bucket that does not begin at its start is left out, one with candles missing inside or at its end is used, an
 * empty one gives nothing, and a last one that the candles do not reach the end of gives nothing either.
 *
 * A bucket whose last candles are missing closes at its nominal end all the same, which is before candle `last[k] + 1` is
 * looked at: so in every case bucket `k` is decided after candle `last[k]` and before the next one.
 */
export function bucketsOf(time: Float64Array, fineMs: number, timeframe: Timeframe): Buckets {
  const length = TIMEFRAME_MS[timeframe];
  const count = time.length;
  const first = firstWhole(time, length);
  if (first === count) return cut(0, new Float64Array(0), new Int32Array(0), new Int32Array(0));
  const finished = time[count - 1]! + fineMs;
  const most = Math.min(count - first, Math.floor((finished - time[first]!) / length) + 1);
  const ends = new Float64Array(most);
  const firsts = new Int32Array(most);
  const lasts = new Int32Array(most);
  let buckets = 0;
  let start = first;
  let end = (Math.floor(time[first]! / length) + 1) * length;
  for (let i = first + 1; i < count; i += 1) {
    const at = time[i]!;
    if (at < end) continue;
    ends[buckets] = end;
    firsts[buckets] = start;
    lasts[buckets] = i - 1;
    buckets += 1;
    start = i;
    end = (Math.floor(at / length) + 1) * length;
  }
  if (finished >= end) {
    ends[buckets] = end;
    firsts[buckets] = start;
    lasts[buckets] = count - 1;
    buckets += 1;
  }
  return cut(buckets, ends, firsts, lasts);
}

/** One value for each bucket: that of its last finer candle. What closes look like when closes are all that is wanted. */
export function lastOfEach(column: Float64Array, { length, last }: Buckets): Float64Array {
  const rolled = new Float64Array(length);
  for (let k = 0; k < length; k += 1) rolled[k] = column[last[k]!]!;
  return rolled;
}

/** The candles of the buckets: open of the first, highest high, lowest low, close of the last. */
export function rolledUp(prices: PriceTable, timeframe: Timeframe, buckets: Buckets): PriceTable {
  const { length, end, first, last } = buckets;
  const { high, low } = prices;
  const size = TIMEFRAME_MS[timeframe];
  const time = new Float64Array(length);
  const open = new Float64Array(length);
  const highs = new Float64Array(length);
  const lows = new Float64Array(length);
  for (let k = 0; k < length; k += 1) {
    const begin = first[k]!;
    const until = last[k]!;
    let highest = high[begin]!;
    let lowest = low[begin]!;
    for (let i = begin + 1; i <= until; i += 1) {
      if (high[i]! > highest) highest = high[i]!;
      if (low[i]! < lowest) lowest = low[i]!;
    }
    time[k] = end[k]! - size;
    open[k] = prices.open[begin]!;
    highs[k] = highest;
    lows[k] = lowest;
  }
  return { time, open, high: highs, low: lows, close: lastOfEach(prices.close, buckets) };
}

/** Index of the first candle that is not part of a bucket whose start is missing; the count of candles when there is none. */
function firstWhole(time: Float64Array, length: number): number {
  const begin = time[0];
  if (begin === undefined || begin % length === 0) return 0;
  const next = (Math.floor(begin / length) + 1) * length;
  let index = 0;
  while (index < time.length && time[index]! < next) index += 1;
  return index;
}

const cut = (length: number, end: Float64Array, first: Int32Array, last: Int32Array): Buckets => ({
  length,
  end: end.subarray(0, length),
  first: first.subarray(0, length),
  last: last.subarray(0, length),
});
