import { checkCount, checkRemembered } from '../../../../shared/pure/indicators/inputs.js';
import { buzzOf, turnedLatch, turnedState, type BandState } from './band-rules.js';
import { bandDistance, bandPlace, bandWidth, mean } from './band-width.js';
import { checkPrice } from './check-price.js';
import { CONFIRMED_AFTER, isPivot, Pivots } from './pivots.js';
import { Recent } from './recent.js';

export type BandSnapshot = {
  readonly seen: number;
  readonly closes: readonly number[];
  readonly widths: readonly number[];
  readonly longWidths: readonly number[];
  readonly highs: readonly number[];
  readonly lows: readonly number[];
  readonly longLows: readonly number[];
  /** Null before the first width. */
  readonly buzz: number | null;
  readonly latch: boolean;
  readonly state: number;
};

const WINDOW = 15;
const LONG_WINDOW = 60;
const MEAN_WINDOW = 100;
const BEFORE = 20;
const LONG_BEFORE = 30;

/** From here on the mean of a hundred widths exists. */
const WARM = WINDOW + MEAN_WINDOW - 1;

/** Stands in for the mean of pivots as long as there are none. */
const USUAL = 5;

/** Long pivots are kept only while the long bands are narrower than this. */
const NARROW = 1;

const STATES: readonly number[] = [-2, -1, 0, 2];

/**
 * Whether volatility breaks out upwards (2) or downwards (-2), is squeezed (-1), or neither (0), by the width of Bollinger
 * bands over the band candles' closes compared with how wide and narrow they used to be (part B of the trend state).
 * What does not exist yet is NaN, so that comparing with it is false.
 */
export class Band {
  private readonly closes: Recent;
  private readonly widths: Recent;
  private readonly longWidths: Recent;
  private readonly highs: Pivots;
  private readonly lows: Pivots;
  private readonly longLows: Pivots;
  private seen = 0;
  private buzz = NaN;
  private latch = true;
  /** The state at the last close. */
  state: BandState = 0;

  constructor(before?: BandSnapshot) {
    this.closes = Recent.restore(LONG_WINDOW, before?.closes ?? []);
    this.widths = Recent.restore(MEAN_WINDOW, before?.widths ?? []);
    this.longWidths = Recent.restore(LONG_BEFORE + CONFIRMED_AFTER + 1, before?.longWidths ?? []);
    this.highs = new Pivots(before?.highs);
    this.lows = new Pivots(before?.lows);
    this.longLows = new Pivots(before?.longLows);
    if (before === undefined) return;
    this.seen = checkCount(before.seen, WARM);
    this.buzz = before.buzz === null ? NaN : checkRemembered(before.buzz);
    this.latch = before.latch;
    if (!STATES.includes(before.state)) throw new RangeError(`no band state: ${String(before.state)}`);
    this.state = before.state as BandState;
  }

  get warm(): boolean {
    return this.seen === WARM;
  }

  /** @throws RangeError on an unusable close, which is not remembered. */
  next(close: number): void {
    checkPrice(close);
    const { closes, widths, longWidths } = this;
    closes.push(close);
    if (this.seen < WARM) this.seen += 1;
    const { values, end } = closes;
    const middle = mean(values, end - WINDOW, end);
    const distance = bandDistance(values, end - WINDOW, end, middle);
    const width = bandWidth(middle, distance);
    const longMiddle = mean(values, end - LONG_WINDOW, end);
    const longWidth = bandWidth(longMiddle, bandDistance(values, end - LONG_WINDOW, end, longMiddle));
    widths.push(width);
    longWidths.push(longWidth);
    this.keepPivots();
    this.latch = turnedLatch(this.latch, longWidth, orUsual(this.longLows.mean, Math.min(longWidth, USUAL)));
    const buzz = buzzOf(orUsual(this.highs.mean, Math.max(width, USUAL)));
    const low = orUsual(this.lows.mean, Math.min(width, USUAL));
    const place = distance === 0 ? NaN : bandPlace(close, middle, distance);
    this.state = turnedState(this.state, widths, place, this.latch, { buzz, previousBuzz: this.buzz, low });
    this.buzz = buzz;
  }

  snapshot(): BandSnapshot {
    const { seen, closes, widths, longWidths, highs, lows, longLows, buzz, latch, state } = this;
    return {
      ...{ seen, latch, state, buzz: Number.isNaN(buzz) ? null : buzz },
      ...{ closes: closes.snapshot(), widths: widths.snapshot(), longWidths: longWidths.snapshot() },
      ...{ highs: highs.snapshot(), lows: lows.snapshot(), longLows: longLows.snapshot() },
    };
  }

  /** A width of ten candles ago has shown itself to be a pivot; it is kept where the width now lies on its side of the usual. */
  private keepPivots(): void {
    const { widths, longWidths } = this;
    if (isPivot(widths, BEFORE, 1) && widths.ago(0) > this.usualWidth()) this.highs.keep(widths);
    if (isPivot(widths, BEFORE, -1) && widths.ago(0) < this.usualWidth()) this.lows.keep(widths);
    if (isPivot(longWidths, LONG_BEFORE, -1) && longWidths.ago(0) < NARROW) this.longLows.keep(longWidths);
  }

  private usualWidth(): number {
    const { values, end } = this.widths;
    return mean(values, end - MEAN_WINDOW, end);
  }
}

/** The mean of what was kept, or what stands in for it. */
const orUsual = (kept: number, usual: number): number => (Number.isNaN(kept) ? usual : kept);
