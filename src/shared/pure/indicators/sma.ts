import { checkLength, checkSameLength, checkSizes, checkValue } from './inputs.js';
import { sumTails, Window, type WindowSnapshot } from './window.js';

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

  /** `next` for each close of a column, bit for bit. `into` must not be the column itself. */
  fold(closes: Float64Array, into: Float64Array = new Float64Array(closes.length)): Float64Array {
    checkSameLength(closes, into);
    const { window } = this;
    const { inverse, tailSums, tailSquares } = window;
    let i = 0;
    for (; i < closes.length && !window.betweenBlocks; i += 1) into[i] = this.next(closes[i]!);
    for (const [older, from, to] of window.runs(closes, i)) {
      foldBlocks(inverse, tailSums, tailSquares, older, closes, into, from, to);
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

/** `next` for runs of whole blocks; `older` is the block before the first. */
function foldBlocks(
  inverse: number,
  tailSums: Float64Array,
  tailSquares: Float64Array,
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
    if (start === from) sumTails(anchor, older, 0, tailSums, tailSquares);
    else sumTails(anchor, closes, start - length, tailSums, tailSquares);
    let sum = 0;
    for (let i = start, tail = 1; tail <= length; i += 1, tail += 1) {
      const close = closes[i]!;
      sizes += Math.abs(close);
      sum += close - anchor;
      into[i] = anchor + (sum + tailSums[tail]!) * inverse;
    }
  }
  checkSizes(sizes, closes, from, to);
}
