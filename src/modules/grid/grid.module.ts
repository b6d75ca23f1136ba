import { Module, type DynamicModule } from '@nestjs/common';
import { Database } from '../../shared/platform/persistence/database.js';
import { BusModule } from '../../shared/platform/bus/bus.module.js';
import {
  INSTANCES_OF_SHELL,
  provideInstances,
  provideShell,
  StrategyModule,
} from '../../shared/platform/strategy/strategy.module.js';
import { GridStrategy } from './application/grid-strategy.js';
import { HEARD } from './application/heard.handlers.js';
import { ASKED } from './application/instance.handlers.js';
import { GetGridJournalHandler } from './application/journal.handler.js';
import { GridResumeStore } from './application/ports/grid-resume-store.port.js';
import { ResumeBots } from './application/resume/resume-bots.js';
import { GRID_WORLD } from './application/world.js';
import { GridController } from './inbound/grid.controller.js';
import { gridReads, gridStores } from './outbound/grid-stores.js';
import { PgGridResumeStore } from './outbound/pg-grid-resume-store.js';

@Module({})
class GridReading {}

/** Grid bots: a ladder of resting orders, each fill answered on the neighbouring line. */
@Module({
  imports: [BusModule.forModule('grid'), StrategyModule],
  controllers: [GridController],
  providers: [
    provideShell(new GridStrategy(), GRID_WORLD, gridStores),
    {
      provide: GridResumeStore,
      inject: [Database],
      useFactory: (database: Database) => new PgGridResumeStore(database.pool('api')),
    },
    ResumeBots,
    INSTANCES_OF_SHELL,
    GetGridJournalHandler,
    ...HEARD,
    ...ASKED,
  ],
})
export class GridModule {
  /** Answers what can be read from rows alone, beside a program that runs. */
  static reading(): DynamicModule {
    return { module: GridReading, providers: [provideInstances(gridReads), GetGridJournalHandler] };
  }
}
