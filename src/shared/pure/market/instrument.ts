/** What is traded: coins on hand, or a linear perpetual contract of size 1 settled in the quote currency. */
export type InstrumentKind = 'spot' | 'perpetual';

/** From `from` (inclusive lower bound of the unrounded price) on, prices are multiples of `tick`. Plain decimals. */
export interface PriceBand {
  readonly from: string;
  readonly tick: string;
}

/** From a notional of `notionalFloor` (inclusive, quote) on, a position has these terms. Plain decimals. */
export interface MaintenanceTier {
  readonly notionalFloor: string;
  readonly maintenanceRate: string;
  /** A position of this size may not have more. */
  readonly maxLeverage: number;
  /** Taken off what the rate keeps back, in quote; 0 where it is left out. */
  readonly maintenanceAmount?: string;
}

/**
 * The rules of one instrument on one venue, as the venue publishes them; every number is a plain decimal text.
 * `symbol` is the ccxt unified symbol (`BTC/USDT`, `BTC/USDT:USDT`).
 */
export interface Instrument {
  readonly symbol: string;
  readonly kind: InstrumentKind;
  readonly base: string;
  readonly quote: string;
  /** Smallest price step; ignored where `priceBands` is given. */
  readonly tick: string;
  /** Smallest size step, in base units. */
  readonly lot: string;
  readonly minSize: string;
  /** Smallest size x price, in quote units. */
  readonly minNotional: string;
  /** Decimals to which the venue rounds fees and funding in the quote currency. */
  readonly quoteScale: number;
  /** Maintenance margin rate of a perpetual; null on spot. */
  readonly maintenanceRate: string | null;
  /** Tiers of a perpetual by the size of a position, ascending, the first from 0; left out where its rate is the same for all. */
  readonly maintenanceTiers?: readonly MaintenanceTier[];
  /** Tick bands in ascending order of `from`, or null for one tick everywhere. */
  readonly priceBands: readonly PriceBand[] | null;
}
