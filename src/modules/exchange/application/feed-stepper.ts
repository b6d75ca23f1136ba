import { epochMs, type EpochMs } from '../../../shared/pure/time/epoch.js';
import type { Settlement } from '../../../shared/platform/bus/settlement.port.js';
import type { Streams } from '../../../shared/platform/bus/streams.port.js';
import type { Clock } from '../../../shared/platform/clock/clock.port.js';
import { TickerReceived } from '../contracts/events/ticker-received.event.js';
import type { FeedStatus } from '../contracts/queries/get-feed-status.query.js';
import type { PaperVenue } from './paper/paper-venue.js';
import { tellPhase, type ToldStep } from './paper/tell-phase.js';
import { VenueMoved, type FeedPosition } from './ports/feed-store.port.js';
import type { MarketFeed } from './ports/market-feed.port.js';

export interface FeedStepperParts {
  readonly venue: string;
  readonly feed: MarketFeed;
  readonly paper: PaperVenue;
  readonly streams: Streams;
  readonly settlement: Settlement;
  readonly clock: Clock;
  /** Candles a second at most. */
  readonly speed: number;
  /** Told of each fill on the paper venue. */
  readonly filled: (symbol: string) => void;
  readonly failed: (error: unknown) => void;
}

const FIRST_TRY_AGAIN_MS = 250;
const LAST_TRY_AGAIN_MS = 10_000;

/**
 * Steps a feed: tell one phase of a candle, wait until everything it caused is dealt with, tell the next. The position is
 * committed together with what is told, so a crash at any moment goes on with the right phase of the right candle.
 */
export class FeedStepper {
  private state: FeedStatus['state'] = 'waiting';
  private readonly stopping = new AbortController();
  private running: Promise<void> | null = null;
  /** Monotonic time at which the last step was told, in milliseconds. */
  toldAtMs: number;

  constructor(private readonly parts: FeedStepperParts) {
    this.toldAtMs = parts.clock.monotonicMs();
  }

  /** Loads the committed position, or begins. @throws OtherFeed when the stored position is of another feed. */
  async prepare(): Promise<FeedPosition> {
    return this.parts.paper.prepare();
  }

  /** Lets the feed flow; asking again changes nothing. */
  open(): boolean {
    if (this.running !== null || this.stopping.signal.aborted) return false;
    this.running = this.run();
    return true;
  }

  /** Stops before the next step. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Where the feed stands, but for the price of the moment, which takes reading. */
  status(): Omit<FeedStatus, 'nextOpen'> {
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
    return this.parts.paper.position?.marketTime ?? epochMs(0);
  }

  get step(): number {
    return this.parts.paper.position?.step ?? 0;
  }

  /** Tells until the end, however often the database goes away meanwhile; only another stepper ends it early. */
  private async run(): Promise<void> {
    const { clock, failed } = this.parts;
    let tryAgainMs = FIRST_TRY_AGAIN_MS;
    while (!this.isStopping()) {
      const from = this.step;
      this.state = 'running';
      try {
        await this.tellAll();
        if (!this.isStopping()) this.state = 'ended';
        return;
      } catch (error) {
        if (this.isStopping()) return;
        this.state = 'waiting';
        failed(error);
        if (error instanceof VenueMoved) return;
        tryAgainMs = this.step > from ? FIRST_TRY_AGAIN_MS : Math.min(tryAgainMs * 2, LAST_TRY_AGAIN_MS);
        await clock.sleep(tryAgainMs, this.stopping.signal);
      }
    }
  }

  private isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  private async tellAll(): Promise<void> {
    const { clock, paper, settlement, speed } = this.parts;
    const { signal } = this.stopping;
    // What the last step before a crash caused may still be under way.
    await settlement.untilSettled((await paper.prepare()).step, signal);
    let dueMs = clock.monotonicMs();
    while (!signal.aborted) {
      const told = await paper.take(tellPhase);
      if (told === null) return;
      this.toldAtMs = clock.monotonicMs();
      this.announce(told);
      await settlement.untilSettled(this.step, signal);
      if (told.phase !== 'close') continue;
      dueMs = Math.max(dueMs + 1000 / speed, clock.monotonicMs() - 1000);
      const waitMs = dueMs - clock.monotonicMs();
      if (waitMs > 0) await clock.sleep(waitMs, signal);
    }
  }

  private announce({ phase, row, candle, happenings }: ToldStep): void {
    const { venue, feed, streams, filled } = this.parts;
    for (const { book, events } of happenings)
      for (const { kind } of events) if (kind === 'filled') filled(book.symbol);
    if (phase !== 'close') return;
    for (const { symbol } of feed.instruments)
      streams.publish(new TickerReceived({ venue, symbol, last: row.candle.close, at: candle.endAt }));
  }
}
