import { Jma, type JmaSnapshot } from './jma.js';
import { Recent } from './recent.js';

export type SmoothedSnapshot = {
  readonly average: JmaSnapshot;
  /** Newest values of the average, oldest first. */
  readonly recent: readonly number[];
};

const SPAN = 7;
const ALPHA = 0.5;
const REACH = 30;

/** Rational quadratic kernel over the value now and the six before it, the newest first. */
const WEIGHTS = Array.from({ length: SPAN }, (_, age) =>
  Math.pow(1 + (age * age) / (2 * ALPHA * REACH * REACH), -ALPHA),
);
const WEIGHT = WEIGHTS.reduce((sum, weight) => sum + weight, 0);

/** A JMA, smoothed by a kernel over its last seven values; NaN before the seventh close. */
export class Smoothed {
  value = NaN;

  private constructor(
    private readonly average: Jma,
    private readonly recent: Recent,
  ) {}

  static ofLength(length: number): Smoothed {
    return new Smoothed(new Jma(length), new Recent(SPAN));
  }

  next(close: number): void {
    this.recent.push(this.average.next(close));
    this.value = this.weigh();
  }

  snapshot(): SmoothedSnapshot {
    return { average: this.average.snapshot(), recent: this.recent.snapshot() };
  }

  /** Continues bit for bit where the snapshot was taken. @throws RangeError when it was damaged. */
  static restore(length: number, { average, recent }: SmoothedSnapshot): Smoothed {
    const smoothed = new Smoothed(Jma.restore(length, average), Recent.restore(SPAN, recent));
    smoothed.value = smoothed.weigh();
    return smoothed;
  }

  private weigh(): number {
    const { values, end } = this.recent;
    let sum = 0;
    for (let age = 0; age < SPAN; age += 1) sum += WEIGHTS[age]! * values[end - 1 - age]!;
    return sum / WEIGHT;
  }
}
