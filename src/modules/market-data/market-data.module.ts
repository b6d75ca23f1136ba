import {
  Logger,
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Bus } from '../../shared/platform/bus/bus.port.js';
import { BusModule } from '../../shared/platform/bus/bus.module.js';
import { RecordLane } from '../../shared/platform/bus/record/record-lane.js';
import { Streams } from '../../shared/platform/bus/streams.port.js';
import { MarketClock } from '../../shared/platform/clock/market-clock.port.js';
import { Config } from '../../shared/platform/config/config.js';
import { Clock } from '../../shared/platform/clock/clock.port.js';
import { Database } from '../../shared/platform/persistence/database.js';
import { patiently } from '../../shared/platform/persistence/patiently.js';
import { NoWrites } from '../../shared/platform/persistence/no-writes.js';
import { TickerReceived } from '../exchange/contracts/events/ticker-received.event.js';
import { backfill } from './application/backfill.js';
import { CloseOverdueCandles } from './application/close-overdue-candles.handler.js';
import { CoarseCandles } from './application/coarse-candles.js';
import { GetCandlesHandler } from './application/get-candles.handler.js';
import { GetIndicatorHandler } from './application/get-indicator.handler.js';
import { MarketDataClock } from './application/market-data-clock.js';
import { CandleStore } from './application/ports/candle-store.port.js';
import { StoreReceivedCandles } from './application/store-received-candles.handler.js';
import { StoredPrices } from './application/stored-prices.js';
import { GetTickersHandler, Tickers } from './application/tickers.js';
import { MarketController } from './inbound/market.controller.js';
import { PgCandleStore } from './outbound/pg-candle-store.js';

@Module({})
class MarketDataReading {}

/** Prices and candles: one stored stream per venue, symbol and timeframe, shared by everybody. */
@Module({
  imports: [BusModule.forModule('market-data')],
  controllers: [MarketController],
  providers: [
    Tickers,
    MarketDataClock,
    { provide: MarketClock, useExisting: MarketDataClock },
    {
      provide: CandleStore,
      inject: [Database, RecordLane],
      useFactory: (database: Database, lane: RecordLane) =>
        new PgCandleStore(database.pool('api'), lane.unitOfWork('market-data', database.pool('bulk'))),
    },
    StoredPrices,
    CoarseCandles,
    StoreReceivedCandles,
    CloseOverdueCandles,
    GetCandlesHandler,
    GetIndicatorHandler,
    GetTickersHandler,
  ],
  exports: [MarketClock],
})
export class MarketDataModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** Answers what can be read from rows alone, beside a program that runs. */
  static reading(): DynamicModule {
    const candles = {
      provide: CandleStore,
      inject: [Database],
      useFactory: (database: Database) => new PgCandleStore(database.pool('api'), new NoWrites()),
    };
    return { module: MarketDataReading, providers: [candles, GetCandlesHandler] };
  }

  constructor(
    private readonly bus: Bus,
    private readonly streams: Streams,
    private readonly tickers: Tickers,
    private readonly clock: MarketDataClock,
    private readonly candles: CandleStore,
    private readonly prices: StoredPrices,
    private readonly config: Config,
    private readonly wallClock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.clock.open(this.bus);
    this.streams.subscribe(TickerReceived, ({ data }) => this.tickers.accept(data));
    const logger = new Logger('Backfill');
    const read = await patiently(
      () => backfill(this.bus, this.candles),
      this.wallClock,
      () => logger.warn('another process has candles in its hands and is silent; waiting for the database'),
    );
    for (const { venue, symbol, candles } of read) {
      logger.log(`${candles} candles of ${symbol} on ${venue} read from its history`);
    }
    await this.prices.start(this.bus, this.config.roles.includes('feed'));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.prices.stop();
  }
}
