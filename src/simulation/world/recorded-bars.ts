import type { Draws } from '../kernel/draws.js';
import type { Bars } from './bars.js';

/** Recorded candles as columns of whole numbers, all of one unit; oldest first. */
export interface RecordedCandles {
  readonly length: number;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

/** From a place that is drawn, on to the end of the recording and then from its beginning. */
export function recordedBars(symbol: string, recorded: RecordedCandles, draws: Draws): Bars {
  let at = draws.whole(`recorded candle of ${symbol}`, 0, recorded.length - 1);
  return () => {
    const { open, high, low, close } = recorded;
    const bar = {
      ...{ open: BigInt(open[at]!), high: BigInt(high[at]!) },
      ...{ low: BigInt(low[at]!), close: BigInt(close[at]!) },
    };
    at = (at + 1) % recorded.length;
    return bar;
  };
}
