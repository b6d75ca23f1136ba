import { TIMEFRAME_MS } from '../../../../shared/pure/time/timeframe.js';
import { Overloaded } from '../../../../shared/platform/persistence/overload.js';
import { VenueMoved, type FeedPosition } from '../ports/feed-store.port.js';
import type { StoredVenue, Whose } from '../ports/paper-store.port.js';
import { Accounts } from './accounts.js';
import { catchUp, idleSince } from './catch-up.js';
import { Floor, type FloorParts } from './floor.js';
import { PaperAccount } from './paper-account.js';
import type { ToldCandle } from './told-candle.js';
import { Turns } from './turns.js';

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

/** More than a market that moves at full speed can cost. */
const MOST_TRIES = 20;

/**
 * The paper venue as this process has it. Its books are working copies; one piece of work changes them at a time and ends
 * with what it changed committed. Work that throws leaves them in an unknown state, so the next one reads everything anew: the
 * rows are the truth. Whatever is written says what it was made from, so work that another process came before writes nothing, and is
 * done again. Where other processes are expected, work begins with a look whether they have changed anything.
 */
export class PaperVenue {
  private readonly turns = new Turns();
  private floor: Floor | null = null;
  private known: FeedPosition | null = null;

  constructor(private readonly parts: FloorParts) {}

  /**
   * Runs `work` when everything asked for before is done. A guest has nothing to wait for and reads the accounts of `whose`
   * for it, all unless told otherwise. @throws OtherFeed when the stored data is of another feed.
   */
  take<Answer>(work: (floor: Floor) => Promise<Answer>, whose?: Whose): Promise<Answer> {
    // In turns also as a guest: work at once would come before each other, and each of those who then wait to be alone would hold
    // a connection that the one who is alone needs.
    return this.turns.take(() => this.again((tries) => this.work(work, whose, tries > 1)));
  }

  /**
   * Asks `question`, which changes nothing, of what is committed: behind everything asked for before, or, as a guest, of the
   * accounts of `whose` as their rows are. However many a guest asks at once, none waits for another.
   */
  answer<Answer>(question: (floor: Floor) => Promise<Answer>, whose?: Whose): Promise<Answer> {
    return this.parts.share() === 'guest' ? this.visit(question, whose, false) : this.take(question);
  }

  /** Reads where the feed stands, where another process steps it. */
  async look(): Promise<void> {
    const { feeds, venue, share } = this.parts;
    if (share() === 'guest') this.learn(await feeds.load(venue));
  }

  /** Forgets the working copies, and reads where the feed stands: another process may have stepped it and changed accounts. */
  readAnew(): Promise<void> {
    return this.turns.take(async () => {
      this.floor = null;
      this.known = (await this.parts.feeds.load(this.parts.venue)) ?? this.known;
    });
  }

  /** Answers to several questions may come in another order than they were asked in; the feed never goes back. */
  private learn(position: FeedPosition | null): void {
    if (position !== null && position.step >= (this.known?.step ?? 0)) this.known = position;
  }

