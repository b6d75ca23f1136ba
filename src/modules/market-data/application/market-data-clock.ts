import { Injectable } from '@nestjs/common';
import type { Bus } from '../../../shared/platform/bus/bus.port.js';
import {
  MarketClock,
  type MarketSource,
  type MarketTime,
} from '../../../shared/platform/clock/market-clock.port.js';
import type { FeedSource } from '../../exchange/contracts/queries/get-feed-status.query.js';
import { GetFeedStatus } from '../../exchange/contracts/queries/get-feed-status.query.js';
import { Tickers } from './tickers.js';

const SOURCES: Readonly<Record<FeedSource, MarketSource>> = {
  generated: 'simulated',
  recorded: 'recorded',
  live: 'live',
};

/** The market's own clock: the feed's position when this process started, then the time of the newest price. */
@Injectable()
export class MarketDataClock extends MarketClock {
  private start: MarketTime | null = null;

  constructor(private readonly tickers: Tickers) {
    super();
  }

  /** Reads where the feed stands; called once before the feed flows. */
  async open(bus: Bus): Promise<void> {
    const status = await bus.ask(new GetFeedStatus({}));
    this.start = { at: status.marketTime, source: SOURCES[status.source] };
  }

  override now(): MarketTime | null {
    const at = this.tickers.marketTime;
    return this.start === null || at === null ? this.start : { at, source: this.start.source };
  }
}
