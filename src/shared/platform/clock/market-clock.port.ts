import type { EpochMs } from '../../pure/time/epoch.js';

/** Where market time comes from: an invented market, a replayed file, or a venue. */
export type MarketSource = 'simulated' | 'recorded' | 'live';

export interface MarketTime {
  readonly at: EpochMs;
  readonly source: MarketSource;
}

/** Market time, which strategies live by; it differs from wall time whenever the feed is not live. */
export abstract class MarketClock {
  /** Null until the feed has shown its first candle, or when this process has no feed. Answers from memory. */
  abstract now(): MarketTime | null;
}
