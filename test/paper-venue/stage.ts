import type { Candle } from '../../src/shared/pure/market/candle.js';
import type { Instrument } from '../../src/shared/pure/market/instrument.js';
import { epochMs, type EpochMs } from '../../src/shared/pure/time/epoch.js';
import { RecordLane } from '../../src/shared/platform/bus/record/record-lane.js';
import { SystemClock } from '../../src/shared/platform/clock/system-clock.js';
import { SystemIds } from '../../src/shared/platform/clock/system-ids.js';
import { SystemRandomness } from '../../src/shared/platform/clock/system-randomness.js';
import { Database } from '../../src/shared/platform/persistence/database.js';
import { UnitOfWork, type Tx } from '../../src/shared/platform/persistence/unit-of-work.port.js';
import { MemoryWakeups } from '../../src/shared/platform/queue/memory-wakeups.js';
import {
  CandlesReceived,
  type CandlesReceivedData,
} from '../../src/modules/exchange/contracts/events/candles-received.event.js';
import {
  TimePassed,
  type TimePassedData,
} from '../../src/modules/exchange/contracts/events/time-passed.event.js';
import {
  ExecutionsReported,
  type ExecutionsReportedData,
} from '../../src/modules/exchange/contracts/events/executions-reported.event.js';
import { openPaperAccount } from '../../src/modules/exchange/application/paper/open-paper-account.js';
import { OrderDesk } from '../../src/modules/exchange/application/paper/order-desk.js';
import { USUAL_CONDITIONS } from '../../src/modules/exchange/domain/index.js';
import type { VenueShare } from '../../src/modules/exchange/application/paper/floor.js';
import { PaperVenue } from '../../src/modules/exchange/application/paper/paper-venue.js';
import { prepareInstrument } from '../../src/modules/exchange/application/paper/prepare-instrument.js';
import {
  MarketFeed,
  type FeedCursor,
  type FeedRow,
} from '../../src/modules/exchange/application/ports/market-feed.port.js';
import { testInstrument } from '../../src/modules/exchange/domain/instruments.js';
import { freeze, type BookState } from '../../src/modules/exchange/domain/index.js';
import { PgFeedStore } from '../../src/modules/exchange/outbound/pg-feed-store.js';
import { PgPaperStore } from '../../src/modules/exchange/outbound/pg-paper-store.js';

export const PERPETUAL = 'BTC/USDT:USDT';
export const SPOT = 'BTC/USDT';
/** Ten minutes before a funding time. */
export const START = Date.parse('2023-12-31T23:50:00Z');

/** Open, high, low, close. */
export type Ohlc = readonly [string, string, string, string];

export const candlesOf = (rows: readonly Ohlc[]): readonly Candle[] =>
  rows.map(([open, high, low, close], index) => ({
    openTime: epochMs(START + index * 60_000),
    ...{ open, high, low, close, volume: '1' },
  }));

/** A list of candles as a feed. */
export class ListFeed extends MarketFeed {
  override readonly conditions = USUAL_CONDITIONS;
  override readonly source = 'recorded';
  override readonly identity = 'a list';
  override readonly timeframe = '1m';
  override readonly candleDecimals = 2;
  override readonly instruments: readonly Instrument[] = [testInstrument(SPOT)!, testInstrument(PERPETUAL)!];

  constructor(private readonly candles: readonly Candle[]) {
    super();
  }

  override async begin(): Promise<FeedCursor> {
    return { row: 0, memory: {} };
  }

  override async read({ row }: FeedCursor): Promise<FeedRow | null> {
    const candle = this.candles[row];
    return candle === undefined ? null : { candle, next: { row: row + 1, memory: {} } };
  }

  override async history(from: EpochMs | null, before: EpochMs, limit: number): Promise<readonly Candle[]> {
    return this.candles
      .filter(({ openTime }) => openTime >= (from ?? 0) && openTime < before)
      .slice(0, limit);
  }
}

/** Counts commits, and dies before or after one when it is told to. */
export class WatchedUnitOfWork extends UnitOfWork {
  commits = 0;
  before: (commit: number) => void = () => undefined;
  after: (commit: number) => void = () => undefined;

