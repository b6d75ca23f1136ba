import type { EpochMs } from '../../../shared/pure/time/epoch.js';
import type { FeedStatus } from '../contracts/queries/get-feed-status.query.js';
import type { FeedStepper } from './feed-stepper.js';
import type { PaperVenue } from './paper/paper-venue.js';
import type { MarketFeed } from './ports/market-feed.port.js';

/** The paper venue's id. */
export const PAPER_VENUE = 'paper';

/** The one feed of this installation, as the handlers see it. */
export class FeedHost {
  readonly venue = PAPER_VENUE;

  constructor(
    readonly feed: MarketFeed,
    private readonly stepper: FeedStepper,
    private readonly paper: PaperVenue,
  ) {}

  /** Reads the committed position. @throws OtherFeed when the stored data is of another feed. */
  async prepare(): Promise<void> {
    await this.stepper.prepare();
  }

  /** Reads where the feed stands, where another process steps it. */
  look(): Promise<void> {
    return this.paper.look();
  }

  open(): boolean {
    return this.stepper.open();
  }

  async stop(): Promise<void> {
    await this.stepper.stop();
  }

  status(): Omit<FeedStatus, 'nextOpen'> {
    return this.stepper.status();
  }

  /** Open price of the next candle: what the market is worth before it is told. */
  async nextOpen(): Promise<string | null> {
    const { position } = this.paper;
    return position === null ? null : ((await this.feed.read(position.cursor))?.candle.open ?? null);
  }

  /** Number of the last step told. */
  get step(): number {
    return this.stepper.step;
  }

  /** Monotonic time of the last step, in milliseconds. */
  get toldAtMs(): number {
    return this.stepper.toldAtMs;
  }

  get marketTime(): EpochMs {
    return this.stepper.marketTime;
  }
}
