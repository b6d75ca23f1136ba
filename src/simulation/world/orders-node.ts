import type { Bus } from '../../shared/platform/bus/bus.port.js';
import { routeOf } from '../../shared/platform/bus/on-record.js';
import type { HostedHandler } from '../../shared/platform/bus/record/record-stations.js';
import { HeldLeases } from '../../shared/platform/leases/held-leases.js';
import type { HistoryRows } from '../../shared/platform/persistence/history/history-rows.port.js';
import type { UnitOfWork } from '../../shared/platform/persistence/unit-of-work.port.js';
import { ApplyOrdersHandler } from '../../modules/orders/application/apply-orders.handler.js';
import { BookExecutions } from '../../modules/orders/application/book-executions.handler.js';
import { ExecutionBook } from '../../modules/orders/application/execution-book.js';
import { CloseKeptPositionHandler } from '../../modules/orders/application/close-kept-position.handler.js';
import { GateWatch } from '../../modules/orders/application/gate-watch.js';
import { ListKeptPositionsHandler } from '../../modules/orders/application/kept-positions.handler.js';
import { KeptWatch } from '../../modules/orders/application/kept-watch.js';
import { MoveGateHandler } from '../../modules/orders/application/move-gate.handler.js';
import type { OrderLoopParts } from '../../modules/orders/application/order-loop-parts.js';
import { OrderMetrics } from '../../modules/orders/application/order-metrics.js';
import { OrderReconciler } from '../../modules/orders/application/order-reconciler.js';
import { OrderResolver } from '../../modules/orders/application/order-resolver.js';
import { OrderSender } from '../../modules/orders/application/order-sender.js';
import { OrderShards } from '../../modules/orders/application/order-shards.js';
import { OrderWatch } from '../../modules/orders/application/order-watch.js';
import type { AmendmentStore } from '../../modules/orders/application/ports/amendment-store.port.js';
import type { ClientIds } from '../../modules/orders/application/ports/client-ids.port.js';
import type { IntentStore } from '../../modules/orders/application/ports/intent-store.port.js';
import type { KeptStore } from '../../modules/orders/application/ports/kept-store.port.js';
import type { OrderReads } from '../../modules/orders/application/ports/order-reads.port.js';
import type { ProtectionStore } from '../../modules/orders/application/ports/protection-store.port.js';
import type { ReconcileStore } from '../../modules/orders/application/ports/reconcile-store.port.js';
import type { RiskStore } from '../../modules/orders/application/ports/risk-store.port.js';
import type { SendStore } from '../../modules/orders/application/ports/send-store.port.js';
import type { LeaseRows } from '../../shared/platform/leases/lease-rows.port.js';
import { CountClosedPosition } from '../../modules/orders/application/position-closed.handler.js';
import { ProtectionWatch } from '../../modules/orders/application/protection-watch.js';
import { ReconciledAccounts } from '../../modules/orders/application/reconciled-accounts.js';
import { HaltWatch } from '../../modules/orders/application/halt-watch.js';
import { Repairs } from '../../modules/orders/application/repairs.js';
import { RepairWatch } from '../../modules/orders/application/repair-watch.js';
import { WholeLots } from '../../modules/orders/application/whole-lots.js';
import { GetRiskLimitsHandler, HaltTradingHandler } from '../../modules/orders/application/risk.handlers.js';
import type { Incarnation } from '../process/incarnation.js';
import { People } from './people.js';
import { SilentMeter } from './silent-meter.js';

/** The ports of orders, as one life of one process has them. */
export interface OrdersPorts {
  readonly intents: IntentStore;
  readonly sends: SendStore;
  readonly risk: RiskStore;
  readonly books: ReconcileStore;
  readonly protection: ProtectionStore;
  readonly kept: KeptStore;
  readonly amendments: AmendmentStore;
  readonly reads: OrderReads;
  readonly leases: LeaseRows;
  readonly clientIds: ClientIds;
  readonly unitOfWork: UnitOfWork;
  readonly bus: Bus;
  /** Null where the database never loses time. */
  readonly history: HistoryRows | null;
}

