import type { EpochMs } from '../time/epoch.js';

/** One funding time of a perpetual with its rate, a plain decimal fraction of the position's value. */
export interface FundingTime {
  readonly at: EpochMs;
  readonly rate: string;
}

/** What trading on paper costs and when orders fill: what a person may assume of a market. Decimals are plain texts. */
export interface PaperConditions {
  readonly fees: { readonly maker: string; readonly taker: string };
  readonly slippageBps: string;
  readonly fillRule: 'touch' | 'through';
  /** One rate at 00:00, 08:00 and 16:00 UTC, a list in ascending time, or null for none; spot has none. */
  readonly funding: string | readonly FundingTime[] | null;
  readonly positionMode: 'one-way' | 'hedge';
}
