import { bucketOpen, TIMEFRAME_MS, TIMEFRAMES, type Timeframe } from '../../pure/time/timeframe.js';
import { epochMs, type EpochMs } from '../../pure/time/epoch.js';
import type { NamedCandle, Wake } from './decision-store.port.js';
import type { BoundKernel } from './strategy.port.js';

type CandleOfWake = Pick<Wake, 'candle' | 'candleEnd' | 'timeframe'>;

/** A decision candle that goes on, as it is at the close of one of the finest candles. */
export interface Forming {
  /** Its close as it would be now. */
  readonly close: number;
  /** Open time of the oldest candle that may count as the one before it. */
  readonly since: EpochMs;
}

/** True when the candle that has closed is one of the finest, inside a decision candle that goes on. */
export const isForming = ({ candle, candleEnd, timeframe }: CandleOfWake): boolean =>
  candleEnd - candle.openTime !== TIMEFRAME_MS[timeframe];

/** Open time of the decision candle, closed or not. */
export const decisionOpen = (wake: CandleOfWake): EpochMs =>
  isForming(wake) ? bucketOpen(wake.candle.openTime, wake.timeframe) : wake.candle.openTime;

/**
 * What is known of the forming candle of a wake; null where it has closed. A stepped market has told everything before: the
 * candle before is the newest one that there is. On a live market a candle that is not there is unknown.
 */
export function formingOf(wake: CandleOfWake & Pick<Wake, 'step'>): Forming | null {
  if (!isForming(wake)) return null;
  const since = wake.step === null ? decisionOpen(wake) - TIMEFRAME_MS[wake.timeframe] : 0;
  return { close: Number(wake.candle.close), since: epochMs(since) };
}

/** The candle that a bot has decided by: the decision candle, or the finest one for those that decide inside it. */
export function decidedBy(
  { candle, candleEnd, timeframe, finest }: Wake,
  { decidesInside }: Pick<BoundKernel, 'decidesInside'>,
): NamedCandle {
  if (!decidesInside || finest === undefined) return { timeframe, open: candle.openTime };
  return { timeframe: finest, open: epochMs(candleEnd - TIMEFRAME_MS[finest]) };
}

/** Timeframes of decision candles that go on where a candle of `finest` has ended, and are made of such. */
export const formingAt = (end: EpochMs, finest: Timeframe): readonly Timeframe[] =>
  TIMEFRAMES.filter(
    (timeframe) =>
      TIMEFRAME_MS[timeframe] % TIMEFRAME_MS[finest] === 0 && end % TIMEFRAME_MS[timeframe] !== 0,
  );
