import {
  Logger,
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { Bus } from '../../shared/platform/bus/bus.port.js';
import { BusModule } from '../../shared/platform/bus/bus.module.js';
import { SettlementSources } from '../../shared/platform/bus/settlement.port.js';
import { Clock } from '../../shared/platform/clock/clock.port.js';
import { Ids } from '../../shared/platform/clock/ids.port.js';
import { Randomness } from '../../shared/platform/clock/randomness.port.js';
import { Config } from '../../shared/platform/config/config.js';
import { Database } from '../../shared/platform/persistence/database.js';
import { UnitOfWork } from '../../shared/platform/persistence/unit-of-work.port.js';
import { ApplyOrdersHandler } from './application/apply-orders.handler.js';
import { BookExecutions } from './application/book-executions.handler.js';
import { CancelOrderHandler } from './application/cancel-order.handler.js';
import { MoveGateHandler } from './application/move-gate.handler.js';
import { OrderMetrics } from './application/order-metrics.js';
import {
  GetOrderHandler,
  ListOrderEventsHandler,
  ListInstanceFillsHandler,
  ListInstanceOrdersHandler,
  ListOrderFillsHandler,
  ListOrdersHandler,
} from './application/order-queries.handlers.js';
import { OrderResolver } from './application/order-resolver.js';
import { OrderSender } from './application/order-sender.js';
import { OrderWatch } from './application/order-watch.js';
import { PlaceOrderHandler } from './application/place-order.handler.js';
import { ClientIds } from './application/ports/client-ids.port.js';
import { IntentStore } from './application/ports/intent-store.port.js';
import { OrderReads } from './application/ports/order-reads.port.js';
import { RiskStore } from './application/ports/risk-store.port.js';
import { SendStore } from './application/ports/send-store.port.js';
import { CountClosedPosition } from './application/position-closed.handler.js';
import {
  GetRiskLimitsHandler,
  HaltTradingHandler,
  SetRiskLimitsHandler,
} from './application/risk.handlers.js';
import { OrdersController } from './inbound/orders.controller.js';
import { RiskController } from './inbound/risk.controller.js';
import { PgClientIds } from './outbound/pg-client-ids.js';
import { PgIntentStore } from './outbound/pg-intent-store.js';
import { PgOrderReads } from './outbound/pg-order-reads.js';
import { PgRiskStore } from './outbound/pg-risk-store.js';
import { PgSendStore, unsettledOrders } from './outbound/pg-send-store.js';

function failed(error: unknown): void {
  new Logger('Orders').error('orders could not go on', error instanceof Error ? error.stack : String(error));
}

const READS = [
  {
    provide: OrderReads,
    inject: [Database],
    useFactory: (database: Database) => new PgOrderReads(database.pool('api')),
  },
  ListOrdersHandler,
  GetOrderHandler,
  ListInstanceFillsHandler,
  ListInstanceOrdersHandler,
  ListOrderFillsHandler,
  ListOrderEventsHandler,
];

@Module({})
class OrdersReading {}

/** The life of every order, and the limits it is held to. */
@Module({
  imports: [BusModule.forModule('orders')],
  controllers: [OrdersController, RiskController],
  providers: [
    OrderMetrics,
    { provide: IntentStore, useClass: PgIntentStore },
    {
      provide: SendStore,
      inject: [Database],
      useFactory: (database: Database) => new PgSendStore(database.pool('protect')),
    },
    {
      provide: RiskStore,
      inject: [Database],
      useFactory: (database: Database) => new PgRiskStore(database.pool('api')),
    },
    {
      provide: ClientIds,
      inject: [Database, Randomness],
      useFactory: (database: Database, randomness: Randomness) =>
        new PgClientIds(database.pool('trade'), randomness),
    },
    {
      provide: OrderSender,
      inject: [SendStore, IntentStore, ClientIds, Ids, UnitOfWork, Bus, Clock, OrderMetrics],
      useFactory: (
        sends: SendStore,
        intents: IntentStore,
        clientIds: ClientIds,
        ids: Ids,
        unitOfWork: UnitOfWork,
        bus: Bus,
        clock: Clock,
        metrics: OrderMetrics,
      ) => new OrderSender({ sends, intents, clientIds, ids, unitOfWork, bus, clock, metrics, failed }),
    },
    {
      provide: OrderResolver,
      inject: [SendStore, IntentStore, ClientIds, Ids, UnitOfWork, Bus, Clock, OrderMetrics, OrderSender],
      useFactory: (
        sends: SendStore,
        intents: IntentStore,
        clientIds: ClientIds,
        ids: Ids,
        unitOfWork: UnitOfWork,
        bus: Bus,
        clock: Clock,
        metrics: OrderMetrics,
        sender: OrderSender,
      ) => {
        const parts = { sends, intents, clientIds, ids, unitOfWork, bus, clock, metrics, sender, failed };
        return new OrderResolver(parts);
      },
    },
    {
      provide: OrderWatch,
      inject: [Clock, OrderSender, OrderResolver],
      useFactory: (clock: Clock, sender: OrderSender, resolver: OrderResolver) =>
        new OrderWatch(clock, sender, resolver),
    },
    ApplyOrdersHandler,
    MoveGateHandler,
    BookExecutions,
    CountClosedPosition,
    PlaceOrderHandler,
    CancelOrderHandler,
    HaltTradingHandler,
    SetRiskLimitsHandler,
    GetRiskLimitsHandler,
    ...READS,
  ],
})
export class OrdersModule implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  /** Answers what can be read from rows alone, beside a program that runs. */
  static reading(): DynamicModule {
    return { module: OrdersReading, providers: READS };
  }

  constructor(
    private readonly clientIds: ClientIds,
    private readonly watch: OrderWatch,
    private readonly config: Config,
    sources: SettlementSources,
    sender: OrderSender,
  ) {
    sources.register({ count: unsettledOrders, idle: () => sender.idle() });
  }

  async onModuleInit(): Promise<void> {
    await this.clientIds.open();
  }

  onApplicationBootstrap(): void {
    if (this.config.roles.includes('worker')) this.watch.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.watch.stop();
  }
}
