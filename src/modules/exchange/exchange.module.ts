import {
  Logger,
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnModuleInit,
} from '@nestjs/common';
import type { RecordedMarket } from '../../shared/pure/market/recorded-market.js';
import { BusModule } from '../../shared/platform/bus/bus.module.js';
import { Settlement } from '../../shared/platform/bus/settlement.port.js';
import { Streams } from '../../shared/platform/bus/streams.port.js';
import { Clock } from '../../shared/platform/clock/clock.port.js';
import { Config } from '../../shared/platform/config/config.js';
import { PgShardLeases } from '../../shared/platform/leases/outbound/pg-shard-leases.js';
import { ownIdentity } from '../../shared/platform/leases/process-identity.js';
import { Database } from '../../shared/platform/persistence/database.js';
import { UnitOfWork } from '../../shared/platform/persistence/unit-of-work.port.js';
import { ReadinessBoard } from '../../shared/platform/http/readiness-board.js';
import { Meter } from '../../shared/platform/telemetry/meter.port.js';
import { StartupFailure } from '../../shared/platform/startup-failure.js';
import { GetPaperTermsHandler } from './application/get-paper-terms.handler.js';
import { KeyRing } from '../../shared/platform/vault/key-ring.js';
import { FeedLease } from './application/feed-lease.js';
import { FeedHost, PAPER_VENUE } from './application/feed-host.js';
import { FeedStepper } from './application/feed-stepper.js';
import {
  GetCandleHistoryHandler,
  GetFeedStatusHandler,
  GetOrderBookHandler,
  ListInstrumentsHandler,
  OpenFeedHandler,
} from './application/feed.handlers.js';
import {
  GetAccountFactsHandler,
  GetAccountStateHandler,
  GetInstrumentTermsHandler,
  GetPaperBookHandler,
  ListAccountsHandler,
  ListEveryAccountHandler,
  ListFundingBillsHandler,
  LookUpOrdersHandler,
  OpenPaperAccountHandler,
  PrepareInstrumentHandler,
  SetPositionModeHandler,
  SubmitOrdersHandler,
} from './application/paper.handlers.js';
import { NewPaperAccount } from './application/paper/new-paper-account.js';
import { OrderDesk } from './application/paper/order-desk.js';
import { OpenFirstAccount } from './application/open-first-account.handler.js';
import { BudgetReport } from './application/budget/budget-report.js';
import { MeteredGateway } from './application/budget/metered-gateway.js';
import type { VenueShare } from './application/paper/floor.js';
import { PaperGateway } from './application/paper/paper-gateway.js';
import { OtherFeed, PaperVenue } from './application/paper/paper-venue.js';
import { checkVault } from './application/keys/check-vault.js';
import { KeyAccounts } from './application/keys/key-accounts.js';
import { RewrapCredentialsHandler } from './application/keys/rewrap-credentials.handler.js';
import { FeedStore } from './application/ports/feed-store.port.js';
import { KeyAccountStore } from './application/ports/key-account-store.port.js';
import { MarketFeed } from './application/ports/market-feed.port.js';
import { PaperStore } from './application/ports/paper-store.port.js';
import { VenueGateway } from './application/ports/venue-gateway.port.js';
import { PAPER_LIMITS, RequestBudget, type VenueLimits } from './domain/budget/index.js';
import { ExchangeAccountsController } from './inbound/exchange-accounts.controller.js';
import { ExchangesController } from './inbound/exchanges.controller.js';
import { openFeed } from './outbound/feeds/open-feed.js';
import { RecordedFeed } from './outbound/feeds/recorded-feed.js';
import { PgFeedStore } from './outbound/pg-feed-store.js';
import { PgKeyAccountStore } from './outbound/pg-key-account-store.js';
import { PgPaperStore } from './outbound/pg-paper-store.js';

const STORES = [
  {
    provide: FeedStore,
    inject: [Database],
    useFactory: (database: Database) => new PgFeedStore(database.pool('trade')),
  },
  {
    provide: PaperStore,
    inject: [Database],
    useFactory: (database: Database) => new PgPaperStore(database.pool('trade')),
  },
];

@Module({})
class ExchangeReading {}

/** A process that does everything is as a rule the only one; any other has to reckon with a second one. */
function shareOf({ roles }: Config): VenueShare {
  if (!roles.includes('feed')) return 'guest';
  return roles.includes('api') && roles.includes('worker') ? 'alone' : 'tells';
}

/** A venue behind its budget. */
function metered(
  inner: VenueGateway,
  limits: VenueLimits,
  { clock, config, meter }: { readonly clock: Clock; readonly config: Config; readonly meter: Meter },
): VenueGateway {
  const logger = new Logger('VenueBudget');
  const budget = new RequestBudget({
    ...{ limits, processes: config.venueProcesses, startedAtMs: clock.monotonicMs() },
  });
  const warn = (line: string): void => logger.warn(line);
  const observer = new BudgetReport({ exchange: limits.venue, budget, clock, meter, warn });
  return new MeteredGateway({ inner, budget, clock, observer });
}

