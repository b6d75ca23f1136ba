import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { AuditSources } from '../../shared/platform/audit/invariant.js';
import { Bus } from '../../shared/platform/bus/bus.port.js';
import { BusModule } from '../../shared/platform/bus/bus.module.js';
import { Streams } from '../../shared/platform/bus/streams.port.js';
import { Database } from '../../shared/platform/persistence/database.js';
import { Meter } from '../../shared/platform/telemetry/meter.port.js';
import { ReportBreaches } from '../orders/contracts/commands/report-breaches.command.js';
import { TickerUpdated } from '../market-data/contracts/events/ticker-updated.event.js';
import { AdjustPosition } from './application/adjust-position.handler.js';
import { ChargeFunding } from './application/charge-funding.handler.js';
import { CheckPositionsHandler } from './application/check-positions.handler.js';
import { ClosePosition } from './application/close-position.js';
import { FoldFill } from './application/fold-fill.handler.js';
import { GetExposureHandler } from './application/get-exposure.handler.js';
import { GetInstancePnlHandler } from './application/get-instance-pnl.handler.js';
import { GetPnlHandler } from './application/get-pnl.handler.js';
import { GetPositionHandler, ListPositionsHandler } from './application/list-positions.handler.js';
import { Marks } from './application/marks.js';
import { PositionReads } from './application/ports/position-reads.port.js';
import { PositionStore } from './application/ports/position-store.port.js';
import { PositionViews } from './application/position-views.js';
import { POSITION_INVARIANTS } from './outbound/position-invariants.js';
import { PositionsController } from './inbound/positions.controller.js';
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
export class PositionsModule implements OnApplicationBootstrap {
  constructor(
    private readonly streams: Streams,
    private readonly marks: Marks,
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
  }
}
