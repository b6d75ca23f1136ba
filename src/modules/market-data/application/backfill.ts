import type { Bus } from '../../../shared/platform/bus/bus.port.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import type { Candle } from '../../../shared/pure/market/candle.js';
import { GetCandleHistory } from '../../exchange/contracts/queries/get-candle-history.query.js';
import { GetFeedStatus } from '../../exchange/contracts/queries/get-feed-status.query.js';
import type { CandleStore } from './ports/candle-store.port.js';

const PAGE = 5_000;

export interface Backfilled {
  readonly venue: string;
  readonly symbol: string;
  readonly candles: number;
}

/** Reads the history that is missing from the venue: no candle is told live before what came before it is stored. */
export async function backfill(bus: Bus, store: CandleStore): Promise<readonly Backfilled[]> {
  const feed = await bus.ask(new GetFeedStatus({}));
  const filled: Backfilled[] = [];
  for (const symbol of feed.symbols) {
    const series = { venue: feed.venue, symbol, timeframe: feed.timeframe };
    const known = await store.known(feed.venue, symbol);
    let newest = known.find((one) => one.series.timeframe === feed.timeframe)?.newest ?? null;
    let count = 0;
    for (;;) {
      const from = newest === null ? null : epochMs(newest + 1);
      const page: readonly Candle[] = await bus.ask(
        new GetCandleHistory({ venue: feed.venue, symbol, from, limit: PAGE }),
        { timeoutMs: 30_000 },
      );
      if (page.length === 0) break;
      await store.load(series, page);
      count += page.length;
      newest = page.at(-1)!.openTime;
    }
    filled.push({ venue: feed.venue, symbol, candles: count });
  }
  return filled;
}
