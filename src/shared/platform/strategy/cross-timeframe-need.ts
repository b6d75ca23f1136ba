import type { Candle } from '../../pure/market/candle.js';
import type { Timeframe } from '../../pure/time/timeframe.js';

/** Closed candles by timeframe, ascending: those that came since the fold before. */
export type CandlesByTimeframe = Partial<Readonly<Record<Timeframe, readonly Candle[]>>>;

/**
 * An indicator over closed candles of several timeframes, as its strategy defines it. The shell asks for the candles and
 * keeps the memory; what is in it is the strategy's own.
 */
export interface CrossTimeframeNeed {
  /** Names the memory, together with `length`: what is computed in another way has another name. */
  readonly name: string;
  readonly length: number;
  /** Under which name kernels read its value. */
  readonly output: string;
  /** Timeframes it is made of, the decision candles among them, each with how many candles it begins with if there are as many. */
  readonly history: Partial<Readonly<Record<Timeframe, number>>>;
  /** The memory after these candles, and the value at the last decision candle of them. @param memory null at the beginning. */
  readonly fold: (
    memory: object | null,
    candles: CandlesByTimeframe,
  ) => { readonly memory: object; readonly value: number | null };
}
