import { Band, type BandSnapshot } from './band.js';
import { MaCycle, type MaCycleSnapshot } from './ma-cycle.js';

/** The trend at a decision close: down, none, up. */
export type TrendValue = -2 | 0 | 2;

export type TrendSnapshot = {
  readonly cycle: MaCycleSnapshot;
  readonly band: BandSnapshot;
  /** Null while it is not known. */
  readonly value: TrendValue | null;
};

const VALUES: readonly (number | null)[] = [null, -2, 0, 2];

/**
 * The trend state of a HyperRSI bot. Tell it the closes of the higher timeframes as they end, and ask at every decision close
 * of the chart, at those before the first trade too: the state has a memory, so how often it is asked is part of its
 * definition. Constant work for each close, whatever the history; plain JSON to keep.
 */
export class Trend {
  readonly cycle: MaCycle;
  readonly band: Band;
  private state: TrendValue | null;

  private constructor(cycle: MaCycle, band: Band, state: TrendValue | null) {
    this.cycle = cycle;
    this.band = band;
    this.state = state;
  }

  static start(): Trend {
    return new Trend(MaCycle.start(), new Band(), null);
  }

  /** The trend at the last decision close; null while the cycle or the band is not warm. */
  get value(): TrendValue | null {
    return this.state;
  }

  /** A decision candle has closed, and every higher candle that ended by then has been told. */
  decide(): TrendValue | null {
    if (this.state === null) {
      if (!this.cycle.warm || !this.band.warm) return null;
      this.state = 0;
    }
    const { bull, bear } = this.cycle;
    this.state = turnedTrend(this.state, bull, bear, this.band.state);
    return this.state;
  }

  snapshot(): TrendSnapshot {
    return { cycle: this.cycle.snapshot(), band: this.band.snapshot(), value: this.state };
  }

  /** Continues bit for bit where the snapshot was taken. @throws RangeError when it was damaged. */
  static restore({ cycle, band, value }: TrendSnapshot): Trend {
    if (!VALUES.includes(value)) throw new RangeError(`no trend: ${String(value)}`);
    return new Trend(MaCycle.restore(cycle), new Band(band), value);
  }
}

/** The rules apply one after the other, each to what the one before has left: so an up trend can turn down at one close. */
export function turnedTrend(
  trend: TrendValue,
  bull: boolean,
  bear: boolean,
  band: Band['state'],
): TrendValue {
  let next = trend;
  if (bull && band === 2) next = 2;
  if (next === 2 && !bull) next = 0;
  if (bear && band === -2) next = -2;
  if (next === -2 && !bear) next = 0;
  return next;
}
