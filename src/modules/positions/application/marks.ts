import { Injectable } from '@nestjs/common';
import { Bus } from '../../../shared/platform/bus/bus.port.js';
import { epochMs, type EpochMs } from '../../../shared/pure/time/epoch.js';
import { TIMEFRAME_MS } from '../../../shared/pure/time/timeframe.js';
import { GetCandleHistory } from '../../exchange/contracts/queries/get-candle-history.query.js';
import { GetFeedStatus } from '../../exchange/contracts/queries/get-feed-status.query.js';

interface Instrument {
  readonly venue: string;
  readonly symbol: string;
}

interface Mark extends Instrument {
  /** Plain decimal in the quote currency. */
  readonly last: string;
  readonly at: EpochMs;
}

/**
 * The last price of each instrument, at which positions are marked. Prices come by the stream; one that has not come yet, as
 * after a restart on a market that stands still, is the close of the last candle that the feed has told. Asking then costs
 * nothing while prices flow, where storing every close would cost a row for each.
 */
@Injectable()
export class Marks {
  private readonly latest = new Map<string, Mark>();

  constructor(private readonly bus: Bus) {}

  /** Takes a price unless a newer one is known. */
  accept(mark: Mark): void {
    const known = this.latest.get(keyOf(mark));
    if (known === undefined || known.at <= mark.at) this.latest.set(keyOf(mark), mark);
  }

  /** Mark prices of these instruments, as a function; it answers null where none is known. */
  async of(instruments: readonly Instrument[]): Promise<(instrument: Instrument) => string | null> {
    const missing = new Map(
      instruments.filter((one) => !this.latest.has(keyOf(one))).map((one) => [keyOf(one), one]),
    );
    if (missing.size > 0) await this.ask([...missing.values()]);
    return (instrument) => this.latest.get(keyOf(instrument))?.last ?? null;
  }

  private async ask(instruments: readonly Instrument[]): Promise<void> {
    const feed = await this.bus.ask(new GetFeedStatus({}));
    const from = epochMs(feed.marketTime - TIMEFRAME_MS[feed.timeframe]);
    for (const { venue, symbol } of instruments.filter((one) => one.venue === feed.venue)) {
      const [candle] = await this.bus.ask(new GetCandleHistory({ venue, symbol, from, limit: 1 }));
      if (candle !== undefined) this.accept({ venue, symbol, last: candle.close, at: feed.marketTime });
    }
  }
}

const keyOf = ({ venue, symbol }: Instrument): string => `${venue} ${symbol}`;
