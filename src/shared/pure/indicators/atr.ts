import {
  checkSizes,
  checkCount,
  checkLength,
  checkRemembered,
  checkSameLength,
  checkValue,
} from './inputs.js';
import { pieces } from './pieces.js';
import { trueRange, wilder } from './wilder.js';

export type AtrSnapshot = {
  readonly length: number;
  readonly seen: number;
  readonly previousClose: number;
  readonly average: number;
};

/**
 * Average true range after Wilder. The first true range needs a previous close and so belongs to the second candle; the
 * first value is the mean of the first `length` of them, at candle `length + 1`; then it is smoothed.
 */
export class Atr {
  static readonly leastLength = 1;
  private readonly weight: number;
  private readonly keep: number;
  private seen = 0;
  private previousClose = 0;
  /** The sum of the true ranges until there are `length` of them, then their average. */
  private average = 0;

  /** @throws RangeError when the length is out of range. */
  constructor(private readonly length: number) {
    this.weight = 1 / checkLength(length, Atr.leastLength);
    this.keep = 1 - this.weight;
  }

  /** The value at the last candle, NaN before warm-up. */
  get value(): number {
    return this.seen > this.length ? this.average : NaN;
  }

  /** The value at this candle, NaN before warm-up. @throws RangeError on an unusable price; nothing is remembered then. */
  next(high: number, low: number, close: number): number {
    checkValue(high);
    checkValue(low);
    checkValue(close);
    const range = trueRange(high, low, this.previousClose);
    this.previousClose = close;
    if (this.seen <= this.length) return this.warmUp(range);
    this.average = wilder(this.average, range, this.keep, this.weight);
    return this.average;
  }

  /**
   * `next` for each candle of the columns, bit for bit.
   * @throws RangeError on columns of different lengths or an unusable value; part of the columns may be remembered then.
   */
  fold(
    highs: Float64Array,
    lows: Float64Array,
    closes: Float64Array,
    into: Float64Array = new Float64Array(closes.length),
  ): Float64Array {
    checkSameLength(highs, lows, closes, into);
    let i = 0;
    for (; i < closes.length && this.seen <= this.length; i += 1) {
      into[i] = this.next(highs[i]!, lows[i]!, closes[i]!);
    }
    const { keep, weight } = this;
    const memory = Float64Array.of(this.previousClose, this.average);
    for (const [from, to] of pieces(i, closes.length)) {
      foldPiece(memory, keep, weight, highs, lows, closes, into, from, to);
    }
    this.previousClose = memory[0]!;
    this.average = memory[1]!;
    return into;
  }

  snapshot(): AtrSnapshot {
    const { length, seen, previousClose, average } = this;
    return { length, seen, previousClose, average };
  }

  /** Continues bit for bit where the snapshot was taken. @throws RangeError when it was damaged. */
  static restore(snapshot: AtrSnapshot): Atr {
    const atr = new Atr(snapshot.length);
    atr.seen = checkCount(snapshot.seen, snapshot.length + 1);
    atr.previousClose = checkRemembered(snapshot.previousClose);
    atr.average = checkRemembered(snapshot.average);
    return atr;
  }

  private warmUp(range: number): number {
    const first = this.seen === 0;
    this.seen += 1;
    if (first) return NaN;
    this.average += range;
    if (this.seen <= this.length) return NaN;
    this.average /= this.length;
    return this.average;
  }
}

/** ATR of whole columns; NaN before warm-up. `into`, when given, takes the values and is returned. */
export const atr = (
  highs: Float64Array,
  lows: Float64Array,
  closes: Float64Array,
  length: number,
  into?: Float64Array,
): Float64Array => new Atr(length).fold(highs, lows, closes, into);

/** The steady state of `next`; `memory` is previous close, average. */
function foldPiece(
  memory: Float64Array,
  keep: number,
  weight: number,
  highs: Float64Array,
  lows: Float64Array,
  closes: Float64Array,
  into: Float64Array,
  from: number,
  to: number,
): void {
  let previousClose = memory[0]!;
  let average = memory[1]!;
  let sizes = 0;
  for (let i = from; i < to; i += 1) {
    const high = highs[i]!;
    const low = lows[i]!;
    average = wilder(average, trueRange(high, low, previousClose), keep, weight);
    previousClose = closes[i]!;
    sizes += Math.abs(high) + Math.abs(low) + Math.abs(previousClose);
    into[i] = average;
  }
  for (const column of [highs, lows, closes]) checkSizes(sizes, column, from, to);
  memory[0] = previousClose;
  memory[1] = average;
}
