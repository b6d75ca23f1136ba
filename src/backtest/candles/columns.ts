import type { PathColumns } from '../../modules/exchange/domain/index.js';

/**
 * Candles as columns, oldest first. Times are ms UTC; prices are integers in units of 10^-decimals quote, kept in doubles,
 * which hold them exactly: `units / 10^decimals` is then the very double that the price's text means.
 */
export interface CandleColumns {
  readonly length: number;
  readonly decimals: number;
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

/** The columns by name, in the order in which they are stored. */
export const COLUMN_NAMES = ['time', 'open', 'high', 'low', 'close'] as const;
export const PRICE_NAMES = ['open', 'high', 'low', 'close'] as const;

/** Columns of `length` candles in one piece of memory, so that they can be written and read as one. */
export function emptyColumns(
  length: number,
  decimals: number,
  memory = new ArrayBuffer(length * COLUMN_NAMES.length * 8),
  offset = 0,
): CandleColumns {
  const column = (index: number): Float64Array =>
    new Float64Array(memory, offset + index * length * 8, length);
  return {
    length,
    decimals,
    time: column(0),
    open: column(1),
    high: column(2),
    low: column(3),
    close: column(4),
  };
}

/** The candles as the book walks them. */
export const pathColumns = (
  { time, open, high, low, close }: CandleColumns,
  candleMs: number,
): PathColumns => ({ candleMs, time, open, high, low, close });

/** Candles `from`..`to` (exclusive); a view, nothing is copied. */
export function sliceColumns(columns: CandleColumns, from: number, to: number): CandleColumns {
  if (from === 0 && to === columns.length) return columns;
  const { decimals, time, open, high, low, close } = columns;
  const cut = (column: Float64Array): Float64Array => column.subarray(from, to);
  return {
    length: to - from,
    decimals,
    time: cut(time),
    open: cut(open),
    high: cut(high),
    low: cut(low),
    close: cut(close),
  };
}

/** The same prices in finer units. @throws RangeError when a price would no longer be a safe integer. */
export function inDecimals(columns: CandleColumns, decimals: number): CandleColumns {
  if (decimals === columns.decimals) return columns;
  if (decimals < columns.decimals) throw new RangeError('prices cannot be told in coarser units');
  const factor = 10 ** (decimals - columns.decimals);
  const finer = emptyColumns(columns.length, decimals);
  finer.time.set(columns.time);
  for (const name of PRICE_NAMES) scaleInto(columns[name], factor, finer[name]);
  if (!Number.isSafeInteger(highest(finer))) throw new RangeError(`prices have more than 15 digits`);
  return finer;
}

function scaleInto(from: Float64Array, factor: number, into: Float64Array): void {
  for (let i = 0; i < from.length; i += 1) into[i] = from[i]! * factor;
}

function highest({ high }: CandleColumns): number {
  let most = 0;
  for (let i = 0; i < high.length; i += 1) if (high[i]! > most) most = high[i]!;
  return most;
}

/** Several columns as one, in the finest of their units. @throws RangeError like `inDecimals`. */
export function joinColumns(parts: readonly CandleColumns[]): CandleColumns {
  if (parts.length === 1) return parts[0]!;
  const decimals = Math.max(...parts.map((part) => part.decimals));
  const joined = emptyColumns(
    parts.reduce((sum, part) => sum + part.length, 0),
    decimals,
  );
  let at = 0;
  for (const part of parts) {
    const scaled = inDecimals(part, decimals);
    for (const name of COLUMN_NAMES) joined[name].set(scaled[name], at);
    at += part.length;
  }
  return joined;
}

/** Index of the first candle that opens at or after `time`. */
export function firstAt({ time: times }: Pick<CandleColumns, 'time'>, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
