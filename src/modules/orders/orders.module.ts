import {
  Logger,
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { AuditSources } from '../../shared/platform/audit/invariant.js';
import { Bus } from '../../shared/platform/bus/bus.port.js';
import { BusModule } from '../../shared/platform/bus/bus.module.js';
import { SettlementSources } from '../../shared/platform/bus/settlement.port.js';
import { Clock } from '../../shared/platform/clock/clock.port.js';
import { Ids } from '../../shared/platform/clock/ids.port.js';
import { Randomness } from '../../shared/platform/clock/randomness.port.js';
import { Config } from '../../shared/platform/config/config.js';
import { PgShardLeases } from '../../shared/platform/leases/outbound/pg-shard-leases.js';
import { ownIdentity } from '../../shared/platform/leases/process-identity.js';
import { Database } from '../../shared/platform/persistence/database.js';
import { settleRestorations } from '../../shared/platform/persistence/backup/restorations.js';
import { UnitOfWork } from '../../shared/platform/persistence/unit-of-work.port.js';
import { Meter } from '../../shared/platform/telemetry/meter.port.js';
import { afterRestore } from './application/after-restore.js';
import { AmendOrderHandler } from './application/amend-order.handler.js';
import { ApplyOrdersHandler } from './application/apply-orders.handler.js';
import { BookExecutions } from './application/book-executions.handler.js';
import { ChoosePositionMode } from './application/choose-position-mode.js';
import { CancelOrderHandler } from './application/cancel-order.handler.js';
import { ExecutionBook } from './application/execution-book.js';
import { CloseKeptPositionHandler } from './application/close-kept-position.handler.js';
import { GateWatch } from './application/gate-watch.js';
import { ListKeptPositionsHandler } from './application/kept-positions.handler.js';
import { KeptWatch } from './application/kept-watch.js';
import { ManualMarkets } from './application/manual-markets.js';
import { ManualPlacing } from './application/manual-placing.js';
import { MoveGateHandler } from './application/move-gate.handler.js';
import { OrderAmender } from './application/order-amender.js';
import { ORDER_LOOP_PARTS, type OrderLoopParts } from './application/order-loop-parts.js';
import { OrderMetrics } from './application/order-metrics.js';
import {
  GetOrderHandler,
  ListOrderEventsHandler,
  ListInstanceFillsHandler,
  ListInstanceOrdersHandler,
  ListOrderFillsHandler,
  ListOrdersHandler,
} from './application/order-queries.handlers.js';
import { OrderReconciler } from './application/order-reconciler.js';
import { OrderResolver } from './application/order-resolver.js';
import { OrderSender } from './application/order-sender.js';
import { OrderShards } from './application/order-shards.js';
import { OrderWatch } from './application/order-watch.js';
import { ProtectionWatch } from './application/protection-watch.js';
import { PlaceOrderHandler } from './application/place-order.handler.js';
import { AmendmentStore } from './application/ports/amendment-store.port.js';
import { BreachStore } from './application/ports/breach-store.port.js';
import { ClientIds } from './application/ports/client-ids.port.js';
import { IntentStore } from './application/ports/intent-store.port.js';
import { KeptStore } from './application/ports/kept-store.port.js';
import { OrderReads } from './application/ports/order-reads.port.js';
import { ProtectionStore } from './application/ports/protection-store.port.js';
import { ReconcileStore } from './application/ports/reconcile-store.port.js';
import { RiskStore } from './application/ports/risk-store.port.js';
import { SendStore } from './application/ports/send-store.port.js';
import { CountClosedPosition } from './application/position-closed.handler.js';
import { HaltWatch } from './application/halt-watch.js';
import { Repairs } from './application/repairs.js';
import { RepairWatch } from './application/repair-watch.js';
import { ReconciledAccounts } from './application/reconciled-accounts.js';
import { ReportBreachesHandler } from './application/report-breaches.handler.js';
import {
  GetRiskLimitsHandler,
  HaltTradingHandler,
  SetRiskLimitsHandler,
} from './application/risk.handlers.js';
import { WholeLots } from './application/whole-lots.js';
import { ReportBreaches } from './contracts/commands/report-breaches.command.js';
import { OrderBatchController } from './inbound/order-batch.controller.js';
import { OrdersController } from './inbound/orders.controller.js';
import { PositionModeController } from './inbound/position-mode.controller.js';
import { RiskController } from './inbound/risk.controller.js';
import { ORDER_INVARIANTS } from './outbound/order-invariants.js';
import { PgAmendmentStore } from './outbound/pg-amendment-store.js';
import { PgBreachStore } from './outbound/pg-breach-store.js';
import { PgClientIds } from './outbound/pg-client-ids.js';
import { PgIntentStore } from './outbound/pg-intent-store.js';
import { PgKeptStore } from './outbound/pg-kept-store.js';
import { PgOrderReads } from './outbound/pg-order-reads.js';
import { PgProtectionStore } from './outbound/pg-protection-store.js';
import { PgReconcileStore } from './outbound/pg-reconcile-store.js';
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

/** Something that a person has to look at now. */
function alarm(message: string, details: object): void {
  new Logger('Orders').error({ message, ...details });
}

/** The life of every order, and the limits it is held to. */
@Module({
  imports: [BusModule.forModule('orders')],
  controllers: [OrdersController, OrderBatchController, RiskController, PositionModeController],
  providers: [
    OrderMetrics,
    { provide: ReconciledAccounts, useFactory: () => new ReconciledAccounts() },
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
      provide: OrderShards,
      inject: [Database, Clock],
      useFactory: async (database: Database, clock: Clock) =>
        new OrderShards(
          new PgShardLeases(database.pool('protect'), 'orders', clock, await ownIdentity()),
          clock,
        ),
    },
    {
      provide: ExecutionBook,
      inject: [IntentStore, RiskStore, ClientIds, Ids, OrderMetrics],
      useFactory: (
        intents: IntentStore,
        risk: RiskStore,
        clientIds: ClientIds,
        ids: Ids,
        metrics: OrderMetrics,
      ) => new ExecutionBook({ intents, risk, clientIds, ids, metrics }),
    },
    {
      provide: ORDER_LOOP_PARTS,
      inject: [
        SendStore,
        OrderShards,
        ReconciledAccounts,
        IntentStore,
        ClientIds,
        Ids,
        UnitOfWork,
        Bus,
        Clock,
        OrderMetrics,
        RiskStore,
      ],
      useFactory: (
        sends: SendStore,
        shards: OrderShards,
        accounts: ReconciledAccounts,
        intents: IntentStore,
        clientIds: ClientIds,
        ids: Ids,
        unitOfWork: UnitOfWork,
        bus: Bus,
        clock: Clock,
        metrics: OrderMetrics,
        risk: RiskStore,
      ): OrderLoopParts => ({
        ...{
          sends,
          risk,
          shards,
          accounts,
          intents,
          clientIds,
          ids,
          unitOfWork,
          bus,
          clock,
          metrics,
          failed,
        },
        repairs: new Repairs(risk, metrics),
      }),
    },
    {
      provide: OrderSender,
      inject: [ORDER_LOOP_PARTS],
      useFactory: (parts: OrderLoopParts) => new OrderSender(parts),
    },
    {
      provide: OrderResolver,
      inject: [ORDER_LOOP_PARTS, ExecutionBook, OrderSender],
      useFactory: (parts: OrderLoopParts, book: ExecutionBook, sender: OrderSender) =>
        new OrderResolver({ ...parts, book, sender }),
    },
    {
      provide: GateWatch,
      inject: [ORDER_LOOP_PARTS, OrderSender, KeptStore],
      useFactory: (parts: OrderLoopParts, sender: OrderSender, kept: KeptStore) =>
        new GateWatch({ ...parts, sender, kept }),
    },
    {
      provide: KeptStore,
      inject: [Database],
      useFactory: (database: Database) => new PgKeptStore(database.pool('protect')),
    },
    WholeLots,
    {
      provide: KeptWatch,
      inject: [ORDER_LOOP_PARTS, KeptStore, RiskStore, WholeLots, OrderSender],
      useFactory: (
        parts: OrderLoopParts,
        kept: KeptStore,
        risk: RiskStore,
        lots: WholeLots,
        sender: OrderSender,
      ) => new KeptWatch({ ...parts, kept, risk, lots, sender, alarm }),
    },
    {
      provide: ReconcileStore,
      inject: [Database],
      useFactory: (database: Database) => new PgReconcileStore(database.pool('protect')),
    },
    {
      provide: OrderReconciler,
      inject: [ORDER_LOOP_PARTS, ReconcileStore, RiskStore, ExecutionBook, OrderSender, OrderResolver],
      useFactory: (
        parts: OrderLoopParts,
        books: ReconcileStore,
        risk: RiskStore,
        book: ExecutionBook,
        sender: OrderSender,
        resolver: OrderResolver,
      ) => new OrderReconciler({ ...parts, books, risk, book, sender, resolver, alarm }),
    },
    {
      provide: ProtectionStore,
      inject: [Database],
      useFactory: (database: Database) => new PgProtectionStore(database.pool('protect')),
    },
    {
      provide: ProtectionWatch,
      inject: [ORDER_LOOP_PARTS, ProtectionStore, RiskStore, OrderSender],
      useFactory: (
        parts: OrderLoopParts,
        protection: ProtectionStore,
        risk: RiskStore,
        sender: OrderSender,
      ) => new ProtectionWatch({ ...parts, protection, risk, sender, alarm }),
    },
    ManualMarkets,
    ManualPlacing,
    {
      provide: AmendmentStore,
      inject: [Database],
      useFactory: (database: Database) => new PgAmendmentStore(database.pool('protect')),
    },
    {
      provide: OrderAmender,
      inject: [ORDER_LOOP_PARTS, AmendmentStore, ManualMarkets, ManualPlacing, ExecutionBook, OrderSender],
      useFactory: (
        parts: OrderLoopParts,
        amendments: AmendmentStore,
        markets: ManualMarkets,
        placing: ManualPlacing,
        book: ExecutionBook,
        sender: OrderSender,
      ) => {
        const amender = new OrderAmender({ ...parts, amendments, markets, placing, book, sender });
        sender.onCancelled(() => amender.nudge());
        return amender;
      },
    },
    {
      provide: HaltWatch,
      inject: [ORDER_LOOP_PARTS, OrderSender],
      useFactory: (parts: OrderLoopParts, sender: OrderSender) => new HaltWatch({ ...parts, sender }),
    },
    {
      provide: RepairWatch,
      inject: [ORDER_LOOP_PARTS, RiskStore, OrderSender, Config],
      useFactory: (parts: OrderLoopParts, risk: RiskStore, sender: OrderSender, { repairsPerHour }: Config) =>
        new RepairWatch({ ...parts, risk, sender, repairsPerHour, alarm }),
    },
    {
      provide: OrderWatch,
      inject: [
        Clock,
        OrderShards,
        OrderSender,
        OrderReconciler,
        OrderResolver,
        GateWatch,
        ProtectionWatch,
        HaltWatch,
        RepairWatch,
        OrderAmender,
        KeptWatch,
      ],
      useFactory: (
        clock: Clock,
        shards: OrderShards,
        sender: OrderSender,
        reconciler: OrderReconciler,
        resolver: OrderResolver,
        gates: GateWatch,
        protection: ProtectionWatch,
        halts: HaltWatch,
        repairs: RepairWatch,
        amender: OrderAmender,
        kept: KeptWatch,
      ) => {
        const loops = [reconciler, sender, resolver, gates, protection, halts, repairs, amender, kept];
        return new OrderWatch({ clock, shards, loops, failed });
      },
    },
    ApplyOrdersHandler,
    MoveGateHandler,
    BookExecutions,
    CountClosedPosition,
    PlaceOrderHandler,
    CancelOrderHandler,
    AmendOrderHandler,
    CloseKeptPositionHandler,
    ListKeptPositionsHandler,
    ChoosePositionMode,
    HaltTradingHandler,
    { provide: BreachStore, useClass: PgBreachStore },
    ReportBreachesHandler,
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
    private readonly sends: SendStore,
    private readonly intents: IntentStore,
    private readonly metrics: OrderMetrics,
    private readonly unitOfWork: UnitOfWork,
    private readonly watch: OrderWatch,
    private readonly config: Config,
    sources: SettlementSources,
    sender: OrderSender,
    protection: ProtectionStore,
    audits: AuditSources,
    bus: Bus,
    meter: Meter,
  ) {
    audits.register({
      ...{ module: 'orders', invariants: ORDER_INVARIANTS },
      found: (breaches) => bus.ask(new ReportBreaches({ module: 'orders', breaches })),
    });
    const owed = meter.gauge('protection_obligations', 'Positions that are owed a confirmed stop', ['state']);
    owed.collect(async () => {
      const { owed: waiting, late } = await protection.counts();
      return [
        { labels: { state: 'owed' }, value: waiting },
        { labels: { state: 'late' }, value: late },
      ];
    });
    sources.register({ count: unsettledOrders, idle: () => sender.idle() });
  }

  async onModuleInit(): Promise<void> {
    const { clientIds, sends, intents, metrics } = this;
    await settleRestorations(this.unitOfWork, 'orders', (tx) =>
      afterRestore(tx, { clientIds, sends, intents, metrics }),
    );
    await clientIds.open();
  }

  onApplicationBootstrap(): void {
    if (!this.config.roles.includes('worker')) return;
    this.watch.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.watch.stop();
  }
}
