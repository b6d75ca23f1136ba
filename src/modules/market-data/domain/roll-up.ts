import type { Candle } from '../../../shared/pure/market/candle.js';
import { formatUnits, parseDecimal, rescale, type Decimal } from '../../../shared/pure/numbers/decimal.js';
import {
  bucketEnd,
  bucketOpen,
  isMultiple,
  TIMEFRAMES,
  type Timeframe,
} from '../../../shared/pure/time/timeframe.js';
import { epochMs, type EpochMs } from '../../../shared/pure/time/epoch.js';

/**
 * The candle of `timeframe` that the finer `candles` (ascending, all inside one bucket, at least one) make. Exact: prices are
 * compared and volumes added as decimals.
 * @throws RangeError on no candles or a text that is not a plain decimal.
 */
export function rollUp(candles: readonly Candle[], timeframe: Timeframe): Candle {
  const first = candles[0];
  const last = candles.at(-1);
  if (first === undefined || last === undefined)
    throw new RangeError('a candle is made of at least one finer candle');
  let { high, low } = first;
  for (const candle of candles) {
    if (compare(candle.high, high) > 0) high = candle.high;
    if (compare(candle.low, low) < 0) low = candle.low;
  }
  return {
    openTime: bucketOpen(first.openTime, timeframe),
    open: first.open,
    high,
    low,
    close: last.close,
    volume: sum(candles.map(({ volume }) => volume)),
  };
}

/** Timeframes coarser than `finest` whose candle ends exactly at `end`, finest first. */
export function endingAt(end: EpochMs, finest: Timeframe): readonly Timeframe[] {
  return TIMEFRAMES.filter(
    (timeframe) =>
      timeframe !== finest && isMultiple(timeframe, finest) && bucketOpen(end, timeframe) === end,
  );
}

/** Open time of the candle of `timeframe` that ends at `end`. */
export const openOfEnding = (end: EpochMs, timeframe: Timeframe): EpochMs =>
  bucketOpen(epochMs(end - 1), timeframe);

/** Candles of one or more timeframes that end at the same instant. */
export interface Ending {
  readonly end: EpochMs;
  /** Finest first. */
  readonly timeframes: readonly Timeframe[];
}

/**
 * What is overdue when the next candle after the one that ended at `from` opens at `to`: the coarser candles that had begun by
 * `from` and end after it and by `to`, in order of their ends.
 */
export function overdue(from: EpochMs, to: EpochMs, finest: Timeframe): readonly Ending[] {
  const byEnd = new Map<EpochMs, Timeframe[]>();
  for (const timeframe of TIMEFRAMES) {
    if (timeframe === finest || !isMultiple(timeframe, finest)) continue;
    const end = bucketEnd(bucketOpen(epochMs(from - 1), timeframe), timeframe);
    if (end > from && end <= to) byEnd.set(end, [...(byEnd.get(end) ?? []), timeframe]);
  }
  return [...byEnd].map(([end, timeframes]) => ({ end, timeframes })).sort((a, b) => a.end - b.end);
}

/** Groups ascending candles into buckets of `timeframe` and rolls each up; the last bucket only when it has ended by `now`. */
export function rollUpAll(candles: readonly Candle[], timeframe: Timeframe, now: EpochMs): readonly Candle[] {
  const rolled: Candle[] = [];
  let start = 0;
  for (let index = 1; index <= candles.length; index += 1) {
    const bucket = bucketOpen(candles[start]!.openTime, timeframe);
    const inside = index < candles.length && bucketOpen(candles[index]!.openTime, timeframe) === bucket;
    if (inside) continue;
    if (bucketEnd(bucket, timeframe) <= now) rolled.push(rollUp(candles.slice(start, index), timeframe));
    start = index;
  }
  return rolled;
}

function compare(left: string, right: string): number {
  const a = decimal(left);
  const b = decimal(right);
  const scale = Math.max(a.scale, b.scale);
  const difference = rescale(a, scale)! - rescale(b, scale)!;
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

function sum(texts: readonly string[]): string {
  const values = texts.map(decimal);
  const scale = Math.max(...values.map((value) => value.scale));
  return formatUnits(
    values.reduce((total, value) => total + rescale(value, scale)!, 0n),
    scale,
  );
}

function decimal(text: string): Decimal {
  const value = parseDecimal(text);
  if (value === null) throw new RangeError(`not a plain decimal: ${JSON.stringify(text.slice(0, 60))}`);
  return value;
}
