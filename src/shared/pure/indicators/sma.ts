import { checkLength, checkSameLength, checkSizes, checkValue } from './inputs.js';
import { Window, type WindowSnapshot } from './window.js';

export type SmaSnapshot = {
  readonly length: number;
  readonly window: WindowSnapshot;
};

/** Simple moving average: the mean of the last `length` closes, so the first value comes with candle `length`. */
export class Sma {
  static readonly leastLength = 1;
  private window: Window;

  /** @throws RangeError when the length is out of range. */
  constructor(private readonly length: number) {
    this.window = new Window(checkLength(length, Sma.leastLength));
  }

  /** The value at the last candle, NaN before warm-up. */
  get value(): number {
    return this.window.mean();
  }

  /** The value at this close, NaN before warm-up. @throws RangeError on an unusable close, which is not remembered. */
  next(close: number): number {
    checkValue(close);
    this.window.push(close);
    return this.window.mean();
  }

  /**
   * `next` for each close of a column, bit for bit. `into` must not be the column itself.
   * @throws RangeError on columns of different lengths or an unusable value; part of the columns may be remembered then.
   */
  fold(closes: Float64Array, into: Float64Array = new Float64Array(closes.length)): Float64Array {
    checkSameLength(closes, into);
    const { window } = this;
    let i = 0;
    for (; i < closes.length && !window.betweenBlocks; i += 1) into[i] = this.next(closes[i]!);
    for (const [older, from, to] of window.runs(closes, i)) {
      foldBlocks(window.inverse, older, closes, into, from, to);
      i = to;
    }
    for (; i < closes.length; i += 1) into[i] = this.next(closes[i]!);
    return into;
  }

  snapshot(): SmaSnapshot {
    return { length: this.length, window: this.window.snapshot() };
  }

  /** Continues bit for bit where the snapshot was taken. @throws RangeError when it was damaged. */
  static restore(snapshot: SmaSnapshot): Sma {
    const sma = new Sma(snapshot.length);
    sma.window = Window.restore(snapshot.length, snapshot.window);
    return sma;
  }
}

/** SMA of a whole column of closes; NaN before warm-up. `into`, when given, takes the values and is returned. */
export const sma = (closes: Float64Array, length: number, into?: Float64Array): Float64Array =>
  new Sma(length).fold(closes, into);

/**
 * `next` for runs of whole blocks; `older` is the block before the first. The sums of the tails stand where the means of the
 * block will: each is read just before it is overwritten.
 */
function foldBlocks(
  inverse: number,
  older: Float64Array,
  closes: Float64Array,
  into: Float64Array,
  from: number,
  to: number,
): void {
  const length = older.length;
  let sizes = 0;
  for (let start = from; start < to; start += length) {
    const anchor = closes[start]!;
    const first = start === from;
    sumTails(anchor, first ? older : closes, first ? 0 : start - length, length, into, start);
    let sum = 0;
    for (let i = start; i < start + length; i += 1) {
      const close = closes[i]!;
      sizes += Math.abs(close);
      sum += close - anchor;
      into[i] = anchor + (sum + into[i]!) * inverse;
    }
  }
  checkSizes(sizes, closes, from, to);
}

/** `sumTails` of the window, without squares. */
function sumTails(
  anchor: number,
  older: Float64Array,
  from: number,
  length: number,
  sums: Float64Array,
  at: number,
): void {
  let sum = 0;
  sums[at + length - 1] = 0;
  for (let i = length - 1; i > 0; i -= 1) {
    sum += older[from + i]! - anchor;
    sums[at + i - 1] = sum;
  }
}
