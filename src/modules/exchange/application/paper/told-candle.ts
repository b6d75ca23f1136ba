import type { Candle } from '../../../../shared/pure/market/candle.js';
import { priceOf, type MarketScale } from '../../../../shared/pure/market/scale.js';
import { epochMs, type EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Book, PathCandle } from '../../domain/index.js';

/** One candle of the feed, in the integers of whichever book asks; thousands of books share a scale and so a reading. */
export class ToldCandle {
  readonly endAt: EpochMs;
  private readonly readings: PathCandle[] = [];

  constructor(
    readonly candle: Candle,
    lengthMs: number,
  ) {
    this.endAt = epochMs(candle.openTime + lengthMs);
  }

  /** @throws RangeError when a price has more decimals than the scale. */
  for({ rules: { scale } }: Book): PathCandle {
    return (this.readings[scale.priceDecimals] ??= this.read(scale));
  }

  private read(scale: MarketScale): PathCandle {
    const { openTime, open, high, low, close } = this.candle;
    return {
      openAt: openTime,
      endAt: this.endAt,
      open: priceOf(scale, open),
      high: priceOf(scale, high),
      low: priceOf(scale, low),
      close: priceOf(scale, close),
    };
  }
}