  /**
   * Work that another process came before is undone wholly, so it is done again; likewise what a server that was killed has lost, whose
   * commits did not await the disk.
   */
  private async again<Answer>(work: (tries: number) => Promise<Answer>): Promise<Answer> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await work(tries);
      } catch (error) {
        if (!(error instanceof VenueMoved)) throw error;
        if (tries === MOST_TRIES) throw new Overloaded('others came before each try', { cause: error });
      }
    }
  }

  private work<Answer>(
    work: (floor: Floor) => Promise<Answer>,
    whose: Whose | undefined,
    overtaken: boolean,
  ): Promise<Answer> {
    switch (this.parts.share()) {
      case 'alone':
        return this.once(work);
      case 'tells':
        return this.step(work, overtaken);
      case 'guest':
        this.floor = null;
        return this.visit(work, whose, overtaken);
    }
  }

  /** Working copies for this piece of work only. Who has lost against the market once has the venue for himself then. */
  private async visit<Answer>(
    work: (floor: Floor) => Promise<Answer>,
    whose: Whose | undefined,
    alone: boolean,
  ): Promise<Answer> {
    const { feeds, venue } = this.parts;
    const visit = async (): Promise<Answer> => {
      const floor = await this.load(whose);
      this.learn(floor.position);
      return work(floor);
    };
    return alone ? feeds.alone(venue, visit) : visit();
  }

  /** A guest after the other must not keep the market from moving: who was overtaken once has the venue for himself. */
  private step<Answer>(work: (floor: Floor) => Promise<Answer>, alone: boolean): Promise<Answer> {
    const { feeds, venue } = this.parts;
    return alone ? feeds.alone(venue, () => this.noticed(work)) : this.noticed(work);
  }

  /** Forgets the working copies first when another process has changed what they are copies of. */
  private async noticed<Answer>(work: (floor: Floor) => Promise<Answer>): Promise<Answer> {
    if (this.floor !== null) {
      const stands = await this.parts.feeds.load(this.parts.venue);
      const { step, changes } = this.floor.position;
      if (stands?.step !== step || stands.changes !== changes) this.floor = null;
    }
    return this.once(work);
  }

  private async once<Answer>(work: (floor: Floor) => Promise<Answer>): Promise<Answer> {
    const floor = (this.floor ??= await this.load());
    try {
      return await work(floor);
    } catch (error) {
      this.floor = null;
      throw error;
    } finally {
      this.known = floor.position;
    }
  }

  /** Reads everything; answers where the feed stands. */
  prepare(): Promise<FeedPosition> {
    return this.take(async (floor) => floor.position, { accountIds: [] });
  }

  /** Where the feed stood after the last piece of work; null before the first. */
  get position(): FeedPosition | null {
    return this.known;
  }

  /** Books open now; 0 while nothing is read. */
  get books(): number {
    return this.floor?.accounts.all.reduce((sum, { books }) => sum + books.length, 0) ?? 0;
  }

  private async load(whose?: Whose): Promise<Floor> {
    const { feed } = this.parts;
    const { position, accounts } = await this.read(whose);
    if (position.identity !== feed.identity) throw new OtherFeed(position.identity, feed.identity);
    const floor = new Floor(
      this.parts,
      position,
      new Accounts(accounts.map((stored) => PaperAccount.thaw(stored))),
    );
    await this.bringBack(floor, (await floor.next())?.candle ?? null);
    return floor;
  }

  private async read(whose?: Whose): Promise<StoredVenue & { readonly position: FeedPosition }> {
    const { venue, store } = this.parts;
    const { position, accounts } = await store.load(venue, whose);
    return { accounts, position: position ?? (await this.begin()) };
  }

  private async begin(): Promise<FeedPosition> {
    const { venue, feed, feeds, unitOfWork } = this.parts;
    const cursor = await feed.begin();
    const first = await feed.read(cursor);
    if (first === null) throw new RangeError(`the feed "${feed.identity}" has no candle to tell`);
    const position: FeedPosition = {
      ...{ venue, identity: feed.identity, cursor, phase: 'close', step: 0, changes: 0 },
      marketTime: first.candle.openTime,
    };
    await unitOfWork.run((tx) => feeds.create(tx, position));
    return position;
  }

  /** Accounts are written when something happens to them; the candles since then are made up for. */
  private async bringBack({ accounts, position }: Floor, current: ToldCandle | null): Promise<void> {
    const { feed } = this.parts;
    const lengthMs = TIMEFRAME_MS[feed.timeframe];
    const idlers = accounts.all
      .filter(({ books }) => books.length > 0)
      .map((account) => {
        const books = account.books.map(({ book }) => book);
        const from = idleSince(books, lengthMs);
        account.idleCandles = Math.round((position.marketTime - from) / lengthMs);
        return { books, from };
      });
    await catchUp(idlers, feed, position, current);
  }
}
