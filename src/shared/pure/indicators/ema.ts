import {
  checkSizes,
  checkCount,
  checkLength,
  checkRemembered,
  checkSameLength,
  checkValue,
} from './inputs.js';
import { pieces } from './pieces.js';

export type EmaSnapshot = {
  readonly length: number;
  readonly seen: number;
  readonly average: number;
};

/**
 * Exponential moving average with weight `2 / (length + 1)`, seeded as TA-Lib does with the simple mean of the first
 * `length` closes, so the first value comes with candle `length`.
 */
export class Ema {
  static readonly leastLength = 1;
  private readonly weight: number;
  private seen = 0;
  /** The sum of the closes until there are `length` of them, then the average. */
  private average = 0;

  /** @throws RangeError when the length is out of range. */
  constructor(private readonly length: number) {
    this.weight = 2 / (checkLength(length, Ema.leastLength) + 1);
  }

  /** The value at the last candle, NaN before warm-up. */
  get value(): number {
    return this.seen < this.length ? NaN : this.average;
  }

  /** The value at this close, NaN before warm-up. @throws RangeError on an unusable close, which is not remembered. */
  next(close: number): number {
    checkValue(close);
    if (this.seen < this.length) return this.warmUp(close);
    this.average = smooth(this.average, close, this.weight);
    return this.average;
  }

  /**
   * `next` for each close of a column, bit for bit.
   * @throws RangeError on columns of different lengths or an unusable value; part of the columns may be remembered then.
   */
  fold(closes: Float64Array, into: Float64Array = new Float64Array(closes.length)): Float64Array {
    checkSameLength(closes, into);
    let i = 0;
    for (; i < closes.length && this.seen < this.length; i += 1) into[i] = this.next(closes[i]!);
    for (const [from, to] of pieces(i, closes.length)) {
      this.average = foldPiece(this.average, this.weight, closes, into, from, to);
    }
    return into;
  }

  snapshot(): EmaSnapshot {
    const { length, seen, average } = this;
    return { length, seen, average };
  }

  /** Continues bit for bit where the snapshot was taken. @throws RangeError when it was damaged. */
  static restore(snapshot: EmaSnapshot): Ema {
    const ema = new Ema(snapshot.length);
    ema.seen = checkCount(snapshot.seen, snapshot.length);
    ema.average = checkRemembered(snapshot.average);
    return ema;
  }

  private warmUp(close: number): number {
    this.average += close;
    this.seen += 1;
    if (this.seen < this.length) return NaN;
    this.average /= this.length;
    return this.average;
  }
}

/** The steady state of `next`; answers the average at the end. */
function foldPiece(
  start: number,
  weight: number,
  closes: Float64Array,
  into: Float64Array,
  from: number,
  to: number,
): number {
  let average = start;
  let sizes = 0;
  for (let i = from; i < to; i += 1) {
    const close = closes[i]!;
    sizes += Math.abs(close);
    average = smooth(average, close, weight);
    into[i] = average;
  }
  checkSizes(sizes, closes, from, to);
  return average;
}

/** The difference form leaves a constant price exactly as it is. */
function smooth(average: number, value: number, weight: number): number {
  return average + (value - average) * weight;
}

/** EMA of a whole column of closes; NaN before warm-up. `into`, when given, takes the values and is returned. */
export const ema = (closes: Float64Array, length: number, into?: Float64Array): Float64Array =>
  new Ema(length).fold(closes, into);
