import { checkLength, checkSameLength, checkSizes, checkValue } from './inputs.js';
import { sumTails, Window, type WindowSnapshot } from './window.js';

export interface BollingerColumns {
  readonly upper: Float64Array;
  readonly middle: Float64Array;
  readonly lower: Float64Array;
}

export type BollingerSnapshot = {
  readonly length: number;
  readonly deviations: number;
  readonly window: WindowSnapshot;
};

/**
 * Bollinger bands: the mean of the last `length` closes, and `deviations` population standard deviations above and below
 * it. The deviation of equal closes is exactly 0. First values with candle `length`.
 * Source: J. Bollinger, Bollinger on Bollinger Bands (2001); population deviation as in TA-Lib.
 */
export class Bollinger {
  static readonly leastLength = 2;
  /** Bands at the last candle, NaN before warm-up. */
  upper = NaN;
  middle = NaN;
  lower = NaN;
  private window: Window;

  /** @throws RangeError when the length is out of range or `deviations` is not a number of 0..100. */
  constructor(
    private readonly length: number,
    private readonly deviations: number,
  ) {
    if (!(Number.isFinite(deviations) && deviations >= 0 && deviations <= 100)) {
      throw new RangeError(`deviations must be a number 0..100, not ${deviations}`);
    }
    this.window = new Window(checkLength(length, Bollinger.leastLength));
  }

  /** Moves the bands to this close and returns the middle. @throws RangeError on an unusable close; nothing is remembered. */
  next(close: number): number {
    checkValue(close);
    this.window.push(close);
    this.draw();
    return this.middle;
  }

  /**
   * `next` for each close of a column, bit for bit. No column of `into` may be the closes themselves.
   * @throws RangeError on columns of different lengths or an unusable value; part of the columns may be remembered then.
   */
  fold(closes: Float64Array, into: BollingerColumns = bollingerColumns(closes.length)): BollingerColumns {
    const { upper, middle, lower } = into;
    checkSameLength(closes, upper, middle, lower);
    const { deviations, window } = this;
    let i = 0;
    const one = (): void => {
      middle[i] = this.next(closes[i]!);
      upper[i] = this.upper;
      lower[i] = this.lower;
      i += 1;
    };
    while (i < closes.length && !window.betweenBlocks) one();
    for (const [older, from, to] of window.runs(closes, i)) {
      foldBlocks(deviations, window.inverse, older, closes, upper, middle, lower, from, to);
      i = to;
    }
    while (i < closes.length) one();
    this.draw();
    return into;
  }

  snapshot(): BollingerSnapshot {
    const { length, deviations, window } = this;
    return { length, deviations, window: window.snapshot() };
  }

  /** Continues bit for bit where the snapshot was taken. @throws RangeError when it was damaged. */
  static restore(snapshot: BollingerSnapshot): Bollinger {
    const bollinger = new Bollinger(snapshot.length, snapshot.deviations);
    bollinger.window = Window.restore(snapshot.length, snapshot.window);
    bollinger.draw();
    return bollinger;
  }

  private draw(): void {
    const middle = this.window.mean();
    const width = this.deviations * Math.sqrt(this.window.variance());
    this.upper = middle + width;
    this.middle = middle;
    this.lower = middle - width;
  }
}

/** Empty columns for the bands of `size` candles. */
export const bollingerColumns = (size: number): BollingerColumns => ({
  upper: new Float64Array(size),
  middle: new Float64Array(size),
  lower: new Float64Array(size),
});

/** Bollinger bands of a whole column of closes; NaN before warm-up. `into`, when given, takes the values and is returned. */
export const bollinger = (
  closes: Float64Array,
  length: number,
  deviations: number,
  into?: BollingerColumns,
): BollingerColumns => new Bollinger(length, deviations).fold(closes, into);

/**
 * `next` for runs of whole blocks; `older` is the block before the first. The sums of the tails stand where the bands of the
 * block will: each is read just before it is overwritten, and two columns less are in the way of the loop.
 */
function foldBlocks(
  deviations: number,
  inverse: number,
  older: Float64Array,
  closes: Float64Array,
  upper: Float64Array,
  middle: Float64Array,
  lower: Float64Array,
  from: number,
  to: number,
): void {
  const length = older.length;
  let sizes = 0;
  for (let start = from; start < to; start += length) {
    const anchor = closes[start]!;
    const first = start === from;
    sumTails(anchor, first ? older : closes, first ? 0 : start - length, length, upper, lower, start);
    let sum = 0;
    let squares = 0;
    for (let i = start; i < start + length; i += 1) {
      const close = closes[i]!;
      sizes += Math.abs(close);
      const distance = close - anchor;
      sum += distance;
      squares += distance * distance;
      const offset = (sum + upper[i]!) * inverse;
      const mean = anchor + offset;
      const variance = (squares + lower[i]!) * inverse - offset * offset;
      const width = deviations * Math.sqrt(variance);
      upper[i] = mean + width;
      middle[i] = mean;
      lower[i] = mean - width;
    }
  }
  checkSizes(sizes, closes, from, to);
}
