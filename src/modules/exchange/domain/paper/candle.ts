import type { Price } from '../../../../shared/pure/market/scale.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

/**
 * One candle of the finest timeframe given, as the paper venue walks it. Prices are price units of the book's scale and
 * may lie off the tick. The book keeps no reference to it, so that a loop may fill the same object again and again.
 */
export interface PathCandle {
  readonly openAt: EpochMs;
  /** Nominal end, exclusive. */
  readonly endAt: EpochMs;
  readonly open: Price;
  readonly high: Price;
  readonly low: Price;
  readonly close: Price;
}
