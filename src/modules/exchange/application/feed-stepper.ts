import { epochMs, type EpochMs } from '../../../shared/pure/time/epoch.js';
import type { Settlement } from '../../../shared/platform/bus/settlement.port.js';
import type { Streams } from '../../../shared/platform/bus/streams.port.js';
import type { Cancel, Clock } from '../../../shared/platform/clock/clock.port.js';
import { every } from '../../../shared/platform/clock/every.js';
import { RENEW_EVERY_MS } from '../../../shared/platform/leases/shard-leases.port.js';
import { TickerReceived } from '../contracts/events/ticker-received.event.js';
import type { FeedStatus } from '../contracts/queries/get-feed-status.query.js';
import type { FeedLease } from './feed-lease.js';
import type { PaperVenue } from './paper/paper-venue.js';
import { tellPhase, type ToldStep } from './paper/tell-phase.js';
import type { FeedPosition } from './ports/feed-store.port.js';
import type { MarketFeed } from './ports/market-feed.port.js';

export interface FeedStepperParts {
  readonly venue: string;
  readonly feed: MarketFeed;
  readonly paper: PaperVenue;
  readonly streams: Streams;
  readonly settlement: Settlement;
  /** Who steps. */
  readonly lease: FeedLease;
  readonly clock: Clock;
  /** Candles a second at most. */
  readonly speed: number;
  /** Told of each fill on the paper venue. */
  readonly filled: (symbol: string) => void;
  readonly failed: (error: unknown) => void;
}

const FIRST_TRY_AGAIN_MS = 250;
const LAST_TRY_AGAIN_MS = 10_000;
/** How often who stands by looks whether the feed is left to him. */
const STAND_BY_MS = 1_000;

/**
 * Steps a feed: tell one phase of a candle, wait until everything it caused is dealt with, tell the next. The position is
 * committed together with what is told, so a crash at any moment goes on with the right phase of the right candle. Of several
 * processes one steps, under a lease; no step is told twice even by one that does not know yet that it has lost it, because
 * each moves the position that it was made from.
 */
export class FeedStepper {
  private state: FeedStatus['state'] = 'waiting';
  private readonly stopping = new AbortController();
  private running: Promise<void> | null = null;
  private stopRenewing: Cancel = () => undefined;
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
    const { clock, lease, failed } = this.parts;
    this.stopRenewing = every(clock, RENEW_EVERY_MS, () => void lease.renew().catch(failed));
    this.running = this.run();
    return true;
  }

  /** Stops before the next step, and leaves the feed to whoever stands by. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.stopRenewing();
    if (this.running === null) return;
    await this.running;
    await this.parts.lease.release();
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

  /** Tells until the end, however often the database goes away meanwhile and other processes step instead. */
  private async run(): Promise<void> {
    const { clock, lease, failed } = this.parts;
    let tryAgainMs = FIRST_TRY_AGAIN_MS;
    while (!this.isStopping()) {
      const from = this.step;
      try {
        if (!(await lease.mine())) {
          await this.standBy();
          continue;
        }
        this.state = 'running';
        if (await this.tellAll()) {
          this.state = 'ended';
          return;
        }
      } catch (error) {
        if (this.isStopping()) return;
        this.state = 'waiting';
        failed(error);
        tryAgainMs = this.step > from ? FIRST_TRY_AGAIN_MS : Math.min(tryAgainMs * 2, LAST_TRY_AGAIN_MS);
        await clock.sleep(tryAgainMs, this.stopping.signal);
      }
    }
  }

  private isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  /** Another process steps: what is known here of the feed and its accounts is what that one has written. */
  private async standBy(): Promise<void> {
    const { clock, paper } = this.parts;
    this.state = 'standby';
    const from = this.step;
    await paper.readAnew();
    if (this.step !== from) this.toldAtMs = clock.monotonicMs();
    await clock.sleep(STAND_BY_MS, this.stopping.signal);
  }

  /** @returns whether the feed is through; false when it was left before, to be stopped or to another process. */
  private async tellAll(): Promise<boolean> {
    const { clock, paper, settlement, lease, speed } = this.parts;
    const { signal } = this.stopping;
    // What the last step before a crash caused may still be under way.
    await settlement.untilSettled((await paper.prepare()).step, signal);
    let dueMs = clock.monotonicMs();
    while (!signal.aborted && lease.held) {
      const told = await paper.take(tellPhase);
      if (told === null) return true;
      this.toldAtMs = clock.monotonicMs();
      this.announce(told);
      await settlement.untilSettled(this.step, signal);
      if (told.phase !== 'close') continue;
      dueMs = Math.max(dueMs + 1000 / speed, clock.monotonicMs() - 1000);
      const waitMs = dueMs - clock.monotonicMs();
      if (waitMs > 0) await clock.sleep(waitMs, signal);
    }
    return false;
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
