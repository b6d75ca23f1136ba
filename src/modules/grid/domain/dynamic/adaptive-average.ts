import { checkValue } from '../../../../shared/pure/indicators/inputs.js';

export type AdaptiveAverageSnapshot = {
  readonly seen: number;
  readonly closes: readonly number[];
  readonly smooth: readonly number[];
  readonly detrended: readonly number[];
  readonly q1: readonly number[];
  readonly i1: readonly number[];
  readonly i2: number;
  readonly q2: number;
  readonly re: number;
  readonly im: number;
  readonly period: number;
  readonly phase: number;
  readonly mama: number;
  readonly fama: number;
};

const FAST_LIMIT = 0.5;
const SLOW_LIMIT = 0.05;
/** Candles before the first value. */
const WARM_UP = 32;
const DEGREES = 180 / Math.PI;

/**
 * FAMA of the MESA adaptive moving averages (John F. Ehlers; fast limit 0.5, slow limit 0.05): the following average of a
 * moving average whose weight follows the measured cycle of the price. Everything starts at 0, both averages at the first
 * close; the first value comes with the 33rd.
 */
export class AdaptiveAverage {
  private seen = 0;
  /** Newest first. */
  private closes: number[] = [0, 0, 0, 0];
  private smooth: number[] = [0, 0, 0, 0, 0, 0, 0];
  private detrended: number[] = [0, 0, 0, 0, 0, 0, 0];
  private q1: number[] = [0, 0, 0, 0, 0, 0, 0];
  private i1: number[] = [0, 0, 0, 0, 0, 0, 0];
  private i2 = 0;
  private q2 = 0;
  private re = 0;
  private im = 0;
  private period = 0;
  private phase = 0;
  private mama = 0;
  private fama = 0;

  /** FAMA at the last close, NaN before warm-up. */
  get value(): number {
    return this.seen > WARM_UP ? this.fama : NaN;
  }

  /** FAMA also while it warms up, for what smooths it. */
  get early(): number {
    return this.fama;
  }

  /** FAMA at this close, NaN before warm-up. @throws RangeError on an unusable close; nothing is remembered then. */
  next(close: number): number {
    checkValue(close);
    if (this.seen === 0) {
      this.mama = close;
      this.fama = close;
    }
    if (this.seen <= WARM_UP) this.seen += 1;
    push(this.closes, close);
    const alpha = this.weight();
    this.mama = alpha * close + (1 - alpha) * this.mama;
    this.fama = 0.5 * alpha * this.mama + (1 - 0.5 * alpha) * this.fama;
    return this.value;
  }

  snapshot(): AdaptiveAverageSnapshot {
    const { seen, closes, smooth, detrended, q1, i1, i2, q2, re, im, period, phase, mama, fama } = this;
    const columns = { closes, smooth, detrended, q1, i1 };
    return { seen, ...structured(columns), i2, q2, re, im, period, phase, mama, fama };
  }

  /** Continues bit for bit where the snapshot was taken. */
  static restore(snapshot: AdaptiveAverageSnapshot): AdaptiveAverage {
    const average = new AdaptiveAverage();
    const { closes, smooth, detrended, q1, i1, ...rest } = snapshot;
    return Object.assign(average, rest, structured({ closes, smooth, detrended, q1, i1 }));
  }

  /** Share of the newest close: large when the phase moves slowly (a trend), small when it runs through its cycle. */
  private weight(): number {
    const stretch = 0.075 * this.period + 0.54;
    const [x0, x1, x2, x3] = this.closes as [number, number, number, number];
    push(this.smooth, (4 * x0 + 3 * x1 + 2 * x2 + x3) / 10);
    push(this.detrended, hilbert(this.smooth, stretch));
    push(this.q1, hilbert(this.detrended, stretch));
    push(this.i1, this.detrended[3]!);
    this.measure(stretch);
    const phase = this.i1[0] === 0 ? this.phase : Math.atan(this.q1[0]! / this.i1[0]!) * DEGREES;
    const delta = Math.max(1, this.phase - phase);
    this.phase = phase;
    return Math.max(SLOW_LIMIT, FAST_LIMIT / delta);
  }

  /** The period of the cycle, by the homodyne discriminator. */
  private measure(stretch: number): void {
    const before = { i2: this.i2, q2: this.q2, period: this.period };
    this.i2 = blend(this.i1[0]! - hilbert(this.q1, stretch), before.i2);
    this.q2 = blend(this.q1[0]! + hilbert(this.i1, stretch), before.q2);
    this.re = blend(this.i2 * before.i2 + this.q2 * before.q2, this.re);
    this.im = blend(this.i2 * before.q2 - this.q2 * before.i2, this.im);
    const found =
      this.re !== 0 && this.im !== 0 ? (2 * Math.PI) / Math.atan(this.im / this.re) : before.period;
    const near = within(found, 0.67 * before.period, 1.5 * before.period);
    this.period = blend(within(near, 6, 50), before.period);
  }
}

/** The Hilbert transform's four taps on a column, newest first, stretched to the period of the cycle. */
const hilbert = (y: readonly number[], stretch: number): number =>
  (0.0962 * y[0]! + 0.5769 * y[2]! - 0.5769 * y[4]! - 0.0962 * y[6]!) * stretch;

const blend = (fresh: number, old: number): number => 0.2 * fresh + 0.8 * old;

const within = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

function push(column: number[], value: number): void {
  for (let i = column.length - 1; i > 0; i -= 1) column[i] = column[i - 1]!;
  column[0] = value;
}

const structured = <Columns extends Readonly<Record<string, readonly number[]>>>(
  columns: Columns,
): { [Name in keyof Columns]: number[] } =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, [...column]])) as {
    [Name in keyof Columns]: number[];
  };
