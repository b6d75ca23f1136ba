import { Query } from '../../../../shared/pure/messages/message.js';
import type { Refusal } from '../../../../shared/pure/refusal.js';
import type { Result } from '../../../../shared/pure/result.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Timeframe } from '../../../../shared/pure/time/timeframe.js';

export interface GetIndicatorData {
  readonly venue: string;
  readonly symbol: string;
  readonly timeframe: Timeframe;
  /** `rsi`, `sma`, `ema`, `atr`, `bollinger`, `adx`. */
  readonly name: string;
  /** Parameters as they were asked for; a missing one takes its default. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Open times before this; null for up to now. */
  readonly to: EpochMs | null;
  /** Newest values wanted, 1..1000. */
  readonly limit: number;
}

export interface IndicatorSeries {
  readonly name: string;
  readonly parameters: Readonly<Record<string, number>>;
  /** One point per closed candle, oldest first; a value before its warm-up is null. */
  readonly points: readonly {
    readonly openTime: EpochMs;
    readonly values: Readonly<Record<string, number | null>>;
  }[];
}

/**
 * An indicator over stored candles. Smoothed values depend on where history begins; enough history is read before the first
 * point for that to fade below a billionth. Refused with `indicator-refused` (details.fields), or as GetCandles is.
 */
export class GetIndicator extends Query<GetIndicatorData, Result<IndicatorSeries, Refusal>> {
  static readonly type = 'market-data.get-indicator.v1';
}
