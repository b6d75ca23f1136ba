import {
  Logger,
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { Clock } from '../clock/clock.port.js';
import { Ids } from '../clock/ids.port.js';
import { Config } from '../config/config.js';
import { Database } from '../persistence/database.js';
import { UnitOfWork } from '../persistence/unit-of-work.port.js';
import { Wakeups, type WakeConsumer } from '../queue/wakeups.port.js';
import { ReadinessBoard } from '../http/readiness-board.js';
import { Meter } from '../telemetry/meter.port.js';
import { Bus } from './bus.port.js';
import { BusOptions } from './bus-options.js';
import { CqrsBus } from './cqrs-bus.js';
import { DeadLettersController } from './http/dead-letters.controller.js';
import { QueuesController } from './http/queues.controller.js';
import { LocalStreams } from './local-streams.js';
import { routeOf, type RecordHandler } from './on-record.js';
import { RecordLane, type HostedHandler } from './record/record-lane.js';
import { meteredObserver } from './record/metered-observer.js';
import { backlog, type Backlog } from './record/scanner.js';
import { StepSettlement } from './record/step-settlement.js';
import { Settlement, SettlementSources } from './settlement.port.js';
import { Streams } from './streams.port.js';

const HOUR_MS = 3_600_000;

const MODULE_NAME = Symbol('ModuleName');

@Module({})
class BusFeature {}

@Module({})
class BusAsking {}

/** The three lanes. Each module imports `BusModule.forModule(name)` for its own unit of work. */
@Module({})
export class BusModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private consumer: WakeConsumer | null = null;

  constructor(
    private readonly lane: RecordLane,
    private readonly wakeups: Wakeups,
    private readonly discovery: DiscoveryService,
    private readonly options: BusOptions,
    database: Database,
    board: ReadinessBoard,
  ) {
    board.register({
      name: 'bus',
      check: async () => {
        const waiting = await backlog(database.pool('relay'), options.modules);
        const total = (value: (one: Backlog) => number): number =>
          waiting.reduce((sum, one) => sum + value(one), 0);
        const detail = {
          waiting: total((one) => one.outbox + one.inbox),
          deadLetters: total((one) => one.dead),
          oldestMs: Math.round(Math.max(0, ...waiting.map((one) => one.oldestMs))),
        };
        return { ok: lane.isRunning || !options.works, detail };
      },
    });
  }

  static forRoot(options: BusOptions): DynamicModule {
    return {
      module: BusModule,
      global: true,
      imports: [CqrsModule.forRoot(), DiscoveryModule],
      controllers: [DeadLettersController, QueuesController],
      providers: [
        { provide: BusOptions, useValue: options },
        { provide: Bus, useClass: CqrsBus },
        { provide: Streams, useClass: LocalStreams },
        {
          provide: RecordLane,
          inject: [Database, Wakeups, Ids, Clock, Meter, Config],
          useFactory: (
            database: Database,
            wakeups: Wakeups,
            ids: Ids,
            clock: Clock,
            meter: Meter,
            config: Config,
          ) => {
            const waiting = () => backlog(database.pool('relay'), options.modules);
            return new RecordLane({
              relayPool: database.pool('relay'),
              tradePool: database.pool('trade'),
              wakeups,
              ids,
              clock,
              retentionMs: config.recordRetentionHours * HOUR_MS,
              observer: meteredObserver(meter, new Logger('Bus'), waiting),
            });
          },
        },
        {
          provide: Settlement,
          inject: [Database, RecordLane, Clock, SettlementSources],
          useFactory: (database: Database, lane: RecordLane, clock: Clock, sources: SettlementSources) =>
            new StepSettlement(database.pool('relay'), options.modules, lane, clock, sources),
        },
        SettlementSources,
      ],
      exports: [CqrsModule, Bus, Streams, RecordLane, Settlement, SettlementSources],
    };
  }

  /** The ask lane alone, for a process in which nothing happens. */
  static asking(): DynamicModule {
    return {
      module: BusAsking,
      global: true,
      imports: [CqrsModule.forRoot()],
      providers: [{ provide: Bus, useClass: CqrsBus }],
      exports: [Bus],
    };
  }

  /** The unit of work of one module: transactions whose records go to that module's outbox. */
  static forModule(module: string): DynamicModule {
    return {
      module: BusFeature,
      providers: [
        // Also tells the container that two modules' features are two.
        { provide: MODULE_NAME, useValue: module },
        {
          provide: UnitOfWork,
          inject: [RecordLane],
          useFactory: (lane: RecordLane) => lane.unitOfWork(module),
        },
      ],
      exports: [UnitOfWork],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    const { hosted, works } = this.options;
    const handlers = this.discover();
    for (const module of hosted) this.lane.host(module, handlers.get(module) ?? []);
    await this.lane.subscribe();
    if (!works) return;
    this.lane.start();
    this.consumer = await this.wakeups.consume('bus', async ({ kind, id }) => this.lane.wake(kind, id));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.consumer?.close();
    await this.lane.stop();
  }

  private discover(): Map<string, HostedHandler[]> {
    const found = new Map<string, HostedHandler[]>();
    for (const { instance, metatype } of this.discovery.getProviders()) {
      const route = typeof metatype === 'function' ? routeOf(metatype) : undefined;
      if (route === undefined) continue;
      const handlers = found.get(route.module) ?? [];
      if (handlers.some((other) => other.route.message.type === route.message.type)) {
        throw new Error(`${route.module} has two handlers of ${route.message.type}`);
      }
      found.set(route.module, [...handlers, { route, handler: instance as RecordHandler }]);
    }
    return found;
  }
}
