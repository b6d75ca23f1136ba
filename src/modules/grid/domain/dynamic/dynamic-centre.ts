import { Atr, Ema, type AtrSnapshot, type EmaSnapshot } from '../../../../shared/pure/indicators/index.js';
import type { CandleFold, FoldValues } from '../candle-fold.js';
import { AdaptiveAverage, type AdaptiveAverageSnapshot } from './adaptive-average.js';

const SMOOTHING = 5;
const RANGE_LENGTH = 14;
/** The range counts as at least this part of the centre. */
const LEAST_RANGE = 0.004;

export type DynamicCentreSnapshot = {
  readonly average: AdaptiveAverageSnapshot;
  readonly centre: EmaSnapshot;
  readonly atr: AtrSnapshot;
  readonly levelCentre: EmaSnapshot;
  readonly levelRange: EmaSnapshot;
};

/**
 * What dynamic lines are drawn from, on 15m candles: M = EMA(5) of FAMA, valid from the 33rd candle, and A = max(ATR(14),
 * 0.4 % of M). The line of offset k is the mean of M (1 - 0.006 k) and M - 1.5 A k, smoothed over time by EMA(5). That mean
 * is linear in M and A, so smoothing these two smooths every line; the lines begin with the 37th candle.
 */
export class DynamicCentre implements CandleFold {
  private average = new AdaptiveAverage();
  private centre = new Ema(SMOOTHING);
  private atr = new Atr(RANGE_LENGTH);
  private levelCentre = new Ema(SMOOTHING);
  private levelRange = new Ema(SMOOTHING);

  get values(): FoldValues {
    return { 'dynamic.centre': this.levelCentre.value, 'dynamic.range': this.levelRange.value };
  }

  next(high: number, low: number, close: number): void {
    const range = this.atr.next(high, low, close);
    const isValid = !Number.isNaN(this.average.next(close));
    const centre = this.centre.next(this.average.early);
    if (!isValid || Number.isNaN(range)) return;
    this.levelCentre.next(centre);
    this.levelRange.next(Math.max(range, LEAST_RANGE * centre));
  }

  snapshot(): DynamicCentreSnapshot {
    return {
      average: this.average.snapshot(),
      centre: this.centre.snapshot(),
      atr: this.atr.snapshot(),
      levelCentre: this.levelCentre.snapshot(),
      levelRange: this.levelRange.snapshot(),
    };
  }

  /** @throws RangeError when the snapshot was damaged. */
  static restore(snapshot: DynamicCentreSnapshot): DynamicCentre {
    const fold = new DynamicCentre();
    fold.average = AdaptiveAverage.restore(snapshot.average);
    fold.centre = Ema.restore(snapshot.centre);
    fold.atr = Atr.restore(snapshot.atr);
    fold.levelCentre = Ema.restore(snapshot.levelCentre);
    fold.levelRange = Ema.restore(snapshot.levelRange);
    return fold;
  }
}
