import type { EpochMs } from '../time/epoch.js';

/** One candle on the wire: prices in quote, volume in base, as plain decimals; `openTime` is where it begins. */
export interface Candle {
  readonly openTime: EpochMs;
  readonly open: string;
  readonly high: string;
  readonly low: string;
  readonly close: string;
  readonly volume: string;
}
