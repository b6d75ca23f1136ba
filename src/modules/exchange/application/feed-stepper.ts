import type { EpochMs } from '../../../shared/pure/time/epoch.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { TIMEFRAME_MS } from '../../../shared/pure/time/timeframe.js';
import type { Settlement } from '../../../shared/platform/bus/settlement.port.js';
import type { Streams } from '../../../shared/platform/bus/streams.port.js';
import type { Clock } from '../../../shared/platform/clock/clock.port.js';
import type { UnitOfWork } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { runInScope } from '../../../shared/platform/telemetry/scope.js';
import { CandlesReceived } from '../contracts/events/candles-received.event.js';
import { TickerReceived } from '../contracts/events/ticker-received.event.js';
import type { FeedStatus } from '../contracts/queries/get-feed-status.query.js';
import type { FeedPosition, FeedStore } from './ports/feed-store.port.js';
import type { FeedRow, MarketFeed } from './ports/market-feed.port.js';

export interface FeedStepperParts {
  readonly venue: string;
  readonly feed: MarketFeed;
  readonly store: FeedStore;
  readonly unitOfWork: UnitOfWork;
  readonly streams: Streams;
  readonly settlement: Settlement;
  readonly clock: Clock;
  /** Candles a second at most. */
  readonly speed: number;
  readonly failed: (error: unknown) => void;
}

/** The directory belongs to another feed: its bots and books would read one market as the continuation of another. */
export class OtherFeed extends Error {
  override readonly name = 'OtherFeed';

  constructor(
    readonly stored: string,
    readonly asked: string,
  ) {
    super(`this data belongs to the feed "${stored}", not to "${asked}"`);
  }
}

/**
 * Steps a feed: tell one candle, wait until everything it caused is dealt with, tell the next. The position is committed
 * together with the message, so a crash at any moment goes on with the right candle.
 */
export class FeedStepper {
  private position: FeedPosition | null = null;
  private state: FeedStatus['state'] = 'waiting';
  private readonly stopping = new AbortController();
  private running: Promise<void> | null = null;
  /** Monotonic time at which the last candle was told, in milliseconds. */
  toldAtMs: number;

  constructor(private readonly parts: FeedStepperParts) {
    this.toldAtMs = parts.clock.monotonicMs();
  }

  /** Loads the committed position, or begins. @throws OtherFeed when the stored position is of another feed. */
  async prepare(): Promise<FeedPosition> {
    const { venue, feed, store, unitOfWork } = this.parts;
    const stored = await store.load(venue);
    if (stored !== null && stored.identity !== feed.identity)
      throw new OtherFeed(stored.identity, feed.identity);
    if (stored !== null) return (this.position = stored);
    const cursor = await feed.begin();
    const first = await feed.read(cursor);
    if (first === null) throw new RangeError(`the feed "${feed.identity}" has no candle to tell`);
    const begun: FeedPosition = {
      venue,
      identity: feed.identity,
      cursor,
      step: 0,
      marketTime: first.candle.openTime,
    };
    await unitOfWork.run((tx) => store.create(tx, begun));
    return (this.position = begun);
  }

  /** Lets the feed flow; asking again changes nothing. */
  open(): boolean {
    if (this.running !== null || this.stopping.signal.aborted) return false;
    this.state = 'running';
    this.running = this.run();
    return true;
  }

  /** Stops before the next candle. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  status(): FeedStatus {
    const { venue, feed, speed } = this.parts;
    return {
      venue,
      source: feed.source,
      symbols: feed.instruments.map(({ symbol }) => symbol),
      timeframe: feed.timeframe,
      marketTime: this.marketTime,
      state: this.state,
      speed,
    };
  }

  get marketTime(): EpochMs {
    return this.position?.marketTime ?? epochMs(0);
  }

  private async run(): Promise<void> {
    const { clock, settlement, speed } = this.parts;
    const { signal } = this.stopping;
    try {
      // What the last step before a crash caused may still be under way.
      await settlement.untilSettled(this.position!.step, signal);
      let dueMs = clock.monotonicMs();
      while (!signal.aborted && (await this.tell())) {
        await settlement.untilSettled(this.position!.step, signal);
        dueMs = Math.max(dueMs + 1000 / speed, clock.monotonicMs() - 1000);
        const waitMs = dueMs - clock.monotonicMs();
        if (waitMs > 0) await clock.sleep(waitMs, signal);
      }
      if (!signal.aborted) this.state = 'ended';
    } catch (error) {
      if (signal.aborted) return;
      this.state = 'waiting';
      this.parts.failed(error);
    }
  }

  get step(): number {
    return this.position?.step ?? 0;
  }

  /** Tells one candle; answers false when the feed is through. */
  private async tell(): Promise<boolean> {
    const { feed, store, unitOfWork } = this.parts;
    const before = this.position!;
    const row = await feed.read(before.cursor);
    if (row === null) return false;
    const after: FeedPosition = {
      ...before,
      cursor: row.next,
      step: before.step + 1,
      marketTime: epochMs(row.candle.openTime + TIMEFRAME_MS[feed.timeframe]),
    };
    await runInScope({ step: after.step }, () =>
      unitOfWork.run(async (tx) => {
        if (!(await store.advance(tx, after))) throw new Error('another process has stepped this feed');
        tx.record(this.candlesReceived(row));
      }),
    );
    this.position = after;
    this.toldAtMs = this.parts.clock.monotonicMs();
    this.publishTickers(row, after.marketTime);
    return true;
  }

  private candlesReceived(row: FeedRow): CandlesReceived {
    const { venue, feed } = this.parts;
    const candles = feed.instruments.map(({ symbol }) => ({ symbol, candle: row.candle }));
    return new CandlesReceived({ venue, timeframe: feed.timeframe, candles });
  }

  private publishTickers(row: FeedRow, at: EpochMs): void {
    const { venue, feed, streams } = this.parts;
    for (const { symbol } of feed.instruments) {
      streams.publish(new TickerReceived({ venue, symbol, last: row.candle.close, at }));
    }
  }
}
