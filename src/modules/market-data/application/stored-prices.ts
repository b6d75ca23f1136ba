import { Injectable, Logger } from '@nestjs/common';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { TIMEFRAME_MS } from '../../../shared/pure/time/timeframe.js';
import type { Bus } from '../../../shared/platform/bus/bus.port.js';
import { Loop } from '../../../shared/platform/bus/record/loop.js';
import { Clock, type Cancel } from '../../../shared/platform/clock/clock.port.js';
import { every } from '../../../shared/platform/clock/every.js';
import { GetFeedStatus } from '../../exchange/contracts/queries/get-feed-status.query.js';
import { CandleStore, type Series } from './ports/candle-store.port.js';
import { Tickers } from './tickers.js';

const LOOK_MS = 1_000;

/**
 * The newest prices in a process that is not told them, because another one has the feed or steps it for now: the closes of the
 * newest stored candles, looked at once a second. They move market time too.
 */
@Injectable()
export class StoredPrices {
  private series: readonly Series[] = [];
  private cancel: Cancel = () => undefined;
  private isTold: () => Promise<boolean> = async () => false;
  private readonly loop: Loop;

  constructor(
    private readonly candles: CandleStore,
    private readonly tickers: Tickers,
    private readonly clock: Clock,
  ) {
    const logger = new Logger('StoredPrices');
    const failed = (error: unknown): void =>
      logger.warn({ message: 'the newest prices could not be read', reason: error });
    this.loop = new Loop(() => this.look(), failed, clock);
  }

  /** @param mayStep whether the feed is stepped here when no other process steps it: prices are told then. */
  async start(bus: Bus, mayStep: boolean): Promise<void> {
    this.isTold = async () => mayStep && (await bus.ask(new GetFeedStatus({}))).state !== 'standby';
    const { venue, symbols, timeframe } = await bus.ask(new GetFeedStatus({}));
    this.series = symbols.map((symbol) => ({ venue, symbol, timeframe }));
    await this.look();
    this.cancel = every(this.clock, LOOK_MS, () => this.loop.nudge());
  }

  async stop(): Promise<void> {
    this.cancel();
    await this.loop.stop();
  }

  private async look(): Promise<boolean> {
    if (await this.isTold()) return false;
    for (const series of this.series) {
      const range = { from: null, before: null, limit: 1, keep: 'newest' } as const;
      const [newest] = await this.candles.read(series, range);
      if (newest === undefined) continue;
      const at = epochMs(newest.openTime + TIMEFRAME_MS[series.timeframe]);
      this.tickers.accept({ venue: series.venue, symbol: series.symbol, last: newest.close, at });
    }
    return false;
  }
}
