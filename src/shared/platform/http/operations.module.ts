import { Module, type DynamicModule } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { Clock } from '../clock/clock.port.js';
import { Ids } from '../clock/ids.port.js';
import { Randomness } from '../clock/randomness.port.js';
import { SystemClock } from '../clock/system-clock.js';
import { SystemIds } from '../clock/system-ids.js';
import { SystemRandomness } from '../clock/system-randomness.js';
import { Config } from '../config/config.js';
import { TelemetryModule } from '../telemetry/telemetry.module.js';
import { HealthController } from './health.controller.js';
import { ReadinessBoard } from './readiness-board.js';
import { MODE, type Mode } from './mode.js';
import { VERSION } from './version.js';

/** What every module may inject without asking: Config, Clock, Ids, Randomness, Meter, ReadinessBoard; and the probes. */
@Module({})
export class OperationsModule {
  static register(config: Config, version: string, mode: Mode = 'PAPER'): DynamicModule {
    const providers = [
      { provide: Config, useValue: config },
      { provide: VERSION, useValue: version },
      { provide: MODE, useValue: mode },
      { provide: Clock, useClass: SystemClock },
      { provide: Randomness, useClass: SystemRandomness },
      {
        provide: Ids,
        inject: [Clock, Randomness],
        useFactory: (clock: Clock, randomness: Randomness) => new SystemIds(clock, randomness),
      },
      ReadinessBoard,
    ];
    return {
      module: OperationsModule,
      global: true,
      // Terminus would log every failed probe; the board logs changes.
      imports: [TerminusModule.forRoot({ logger: false }), TelemetryModule.register()],
      controllers: [HealthController],
      providers,
      exports: providers,
    };
  }
}
