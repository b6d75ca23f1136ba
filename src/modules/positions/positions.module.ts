import { Logger, Module, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { AuditSources } from '../../shared/platform/audit/invariant.js';
import { Bus } from '../../shared/platform/bus/bus.port.js';
import { BusModule } from '../../shared/platform/bus/bus.module.js';
import { Streams } from '../../shared/platform/bus/streams.port.js';
import { Clock } from '../../shared/platform/clock/clock.port.js';
import { Config } from '../../shared/platform/config/config.js';
import { Database } from '../../shared/platform/persistence/database.js';
import { UnitOfWork } from '../../shared/platform/persistence/unit-of-work.port.js';
import { Meter } from '../../shared/platform/telemetry/meter.port.js';
import { ReportBreaches } from '../orders/contracts/commands/report-breaches.command.js';
import { TickerUpdated } from '../market-data/contracts/events/ticker-updated.event.js';
import { AdjustPosition } from './application/adjust-position.handler.js';
import { ChargeFunding } from './application/charge-funding.handler.js';
import { CheckPositionsHandler } from './application/check-positions.handler.js';
import { ClosePosition } from './application/close-position.js';
import { FoldFill } from './application/fold-fill.handler.js';
import { FundingBook } from './application/funding-book.js';
import { FundingWatch } from './application/funding-watch.js';
import { GetExposureHandler } from './application/get-exposure.handler.js';
import { GetInstancePnlHandler } from './application/get-instance-pnl.handler.js';
import { GetPnlHandler } from './application/get-pnl.handler.js';
import { GetPositionHandler, ListPositionsHandler } from './application/list-positions.handler.js';
import { Marks } from './application/marks.js';
import { FundingStore } from './application/ports/funding-store.port.js';
import { PositionReads } from './application/ports/position-reads.port.js';
import { PositionStore } from './application/ports/position-store.port.js';
import { PositionViews } from './application/position-views.js';
import { POSITION_INVARIANTS } from './outbound/position-invariants.js';
import { PositionsController } from './inbound/positions.controller.js';
import { PgFundingStore } from './outbound/pg-funding-store.js';
import { PgPositionReads } from './outbound/pg-position-reads.js';
import { PgPositionStore } from './outbound/pg-position-store.js';

/** What is held, what it cost and what it made: a fold over fills and funding. */
@Module({
  imports: [BusModule.forModule('positions')],
  controllers: [PositionsController],
  providers: [
    { provide: PositionStore, useClass: PgPositionStore },
    {
      provide: PositionReads,
      inject: [Database],
      useFactory: (database: Database) => new PgPositionReads(database.pool('api')),
    },
    {
      provide: FundingStore,
      inject: [Database],
      useFactory: (database: Database) => new PgFundingStore(database.pool('trade')),
    },
    FundingBook,
    {
      provide: FundingWatch,
      inject: [FundingStore, FundingBook, UnitOfWork, Bus, Clock],
      useFactory: (
        bills: FundingStore,
        book: FundingBook,
        unitOfWork: UnitOfWork,
        bus: Bus,
        clock: Clock,
      ): FundingWatch => {
        const logger = new Logger('Positions');
        const failed = (error: unknown): void =>
          logger.error('bills could not be read', error instanceof Error ? error.stack : String(error));
        return new FundingWatch({ bills, book, unitOfWork, bus, clock, failed });
      },
    },
    Marks,
    PositionViews,
    ClosePosition,
    FoldFill,
    AdjustPosition,
    ChargeFunding,
    ListPositionsHandler,
    GetPositionHandler,
    GetInstancePnlHandler,
    GetPnlHandler,
    GetExposureHandler,
    CheckPositionsHandler,
  ],
})
export class PositionsModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly streams: Streams,
    private readonly marks: Marks,
    private readonly funding: FundingWatch,
    private readonly config: Config,
    positions: PositionReads,
    audits: AuditSources,
    bus: Bus,
    meter: Meter,
  ) {
    audits.register({
      ...{ module: 'positions', invariants: POSITION_INVARIANTS },
      found: (breaches) => bus.ask(new ReportBreaches({ module: 'positions', breaches })),
    });
    const active = meter.gauge('active_positions', 'Open positions of all users');
    active.collect(async () => [{ labels: {}, value: await positions.countOpen() }]);
  }

  onApplicationBootstrap(): void {
    this.streams.subscribe(TickerUpdated, ({ data }) => this.marks.accept(data));
    if (this.config.roles.includes('worker')) this.funding.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.funding.stop();
  }
}
