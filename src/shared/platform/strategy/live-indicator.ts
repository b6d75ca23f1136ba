import { Atr, Rsi, type AtrSnapshot, type RsiSnapshot } from '../../pure/indicators/index.js';
import { bucketEnd, type Timeframe } from '../../pure/time/timeframe.js';
import type { EpochMs } from '../../pure/time/epoch.js';
import {
  known,
  missingHistory,
  type IndicatorSnapshot,
  type IndicatorNeed,
  type Need,
} from './indicator-memory.js';

/** Prices of a candle as indicators read them. */
export interface CandlePrices {
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/**
 * One indicator of a series while it goes on from candle to candle in the memory of this process. It begins with a snapshot
 * and can be written down as one at any time: read back, it goes on bit for bit as this one does.
 */
export class LiveIndicator {
  /** Open time of the newest candle that is in it; null while nothing is. */
  candleOpen: EpochMs | null = null;
  value: number | null = null;
  previous: number | null = null;
  private rsi: Rsi | null = null;
  private atr: Atr | null = null;
  /** The newest snapshot that was taken over; what is made of several timeframes has nothing else. */
  private taken: IndicatorSnapshot | undefined;

  constructor(readonly need: Need) {}

  /** True before the first candle or snapshot. */
  get isEmpty(): boolean {
    return this.taken === undefined;
  }

  /** True when the candle that opens at `open` may be folded without looking at history. */
  follows(open: EpochMs, timeframe: Timeframe): boolean {
    if (this.taken === undefined || 'fold' in this.need) return false;
    return missingHistory({ candleOpen: this.candleOpen! }, open, timeframe) === 'nothing';
  }

  /** Takes the next candle; one that is in it already changes nothing. */
  next(open: EpochMs, { high, low, close }: CandlePrices): void {
    if (open <= this.candleOpen!) return;
    const value = this.rsi === null ? this.atr!.next(high, low, close) : this.rsi.next(close);
    this.candleOpen = open;
    this.previous = this.value;
    this.value = known(value);
  }

  /** The value if the next candle closed now; what reads whole candles stays as it was at the last close. */
  peek(close: number): number | null {
    return this.rsi === null ? this.value : known(Rsi.restore(this.rsi.snapshot()).next(close));
  }

  /** True when a candle before the one that opens at `open` may not have been folded yet. */
  isBehind(open: EpochMs, timeframe: Timeframe): boolean {
    return this.candleOpen === null || bucketEnd(this.candleOpen, timeframe) < open;
  }

  take(snapshot: IndicatorSnapshot): void {
    const { candleOpen, value, previous, memory } = snapshot;
    this.taken = snapshot;
    this.candleOpen = candleOpen;
    this.value = value;
    this.previous = previous;
    if ('fold' in this.need) return;
    if (this.need.name === 'rsi') this.rsi = Rsi.restore(memory as RsiSnapshot);
    else this.atr = Atr.restore(memory as AtrSnapshot);
  }

  /** As it is now; undefined while it holds nothing. */
  snapshot(): IndicatorSnapshot | undefined {
    const live = this.rsi ?? this.atr;
    if (live === null || this.candleOpen === this.taken!.candleOpen) return this.taken;
    const { name, length } = this.need as IndicatorNeed;
    const { candleOpen, value, previous } = this;
    return { name, length, candleOpen: candleOpen!, memory: live.snapshot(), value, previous };
  }
}
