import {
  checkCount,
  checkLength,
  checkRemembered,
  checkSameLength,
  checkSizes,
  checkValue,
} from './inputs.js';
import { pieces } from './pieces.js';
import { wilder } from './wilder.js';

export type RsiSnapshot = {
  readonly length: number;
  readonly seen: number;
  readonly previous: number;
  readonly gain: number;
  readonly loss: number;
};

/**
 * Relative strength index after Wilder. The first averages are the means of the first `length` gains and losses, so the
 * first value comes with candle `length + 1`; then each is smoothed. `100 gain / (gain + loss)` is the textbook's
 * `100 - 100 / (1 + gain / loss)` with one rounding less. Without losses 100, without gains 0, without either 50.
 */
export class Rsi {
  static readonly leastLength = 2;
  private readonly weight: number;
  private readonly keep: number;
  private seen = 0;
  private previous = 0;
  private gain = 0;
  private loss = 0;

  /** @throws RangeError when the length is out of range. */
  constructor(private readonly length: number) {
    this.weight = 1 / checkLength(length, Rsi.leastLength);
    this.keep = 1 - this.weight;
  }

  /** The value at the last candle, NaN before warm-up. */
  get value(): number {
    return this.seen > this.length ? strength(this.gain, this.loss) : NaN;
  }

  /** The value at this close, NaN before warm-up. @throws RangeError on an unusable close, which is not remembered. */
  next(close: number): number {
    checkValue(close);
    const change = close - this.previous;
    this.previous = close;
    if (this.seen <= this.length) return this.warmUp(change);
    const up = rise(change);
    this.gain = wilder(this.gain, up, this.keep, this.weight);
    this.loss = wilder(this.loss, up - change, this.keep, this.weight);
    return strength(this.gain, this.loss);
  }

  /**
   * `next` for each close of a column, bit for bit.
   * @throws RangeError on columns of different lengths or an unusable value; part of the columns may be remembered then.
   */
  fold(closes: Float64Array, into: Float64Array = new Float64Array(closes.length)): Float64Array {
    checkSameLength(closes, into);
    let i = 0;
    for (; i < closes.length && this.seen <= this.length; i += 1) into[i] = this.next(closes[i]!);
    const { keep, weight } = this;
    const memory = Float64Array.of(this.previous, this.gain, this.loss);
    for (const [from, to] of pieces(i, closes.length)) {
      foldPiece(memory, keep, weight, closes, into, from, to);
    }
    this.previous = memory[0]!;
    this.gain = memory[1]!;
    this.loss = memory[2]!;
    return into;
  }

  snapshot(): RsiSnapshot {
    const { length, seen, previous, gain, loss } = this;
    return { length, seen, previous, gain, loss };
  }

  /** Continues bit for bit where the snapshot was taken. @throws RangeError when it was damaged. */
  static restore(snapshot: RsiSnapshot): Rsi {
    const rsi = new Rsi(snapshot.length);
    rsi.seen = checkCount(snapshot.seen, snapshot.length + 1);
    rsi.previous = checkRemembered(snapshot.previous);
    rsi.gain = checkRemembered(snapshot.gain);
    rsi.loss = checkRemembered(snapshot.loss);
    return rsi;
  }

  private warmUp(change: number): number {
    const first = this.seen === 0;
    this.seen += 1;
    if (first) return NaN;
    const up = rise(change);
    this.gain += up;
    this.loss += up - change;
    if (this.seen <= this.length) return NaN;
    this.gain /= this.length;
    this.loss /= this.length;
    return strength(this.gain, this.loss);
  }
}

/** RSI of a whole column of closes; NaN before warm-up. `into`, when given, takes the values and is returned. */
export const rsi = (closes: Float64Array, length: number, into?: Float64Array): Float64Array =>
  new Rsi(length).fold(closes, into);

/** The steady state of `next`; `memory` is previous close, gain, loss. */
function foldPiece(
  memory: Float64Array,
  keep: number,
  weight: number,
  closes: Float64Array,
  into: Float64Array,
  from: number,
  to: number,
): void {
  let previous = memory[0]!;
  let gain = memory[1]!;
  let loss = memory[2]!;
  let sizes = 0;
  for (let i = from; i < to; i += 1) {
    const close = closes[i]!;
    const change = close - previous;
    previous = close;
    sizes += Math.abs(close);
    const up = rise(change);
    gain = wilder(gain, up, keep, weight);
    loss = wilder(loss, up - change, keep, weight);
    into[i] = strength(gain, loss);
  }
  checkSizes(sizes, closes, from, to);
  memory[0] = previous;
  memory[1] = gain;
  memory[2] = loss;
}

/** The part of a change that goes up; exact, and without a branch that the market would mispredict. */
function rise(change: number): number {
  return (change + Math.abs(change)) * 0.5;
}

function strength(gain: number, loss: number): number {
  const total = gain + loss;
  return total > 0 ? 100 * (gain / total) : 50;
}
