import { Adx, type AdxSnapshot } from '../../../../shared/pure/indicators/index.js';
import type { CandleFold, FoldValues } from '../candle-fold.js';

/** -2 and +2 are extreme: a trend that a grid should not trade against. */
export type AdxState = -2 | -1 | 0 | 1 | 2;

const LENGTH = 28;
const THRESHOLD = 20;
const EXTREMES = 50;
const NEAR_HIGH = 0.9;
const NEAR_LOW = 1.1;

export type AdxTrendSnapshot = {
  readonly adx: AdxSnapshot;
  readonly state: number;
  /** ADX of the last candles, newest first; fewer at the beginning. */
  readonly last: readonly number[];
  /** Whether +DI stood above -DI at the last candle; null while they were equal, and before they existed. */
  readonly rising: boolean | null;
  readonly highs: readonly number[];
  readonly lows: readonly number[];
};

/**
 * The trend filter, on 4h candles: DI and ADX over 28, threshold 20, the state 0 at first. At each candle, every rule seeing
 * what the one before it left:
 * 1. 0 becomes +1 when +DI crosses above -DI (is above it and was not at the candle before), -1 on the opposite cross;
 * 2. +/-1 becomes +/-2 when the ADX has risen over two candles;
 * 3. +2 becomes 0 when the close is at or below 90 % of the highest high of 50 candles (this one included), -2 at or above
 *    110 % of the lowest low;
 * 4. anything becomes 0 when the ADX crosses below 20, or has fallen over three candles and stands above it.
 * A comparison with a value that does not exist yet is false; the state is known from the first ADX on, the 56th candle.
 */
export class AdxTrend implements CandleFold {
  private adx = new Adx(LENGTH);
  private state: AdxState = 0;
  private last: number[] = [];
  private rising: boolean | null = null;
  private highs: number[] = [];
  private lows: number[] = [];

  get values(): FoldValues {
    return { 'adx.trend': this.last.length === 0 ? NaN : this.state };
  }

  next(high: number, low: number, close: number): void {
    const adx = this.adx.next(high, low, close);
    remember(this.highs, high, EXTREMES);
    remember(this.lows, low, EXTREMES);
    if (Number.isNaN(adx)) {
      this.rising = this.direction();
      return;
    }
    remember(this.last, adx, 4);
    this.turn(close);
  }

  snapshot(): AdxTrendSnapshot {
    const { adx, state, last, rising, highs, lows } = this;
    return { adx: adx.snapshot(), state, rising, last: [...last], highs: [...highs], lows: [...lows] };
  }

  /** @throws RangeError when the snapshot was damaged. */
  static restore({ adx, state, last, rising, highs, lows }: AdxTrendSnapshot): AdxTrend {
    const trend = new AdxTrend();
    trend.adx = Adx.restore(adx);
    trend.state = state as AdxState;
    trend.rising = rising;
    trend.last = [...last];
    trend.highs = [...highs];
    trend.lows = [...lows];
    return trend;
  }

  private turn(close: number): void {
    const rising = this.direction();
    const [now, one, two, three] = this.last as [number, number?, number?, number?];
    if (this.state === 0 && rising !== null && rising !== this.rising) this.state = rising ? 1 : -1;
    const rose = one !== undefined && two !== undefined && now > one && one > two;
    if (rose && this.state === 1) this.state = 2;
    if (rose && this.state === -1) this.state = -2;
    if (this.state === 2 && close <= NEAR_HIGH * Math.max(...this.highs)) this.state = 0;
    if (this.state === -2 && close >= NEAR_LOW * Math.min(...this.lows)) this.state = 0;
    const crossedBelow = one !== undefined && one >= THRESHOLD && now < THRESHOLD;
    const fell = three !== undefined && now < one! && one! < two! && two! < three && now > THRESHOLD;
    if (crossedBelow || fell) this.state = 0;
    this.rising = rising;
  }

  /** Null when neither indicator is the larger. */
  private direction(): boolean | null {
    const { plusDi, minusDi } = this.adx;
    return plusDi > minusDi ? true : plusDi < minusDi ? false : null;
  }
}

function remember(column: number[], value: number, most: number): void {
  column.unshift(value);
  if (column.length > most) column.pop();
}
