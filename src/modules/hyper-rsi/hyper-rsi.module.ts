import { Module, type DynamicModule } from '@nestjs/common';
import { BusModule } from '../../shared/platform/bus/bus.module.js';
import { Database } from '../../shared/platform/persistence/database.js';
import { PgResumeStore } from '../../shared/platform/strategy/outbound/pg-resume-store.js';
import { ResumeStore } from '../../shared/platform/strategy/resume-store.port.js';
import {
  INSTANCES_OF_SHELL,
  provideInstances,
  provideShell,
  StrategyModule,
} from '../../shared/platform/strategy/strategy.module.js';
import { HEARD } from './application/heard.handlers.js';
import { HyperRsiStrategy } from './application/hyper-rsi-strategy.js';
import { ASKED } from './application/instance.handlers.js';
import { GetHyperRsiJournalHandler } from './application/journal.handler.js';
import { PresetStore } from './application/ports/preset-store.port.js';
import { ResumeBots } from './application/resume/resume-bots.js';
import { HYPER_RSI_WORLD } from './application/world.js';
import { HyperRsiController } from './inbound/hyper-rsi.controller.js';
import { PresetsController } from './inbound/presets.controller.js';
import { hyperRsiReads, hyperRsiStores } from './outbound/hyper-rsi-stores.js';
import { PgPresetStore } from './outbound/pg-preset-store.js';

@Module({})
class HyperRsiReading {}

/** HyperRSI bots: RSI signals with pyramiding, a take-profit ladder and a stop that rests at the venue. */
@Module({
  imports: [BusModule.forModule('hyper-rsi'), StrategyModule],
  controllers: [PresetsController, HyperRsiController],
  providers: [
    provideShell(new HyperRsiStrategy(), HYPER_RSI_WORLD, hyperRsiStores),
    {
      provide: PresetStore,
      inject: [Database],
      useFactory: (database: Database) => new PgPresetStore(database.pool('api')),
    },
    {
      provide: ResumeStore,
      inject: [Database],
      useFactory: (database: Database) => new PgResumeStore(database.pool('api'), 'hyper-rsi'),
    },
    ResumeBots,
    INSTANCES_OF_SHELL,
    GetHyperRsiJournalHandler,
    ...HEARD,
    ...ASKED,
  ],
})
export class HyperRsiModule {
  /** Answers what can be read from rows alone, beside a program that runs. */
  static reading(): DynamicModule {
    return {
      module: HyperRsiReading,
      providers: [provideInstances(hyperRsiReads), GetHyperRsiJournalHandler],
    };
  }
}