  constructor(private readonly inner: UnitOfWork) {
    super();
  }

  override async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    this.before(this.commits);
    const value = await this.inner.run(work);
    this.commits += 1;
    this.after(this.commits);
    return value;
  }
}

export type ToldRecord =
  | { readonly type: 'candles'; readonly step: number; readonly data: CandlesReceivedData }
  | { readonly type: 'passed'; readonly step: number; readonly data: TimePassedData }
  | { readonly type: 'executions'; readonly step: number; readonly data: ExecutionsReportedData };

/** One start of the paper venue on a database, as the exchange module wires it. */
export class Stage {
  readonly database: Database;
  readonly unitOfWork: WatchedUnitOfWork;
  readonly feeds: PgFeedStore;
  readonly store: PgPaperStore;
  readonly venue: PaperVenue;
  readonly desk: OrderDesk;
  readonly clock = new SystemClock();

  constructor(
    url: string,
    readonly feed: MarketFeed,
    public share: VenueShare = 'alone',
  ) {
    this.database = new Database(url);
    const pool = this.database.pool('trade');
    const ids = new SystemIds(this.clock, new SystemRandomness());
    const lane = new RecordLane({
      ...{ relayPool: pool, tradePool: pool, wakeups: new MemoryWakeups(), ids, clock: this.clock },
      observer: {
        sent: () => undefined,
        handled: () => undefined,
        failure: () => undefined,
        stalled: () => undefined,
      },
    });
    this.unitOfWork = new WatchedUnitOfWork(lane.unitOfWork('exchange'));
    this.store = new PgPaperStore(pool);
    this.feeds = new PgFeedStore(pool, share !== 'alone');
    const { feeds, store, unitOfWork } = this;
    this.venue = new PaperVenue({ venue: 'paper', feed, feeds, store, unitOfWork, share: () => this.share });
    this.desk = new OrderDesk(this.venue, this.store);
  }

  async rows(statement: string, values: readonly unknown[] = []): Promise<readonly object[]> {
    return (await this.database.pool('trade').query<object>(statement, [...values])).rows;
  }

  openAccount(accountId: string, cash = '10000', userId = `user of ${accountId}`): Promise<object> {
    const data = { accountId, userId, label: accountId, currency: 'USDT', cash };
    return this.venue.take((floor) => openPaperAccount(floor, data, epochMs(START)));
  }

  prepare(accountId: string, symbol: string, leverage = 1, marginMode: 'cross' | 'isolated' = 'isolated') {
    const data = { accountId, userId: `user of ${accountId}`, symbol, leverage, marginMode };
    return this.venue.take((floor) => prepareInstrument(floor, data));
  }

  /** What was told since (not including) a step, in the order in which it was recorded. */
  async told(after: number, upTo = Number.MAX_SAFE_INTEGER): Promise<readonly ToldRecord[]> {
    const { rows } = await this.database
      .pool('trade')
      .query<{ type: string; step: string; data: object }>(
        `SELECT type, step, data FROM exchange.outbox WHERE step > $1 AND step <= $2 ORDER BY position`,
        [after, upTo],
      );
    return rows.map(({ type, step, data }): ToldRecord => {
      if (type === CandlesReceived.type)
        return { type: 'candles', step: Number(step), data: data as CandlesReceivedData };
      if (type === TimePassed.type)
        return { type: 'passed', step: Number(step), data: data as TimePassedData };
      expect(type).toBe(ExecutionsReported.type);
      return { type: 'executions', step: Number(step), data: data as ExecutionsReportedData };
    });
  }

  /** Every book and the cash of every account, as they are in memory. */
  books(): Promise<Record<string, { cash: string; books: readonly BookState[] }>> {
    return this.venue.take(async ({ accounts }) =>
      Object.fromEntries(
        accounts.all.map(({ id, cash, books }) => [
          id,
          { cash: cash.toString(), books: books.map(({ book }) => freeze(book)) },
        ]),
      ),
    );
  }

  async close(): Promise<void> {
    await this.database.close();
  }
}
