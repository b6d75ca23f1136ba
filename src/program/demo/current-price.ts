import { setTimeout as sleep } from 'node:timers/promises';
import { GetFeedStatus } from '../../modules/exchange/contracts/queries/get-feed-status.query.js';
import { GetCandles } from '../../modules/market-data/contracts/queries/get-candles.query.js';
import { GetTickers } from '../../modules/market-data/contracts/queries/get-tickers.query.js';
import type { Bus } from '../../shared/platform/bus/bus.port.js';

/** How often to look for something that a program which has just started may not have yet. */
export interface Patience {
  readonly tries: number;
  readonly everyMs: number;
}

/** The last price, or before the first tick the close of the newest stored candle, or what the market opens with; null when there is none in time. */
export async function currentPrice(
  bus: Bus,
  {
    venue,
    symbol,
    patience,
  }: { readonly venue: string; readonly symbol: string; readonly patience: Patience },
): Promise<string | null> {
  for (let tried = 1; ; tried += 1) {
    const price =
      (await lastTick(bus, venue, symbol)) ??
      (await newestClose(bus, venue, symbol)) ??
      (await nextOpen(bus, venue));
    if (price !== null || tried >= patience.tries) return price;
    await sleep(patience.everyMs);
  }
}

/** A recorded market that has not begun has no past; its first price is the one it opens with. */
async function nextOpen(bus: Bus, venue: string): Promise<string | null> {
  const feed = await bus.ask(new GetFeedStatus({}));
  return feed.venue === venue ? feed.nextOpen : null;
}

async function lastTick(bus: Bus, venue: string, symbol: string): Promise<string | null> {
  const [ticker] = await bus.ask(new GetTickers({ venue, symbols: [symbol] }));
  return ticker?.last ?? null;
}

async function newestClose(bus: Bus, venue: string, symbol: string): Promise<string | null> {
  const newest = { timeframe: '1m', from: null, to: null, limit: 1 } as const;
  const candles = await bus.ask(new GetCandles({ venue, symbol, ...newest }));
  return candles.ok ? (candles.value.at(-1)?.close ?? null) : null;
}
