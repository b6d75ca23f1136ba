/** What a report shows beside the result itself. */
export interface ReportExtras {
  /** Language of titles and explanations. */
  readonly language: 'ko' | 'en';
  /** Prices to draw, oldest first: the decision candles, or coarser ones where these would be too many to see. */
  readonly prices: readonly PriceBar[];
  /** Length of one price bar, ms. */
  readonly barMs: number;
}

/** The same for several symbols that share an account, in the order of the result's `symbols`. */
export interface PortfolioExtras {
  readonly language: ReportExtras['language'];
  readonly symbols: readonly Pick<ReportExtras, 'prices' | 'barMs'>[];
}

/** A candle to draw, as doubles: `[open time in ms UTC, open, high, low, close]`. */
export type PriceBar = readonly [at: number, open: number, high: number, low: number, close: number];