export interface OrdersNodeParts extends Omit<OrdersPorts, 'history'> {
  readonly life: Incarnation;
  /** Whether people order by hand. */
  readonly hasPeople: boolean;
  /** Whether the process of that name is known to be gone. */
  readonly isGone: (owner: string) => boolean;
  /** Repairs of one bot within an hour that nobody has to look at. */
  readonly repairsPerHour: number;
  readonly alarm: (message: string, details: object) => void;
  readonly failed: (error: unknown) => void;
}

/** Orders in one process, put together as its module does it: the same classes, other ports. */
export class OrdersNode {
  readonly handlers: readonly HostedHandler[];
  readonly watch: OrderWatch;
  readonly metrics = new OrderMetrics(new SilentMeter());
  readonly haltTrading: HaltTradingHandler;
  readonly limits: GetRiskLimitsHandler;
  readonly closeKept: CloseKeptPositionHandler;
  readonly listKept: ListKeptPositionsHandler;
  readonly reconciler: OrderReconciler;
  /** Null where nobody orders by hand. */
  readonly people: People | null;

  constructor(parts: OrdersNodeParts) {
    const { intents, sends, risk, books, protection, kept, leases, clientIds, unitOfWork, bus, life } = parts;
    const { alarm, failed } = parts;
    const { clock, ids } = life;
    const { metrics } = this;
    const repairs = new Repairs(risk, metrics);
    const held = new HeldLeases({
      ...{ clock, rows: leases, owner: life.name },
      isGone: async (owner) => parts.isGone(owner),
    });
    const shards = new OrderShards(held, clock);
    const accounts = new ReconciledAccounts();
    const shared: OrderLoopParts = {
      ...{ sends, shards, accounts, intents, clientIds, ids, unitOfWork, bus, clock, metrics, failed },
      risk,
      repairs,
    };
    const book = new ExecutionBook({ intents, risk, clientIds, ids, metrics });
    const sender = new OrderSender(shared);
    const resolver = new OrderResolver({ ...shared, book, sender });
    this.reconciler = new OrderReconciler({ ...shared, books, risk, book, sender, resolver, alarm });
    const gates = new GateWatch({ ...shared, sender, kept });
    const stops = new ProtectionWatch({ ...shared, risk, protection, sender, alarm });
    const halts = new HaltWatch({ ...shared, sender });
    const limited = new RepairWatch({ ...shared, risk, sender, alarm, repairsPerHour: parts.repairsPerHour });
    const lots = new WholeLots(bus);
    const keeping = new KeptWatch({ ...shared, kept, risk, lots, sender, alarm });
    const { amendments, reads } = parts;
    this.people = parts.hasPeople ? new People({ shared, amendments, reads, book, sender }) : null;
    const changes = this.people === null ? [] : [this.people.amender];
    this.watch = new OrderWatch({
      clock,
      shards,
      loops: [this.reconciler, sender, resolver, gates, stops, halts, limited, keeping, ...changes],
      failed,
    });
    this.haltTrading = new HaltTradingHandler(risk, unitOfWork, intents, metrics, sender);
    this.limits = new GetRiskLimitsHandler(risk);
    this.closeKept = new CloseKeptPositionHandler(
      ...([unitOfWork, kept, intents, risk, clientIds, lots, ids, clock, metrics, sender] as const),
    );
    this.listKept = new ListKeptPositionsHandler(kept);
    this.handlers = [
      new ApplyOrdersHandler(intents, risk, clientIds, ids, metrics, sender),
      new MoveGateHandler(risk, intents, metrics, sender),
      new BookExecutions(book, sender),
      new CountClosedPosition(risk, intents, metrics, sender),
    ].map((handler) => ({ route: routeOf(handler.constructor)!, handler: handler }));
  }
}
