import { checkCount } from '../../../../shared/pure/indicators/inputs.js';
import { checkPrice } from './check-price.js';
import { Smoothed, type SmoothedSnapshot } from './smoothed.js';

export type MaCycleSnapshot = {
  readonly seen: number;
  readonly fast: SmoothedSnapshot;
  readonly mid: SmoothedSnapshot;
  readonly slow: SmoothedSnapshot;
};

const FAST = 5;
const MID = 10;
const SLOW = 20;

/** Candles after which the zeros of the start weigh less than 1e-9 of the price. */
const WARM = 120;

/** The order of a fast, a middle and a slow moving average of the trend candles' closes (part A of the trend state). */
export class MaCycle {
  /** The slow one is below both others, which are not equal. */
  bull = false;
  /** From the slow one down to the fast one. */
  bear = false;
  private seen = 0;

  private constructor(
    private readonly fast: Smoothed,
    private readonly mid: Smoothed,
    private readonly slow: Smoothed,
  ) {}

  static start(): MaCycle {
    return new MaCycle(Smoothed.ofLength(FAST), Smoothed.ofLength(MID), Smoothed.ofLength(SLOW));
  }

  /** @throws RangeError on an unusable close, which is not remembered. */
  next(close: number): void {
    checkPrice(close);
    this.fast.next(close);
    this.mid.next(close);
    this.slow.next(close);
    this.compare();
    if (this.seen < WARM) this.seen += 1;
  }

  get warm(): boolean {
    return this.seen === WARM;
  }

  snapshot(): MaCycleSnapshot {
    const { seen, fast, mid, slow } = this;
    return { seen, fast: fast.snapshot(), mid: mid.snapshot(), slow: slow.snapshot() };
  }

  /** Continues bit for bit where the snapshot was taken. @throws RangeError when it was damaged. */
  static restore({ seen, fast, mid, slow }: MaCycleSnapshot): MaCycle {
    const cycle = new MaCycle(
      Smoothed.restore(FAST, fast),
      Smoothed.restore(MID, mid),
      Smoothed.restore(SLOW, slow),
    );
    cycle.seen = checkCount(seen, WARM);
    cycle.compare();
    return cycle;
  }

  private compare(): void {
    const fast = this.fast.value;
    const mid = this.mid.value;
    const slow = this.slow.value;
    this.bull = (fast > mid && mid > slow) || (mid > fast && fast > slow);
    this.bear = slow > mid && mid > fast;
  }
}