/** Venues: their market data, their instruments, their accounts. */
@Module({
  imports: [BusModule.forModule('exchange')],
  controllers: [ExchangesController, ExchangeAccountsController],
  providers: [
    ...STORES,
    {
      provide: FeedStore,
      inject: [Database, Config],
      useFactory: (database: Database, config: Config) =>
        new PgFeedStore(database.pool('trade'), shareOf(config) !== 'alone'),
    },
    { provide: MarketFeed, inject: [Config], useFactory: (config: Config) => openFeed(config) },
    {
      provide: PaperVenue,
      inject: [MarketFeed, FeedStore, PaperStore, UnitOfWork, FeedLease, Config],
      useFactory: (
        feed: MarketFeed,
        feeds: FeedStore,
        store: PaperStore,
        unitOfWork: UnitOfWork,
        lease: FeedLease,
        config: Config,
      ) => {
        const share = (): VenueShare => (lease.held ? shareOf(config) : 'guest');
        return new PaperVenue({ venue: PAPER_VENUE, feed, feeds, store, unitOfWork, share });
      },
    },
    {
      provide: OrderDesk,
      inject: [PaperVenue, PaperStore],
      useFactory: (venue: PaperVenue, store: PaperStore) => new OrderDesk(venue, store),
    },
    {
      provide: VenueGateway,
      inject: [PaperVenue, OrderDesk, PaperStore, Clock, Config, Meter],
      useFactory: (
        venue: PaperVenue,
        desk: OrderDesk,
        store: PaperStore,
        clock: Clock,
        config: Config,
        meter: Meter,
      ) => metered(new PaperGateway(venue, desk, store), PAPER_LIMITS, { clock, config, meter }),
    },
    {
      provide: FeedLease,
      inject: [Database, Clock],
      useFactory: async (database: Database, clock: Clock) =>
        new FeedLease(new PgShardLeases(database.pool('trade'), 'exchange', clock, await ownIdentity())),
    },
    {
      provide: FeedHost,
      inject: [MarketFeed, PaperVenue, Streams, Settlement, FeedLease, Clock, Config, Meter],
      useFactory: (
        feed: MarketFeed,
        paper: PaperVenue,
        streams: Streams,
        settlement: Settlement,
        lease: FeedLease,
        clock: Clock,
        config: Config,
        meter: Meter,
      ) => {
        const logger = new Logger('Feed');
        const failed = (error: unknown): void =>
          logger.error(
            'the feed could not go on and tries again',
            error instanceof Error ? error.stack : String(error),
          );
        const fills = meter.counter('paper_fills_total', 'Fills on the paper venue', ['symbol']);
        const filled = (symbol: string): void => {
          fills.add({ symbol });
        };
        const parts = { venue: PAPER_VENUE, feed, paper, streams, settlement, lease, clock, filled, failed };
        return new FeedHost(feed, new FeedStepper({ ...parts, speed: config.feedSpeed }), paper);
      },
    },
    {
      provide: KeyAccountStore,
      inject: [Database],
      useFactory: (database: Database) => new PgKeyAccountStore(database.pool('api')),
    },
    KeyAccounts,
    OpenFirstAccount,
    NewPaperAccount,
    RewrapCredentialsHandler,
    OpenFeedHandler,
    GetFeedStatusHandler,
    GetCandleHistoryHandler,
    GetOrderBookHandler,
    ListInstrumentsHandler,
    SubmitOrdersHandler,
    OpenPaperAccountHandler,
    PrepareInstrumentHandler,
    SetPositionModeHandler,
    GetAccountFactsHandler,
    GetAccountStateHandler,
    GetInstrumentTermsHandler,
    GetPaperBookHandler,
    GetPaperTermsHandler,
    ListAccountsHandler,
    ListEveryAccountHandler,
    ListFundingBillsHandler,
    LookUpOrdersHandler,
  ],
})
export class ExchangeModule implements OnModuleInit, BeforeApplicationShutdown {
  /** The same with a market that is handed in, whatever feed the configuration names. */
  static telling(market: RecordedMarket): DynamicModule {
    return {
      module: ExchangeModule,
      providers: [{ provide: MarketFeed, useFactory: () => new RecordedFeed(market) }],
    };
  }

  /** Answers what can be read from rows alone, beside a program that runs. */
  static reading(): DynamicModule {
    return { module: ExchangeReading, providers: [...STORES, GetPaperTermsHandler] };
  }

  constructor(
    private readonly host: FeedHost,
    private readonly config: Config,
    private readonly ring: KeyRing,
    private readonly keyAccounts: KeyAccountStore,
    paper: PaperVenue,
    board: ReadinessBoard,
    meter: Meter,
    clock: Clock,
  ) {
    const steps = meter.gauge('feed_step', 'Steps of the feed told so far', ['venue']);
    steps.collect(() => [{ labels: { venue: host.venue }, value: host.step }]);
    const age = meter.gauge('feed_age_seconds', 'Wall time since the feed told something', ['venue']);
    age.collect(() => [
      { labels: { venue: host.venue }, value: (clock.monotonicMs() - host.toldAtMs) / 1000 },
    ]);
    const books = meter.gauge('paper_books', 'Open books of the paper venue', ['venue']);
    books.collect(() => [{ labels: { venue: host.venue }, value: paper.books }]);
    // Another process that has it answers for it.
    if (!config.roles.includes('feed')) return;
    board.register({
      name: 'feed',
      check: async () => {
        const { state, source, speed } = host.status();
        return { ok: state !== 'waiting', detail: { state, source, speed } };
      },
    });
  }

  async onModuleInit(): Promise<void> {
    await checkVault(this.ring, this.keyAccounts);
    try {
      await this.host.prepare();
    } catch (error) {
      if (!(error instanceof OtherFeed)) throw error;
      throw new StartupFailure(
        'other-feed',
        `The data in ${this.config.dataDir} belongs to the feed "${error.stored}", and this start asks for "${error.asked}". ` +
          'Start with the same feed again, or give the other one its own TB_DATA_DIR (or DATABASE_URL).',
      );
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.host.stop();
  }
}
