import { Injectable } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { epochMs, type EpochMs } from '../../../shared/pure/time/epoch.js';
import { TickerUpdated, type TickerUpdatedData } from '../contracts/events/ticker-updated.event.js';
import { GetTickers, type Ticker } from '../contracts/queries/get-tickers.query.js';
import { Streams } from '../../../shared/platform/bus/streams.port.js';
import type { TickerReceivedData } from '../../exchange/contracts/events/ticker-received.event.js';

/** The newest price of each instrument, and with it the market's clock. */
@Injectable()
export class Tickers {
  private readonly latest = new Map<string, TickerUpdatedData>();
  private newest: EpochMs | null = null;

  constructor(private readonly streams: Streams) {}

  /** Takes a price unless it is older than the one that is known. */
  accept(ticker: TickerReceivedData): void {
    const key = keyOf(ticker.venue, ticker.symbol);
    const known = this.latest.get(key);
    if (known !== undefined && known.at > ticker.at) return;
    this.latest.set(key, ticker);
    this.newest = epochMs(Math.max(this.newest ?? 0, ticker.at));
    this.streams.publish(new TickerUpdated(ticker));
  }

  /** Time of the newest price of any instrument; null before the first. */
  get marketTime(): EpochMs | null {
    return this.newest;
  }

  get(venue: string, symbol: string): Ticker | null {
    const ticker = this.latest.get(keyOf(venue, symbol));
    return ticker === undefined ? null : { ...ticker, ageMs: (this.newest ?? ticker.at) - ticker.at };
  }
}

@QueryHandler(GetTickers)
export class GetTickersHandler implements IQueryHandler<GetTickers> {
  constructor(private readonly tickers: Tickers) {}

  async execute({ data }: GetTickers): Promise<readonly Ticker[]> {
    return data.symbols.flatMap((symbol) => this.tickers.get(data.venue, symbol) ?? []);
  }
}

const keyOf = (venue: string, symbol: string): string => `${venue} ${symbol}`;
