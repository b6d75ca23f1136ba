import type { Timeframe } from '../time/timeframe.js';
import type { Candle } from './candle.js';
import type { Instrument } from './instrument.js';
import type { PaperConditions } from './paper-conditions.js';

/** A recorded market as a whole: candles, what they are traded as, and under which conditions. */
export interface RecordedMarket {
  /** Names candles, instruments and conditions exactly: stored data is only continued under the same identity. */
  readonly identity: string;
  readonly timeframe: Timeframe;
  /** Ascending; at least one from `first` on. */
  readonly candles: readonly Candle[];
  /** Index of the first candle that is told; those before it are history. */
  readonly first: number;
  /** Most decimals of a price, which may lie off the tick. */
  readonly candleDecimals: number;
  readonly instruments: readonly Instrument[];
  readonly conditions: PaperConditions;
}
