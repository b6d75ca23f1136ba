import { checkCount, checkLength, checkRemembered, checkSameLength, checkValue } from './inputs.js';
import { trueRange, wilder } from './wilder.js';

export interface AdxColumns {
  readonly adx: Float64Array;
  readonly plusDi: Float64Array;
  readonly minusDi: Float64Array;
}

export type AdxSnapshot = {
  readonly length: number;
  readonly seen: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly plus: number;
  readonly minus: number;
  readonly range: number;
  readonly average: number;
};

/**
 * Average directional index with its directional indicators, after Wilder, with the warm-up of TA-Lib: the sums of
 * directional movement and true range hold the first `length - 1` moves and decay from the next one on, so +DI and -DI
 * begin at candle `length + 1`; the ADX begins at candle `2 length` with the mean of the first `length` DX.
 * Without any true range +DI and -DI are 0; a candle without DX leaves the ADX as it was (in the first mean it counts as 0).
 * Zero is exactly 0 here; TA-Lib also takes what is below an epsilon for it, which is wrong for coins of tiny price.
 */
export class Adx {
  static readonly leastLength = 2;
  private readonly weight: number;
  private seen = 0;
  private high = 0;
  private low = 0;
  private close = 0;
  private plus = 0;
  private minus = 0;
  private range = 0;
  /** The sum of DX until there are `length` of them, then their average. */
  private average = 0;

  /** @throws RangeError when the length is out of range. */
  constructor(private readonly length: number) {
    this.weight = 1 / checkLength(length, Adx.leastLength);
  }

  /** ADX at the last candle, NaN before warm-up. */
  get value(): number {
    return this.seen < 2 * this.length ? NaN : this.average;
  }

  /** +DI at the last candle, 0..100, NaN before warm-up. */
  get plusDi(): number {
    return this.seen > this.length ? this.shareOfRange(this.plus) : NaN;
  }

  /** -DI at the last candle, 0..100, NaN before warm-up. */
  get minusDi(): number {
    return this.seen > this.length ? this.shareOfRange(this.minus) : NaN;
  }

  /** The ADX at this candle, NaN before warm-up. @throws RangeError on an unusable price; nothing is remembered then. */
  next(high: number, low: number, close: number): number {
    checkValue(high);
    checkValue(low);
    checkValue(close);
    const up = high - this.high;
    const down = this.low - low;
    const range = trueRange(high, low, this.close);
    this.high = high;
    this.low = low;
    this.close = close;
    if (this.seen > 0) {
      // The moves that are only added up are the first `length - 1`.
      const weight = this.seen < this.length ? 0 : this.weight;
      this.plus = decay(this.plus, up > 0 && up > down ? up : 0, weight);
      this.minus = decay(this.minus, down > 0 && down > up ? down : 0, weight);
      this.range = decay(this.range, range, weight);
      if (this.seen >= this.length) this.takeDx();
    }
    if (this.seen < 2 * this.length) this.seen += 1;
    return this.value;
  }

  /**
   * `next` for each candle of the columns.
   * @throws RangeError on columns of different lengths or an unusable value; part of the columns may be remembered then.
   */
  fold(
    highs: Float64Array,
    lows: Float64Array,
    closes: Float64Array,
    into: AdxColumns = adxColumns(closes.length),
  ): AdxColumns {
    checkSameLength(highs, lows, closes, into.adx, into.plusDi, into.minusDi);
    for (let i = 0; i < closes.length; i += 1) {
      into.adx[i] = this.next(highs[i]!, lows[i]!, closes[i]!);
      into.plusDi[i] = this.plusDi;
      into.minusDi[i] = this.minusDi;
    }
    return into;
  }

  snapshot(): AdxSnapshot {
    const { length, seen, high, low, close, plus, minus, range, average } = this;
    return { length, seen, high, low, close, plus, minus, range, average };
  }

  /** Continues bit for bit where the snapshot was taken. @throws RangeError when it was damaged. */
  static restore(snapshot: AdxSnapshot): Adx {
    const adx = new Adx(snapshot.length);
    adx.seen = checkCount(snapshot.seen, 2 * snapshot.length);
    adx.high = checkRemembered(snapshot.high);
    adx.low = checkRemembered(snapshot.low);
    adx.close = checkRemembered(snapshot.close);
    adx.plus = checkRemembered(snapshot.plus);
    adx.minus = checkRemembered(snapshot.minus);
    adx.range = checkRemembered(snapshot.range);
    adx.average = checkRemembered(snapshot.average);
    return adx;
  }

  private takeDx(): void {
    const plusDi = this.shareOfRange(this.plus);
    const minusDi = this.shareOfRange(this.minus);
    const total = plusDi + minusDi;
    const last = 2 * this.length - 1;
    if (total > 0) {
      const dx = (100 * Math.abs(plusDi - minusDi)) / total;
      this.average =
        this.seen > last ? wilder(this.average, dx, 1 - this.weight, this.weight) : this.average + dx;
    }
    if (this.seen === last) this.average /= this.length;
  }

  private shareOfRange(movement: number): number {
    return this.range > 0 ? 100 * (movement / this.range) : 0;
  }
}

/** Empty columns for the ADX of `size` candles. */
export const adxColumns = (size: number): AdxColumns => ({
  adx: new Float64Array(size),
  plusDi: new Float64Array(size),
  minusDi: new Float64Array(size),
});

/** ADX, +DI and -DI of whole columns; NaN before warm-up. `into`, when given, takes the values and is returned. */
export const adx = (
  highs: Float64Array,
  lows: Float64Array,
  closes: Float64Array,
  length: number,
  into?: AdxColumns,
): AdxColumns => new Adx(length).fold(highs, lows, closes, into);

/** Wilder's running sum: it loses a fraction of itself and gains the new value. */
function decay(sum: number, value: number, weight: number): number {
  return sum - sum * weight + value;
}
