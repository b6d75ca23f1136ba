import type { Abstract } from '@nestjs/common';
import { MarketClock } from '../clock/market-clock.port.js';

interface Container {
  get(token: Abstract<MarketClock>, options: { readonly strict: false }): MarketClock;
}

/** The market clock of whichever module has the feed, or null: a process without a feed has none. */
export function findMarketClock(container: Container): MarketClock | null {
  try {
    return container.get(MarketClock, { strict: false });
  } catch {
    return null;
  }
}
