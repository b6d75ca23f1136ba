import { TIMEFRAME_MS } from '../../../../shared/pure/time/timeframe.js';
import type { Tx, UnitOfWork } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import { runInScope } from '../../../../shared/platform/telemetry/scope.js';
import { VenueMoved, type FeedPosition, type FeedStore } from '../ports/feed-store.port.js';
import type { FeedRow, MarketFeed } from '../ports/market-feed.port.js';
import type { ClientOrder, EndedOrder, PaperStore, StoredAccount } from '../ports/paper-store.port.js';
import type { Accounts } from './accounts.js';
import { PaperAccount } from './paper-account.js';
import { ToldCandle } from './told-candle.js';

export interface FloorParts {
  readonly venue: string;
  readonly feed: MarketFeed;
  readonly feeds: FeedStore;
  readonly store: PaperStore;
  readonly unitOfWork: UnitOfWork;
  /** How this process has the venue just now. */
  readonly share: () => VenueShare;
}

/**
 * `alone`: this process steps the feed and expects no other one to do anything here, though one may. `tells`: it steps the feed, and
 * others change accounts meanwhile. `guest`: another one steps the feed.
 */
export type VenueShare = 'alone' | 'tells' | 'guest';

/** What one transaction of the venue writes. */
export interface Change {
  /** Where the feed goes with it; null when it stays. */
  readonly to: FeedPosition | null;
  readonly accounts: readonly PaperAccount[];
  readonly placed?: readonly ClientOrder[];
  readonly ended?: readonly EndedOrder[];
  readonly record?: (tx: Tx) => void;
}

/** The whole venue is rows of this database: what a crash of the server loses is told again, the same. */
const TOLD = { awaitDisk: false } as const;

/** The row that the feed stands at, and its candle. */
export interface Ahead {
  readonly row: FeedRow;
  readonly candle: ToldCandle;
}

/** The paper venue as this process knows it: where the feed stands, and every account. Valid for one turn. */
export class Floor {
  private ahead: (Ahead & { readonly at: FeedPosition['cursor'] }) | null = null;

  constructor(
    readonly parts: FloorParts,
    private place: FeedPosition,
    readonly accounts: Accounts,
  ) {}

  get position(): FeedPosition {
    return this.place;
  }

  /** The row at the cursor; null when the feed is through. */
  async next(): Promise<Ahead | null> {
    const { cursor } = this.place;
    if (this.ahead?.at === cursor) return this.ahead;
    const { feed } = this.parts;
    const row = await feed.read(cursor);
    if (row === null) return null;
    this.ahead = { at: cursor, row, candle: new ToldCandle(row.candle, TIMEFRAME_MS[feed.timeframe]) };
    return this.ahead;
  }

  /** Adds an account; false when there is one of its id. @throws VenueMoved when another process has moved the venue. */
  async open(stored: StoredAccount): Promise<boolean> {
    const { unitOfWork, store } = this.parts;
    const opened = await unitOfWork.run(async (tx) => {
      if (!(await this.touch(tx))) throw new VenueMoved('another process has moved this venue');
      return store.create(tx, stored);
    });
    this.counted();
    if (opened) this.accounts.add(PaperAccount.thaw(stored));
    return opened;
  }

  /**
   * Writes a change as one transaction and goes on from what was written. Everything recorded in it belongs to the step of
   * the feed, so that the market waits for what it causes.
   * @throws VenueMoved when another process has moved the venue.
   */
  async commit({ to, accounts, placed = [], ended = [], record }: Change): Promise<void> {
    const { unitOfWork, feeds, store } = this.parts;
    const written = accounts.map((account) => account.freeze());
    const step = (to ?? this.place).step;
    await runInScope({ step }, () =>
      unitOfWork.run(async (tx) => {
        const holds = to === null ? await this.touch(tx) : await feeds.advance(tx, to);
        if (!holds) throw new VenueMoved('another process has stepped this feed or changed an account');
        if (!(await store.save(tx, { accounts: written, placed, ended })))
          throw new VenueMoved('another process has changed an account of this venue');
        record?.(tx);
      }, TOLD),
    );
    if (to !== null) this.place = to;
    else this.counted();
    accounts.forEach((account, index) => {
      account.renew(written[index]!);
    });
  }

  /** Whether the venue is where it is known to be; others learn that something on it changes. */
  private touch(tx: Tx): Promise<boolean> {
    return this.parts.feeds.touch(tx, this.place);
  }

  private counted(): void {
    this.place = { ...this.place, changes: this.place.changes + 1 };
  }
}
