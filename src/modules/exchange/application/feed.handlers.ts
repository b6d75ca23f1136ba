import { CommandHandler, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Candle } from '../../../shared/pure/market/candle.js';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, type Result } from '../../../shared/pure/result.js';
import { OpenFeed } from '../contracts/commands/open-feed.command.js';
import { GetCandleHistory } from '../contracts/queries/get-candle-history.query.js';
import { GetFeedStatus, type FeedStatus } from '../contracts/queries/get-feed-status.query.js';
import { GetOrderBook, type OrderBook } from '../contracts/queries/get-order-book.query.js';
import { ListInstruments, type VenueInstrument } from '../contracts/queries/list-instruments.query.js';
import { FeedHost } from './feed-host.js';

const MAX_PAGE = 5_000;

@CommandHandler(OpenFeed)
export class OpenFeedHandler implements ICommandHandler<OpenFeed> {
  constructor(private readonly host: FeedHost) {}

  async execute({ data }: OpenFeed): Promise<{ opened: boolean }> {
    return { opened: data.venue === this.host.venue && this.host.open() };
  }
}

@QueryHandler(GetFeedStatus)
export class GetFeedStatusHandler implements IQueryHandler<GetFeedStatus> {
  constructor(private readonly host: FeedHost) {}

  async execute(): Promise<FeedStatus> {
    await this.host.look();
    return { ...this.host.status(), nextOpen: await this.host.nextOpen() };
  }
}

@QueryHandler(GetCandleHistory)
export class GetCandleHistoryHandler implements IQueryHandler<GetCandleHistory> {
  constructor(private readonly host: FeedHost) {}

  async execute({ data }: GetCandleHistory): Promise<readonly Candle[]> {
    const { venue, symbol, from, limit } = data;
    await this.host.look();
    const status = this.host.status();
    if (venue !== status.venue || !status.symbols.includes(symbol)) return [];
    return this.host.feed.history(from, status.marketTime, Math.min(Math.max(1, limit), MAX_PAGE));
  }
}

@QueryHandler(ListInstruments)
export class ListInstrumentsHandler implements IQueryHandler<ListInstruments> {
  constructor(private readonly host: FeedHost) {}

  async execute({ data }: ListInstruments): Promise<readonly VenueInstrument[]> {
    const { venue, feed } = this.host;
    if (data.venue !== null && data.venue !== venue) return [];
    return feed.instruments.map((instrument) => ({
      venue,
      instrument,
      candleDecimals: feed.candleDecimals,
    }));
  }
}

/** Every feed tells candles: generated, recorded or live, nobody knows from them who waits at which price. */
@QueryHandler(GetOrderBook)
export class GetOrderBookHandler implements IQueryHandler<GetOrderBook> {
  constructor(private readonly host: FeedHost) {}

  async execute({ data: { venue, symbol } }: GetOrderBook): Promise<Result<OrderBook, Refusal>> {
    const { feed } = this.host;
    const known = venue === this.host.venue && feed.instruments.some((one) => one.symbol === symbol);
    return err(
      known
        ? refusal('no-order-book', `${symbol} on ${venue} is known by its candles alone`, {
            ...{ venue, symbol, timeframe: feed.timeframe },
          })
        : refusal('unknown-instrument', `${venue} has no ${symbol}`, { venue, symbol }),
    );
  }
}
