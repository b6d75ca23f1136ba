import type { Pool } from 'pg';
import type { AnswerOf, Ask, RecordMessage } from '../../src/shared/pure/messages/message.js';
import type { WireOrder } from '../../src/shared/pure/strategy/wire-order.js';
import { epochMs } from '../../src/shared/pure/time/epoch.js';
import { AskTimeout, Bus } from '../../src/shared/platform/bus/bus.port.js';
import { routeOf, type RecordHandler } from '../../src/shared/platform/bus/on-record.js';
import { RecordLane, type HostedHandler } from '../../src/shared/platform/bus/record/record-lane.js';
import { unsettled } from '../../src/shared/platform/bus/record/settlement.js';
import { SettlementSources } from '../../src/shared/platform/bus/settlement.port.js';
import { SystemClock } from '../../src/shared/platform/clock/system-clock.js';
import { SystemIds } from '../../src/shared/platform/clock/system-ids.js';
import { SystemRandomness } from '../../src/shared/platform/clock/system-randomness.js';
import { PgBooks } from '../../src/shared/platform/audit/outbound/pg-books.js';
import { PgShardLeases } from '../../src/shared/platform/leases/outbound/pg-shard-leases.js';
import { SHARDS } from '../../src/shared/platform/leases/shards.js';
import { Database } from '../../src/shared/platform/persistence/database.js';
import type { UnitOfWork } from '../../src/shared/platform/persistence/unit-of-work.port.js';
import { MemoryWakeups } from '../../src/shared/platform/queue/memory-wakeups.js';
import { currentScope, runInScope, type Scope } from '../../src/shared/platform/telemetry/scope.js';
import {
  Meter,
  type Counter,
  type Gauge,
  type Histogram,
} from '../../src/shared/platform/telemetry/meter.port.js';
import {
  SubmitOrders,
  type OperationOutcome,
  type SubmitOrdersData,
  type VenueOperation,
} from '../../src/modules/exchange/contracts/commands/submit-orders.command.js';
import {
  ExecutionsReported,
  type Execution,
} from '../../src/modules/exchange/contracts/events/executions-reported.event.js';
import {
  GetAccountState,
  type BalanceView,
  type VenuePositionView,
} from '../../src/modules/exchange/contracts/queries/get-account-state.query.js';
import {
  LookUpOrders,
  type ChildOrder,
  type FoundOrder,
  type LookUpOrdersData,
  type OrdersLookedUp,
  type VenueMemory,
} from '../../src/modules/exchange/contracts/queries/look-up-orders.query.js';
import { GetCandleHistory } from '../../src/modules/exchange/contracts/queries/get-candle-history.query.js';
import { GetInstrumentTerms } from '../../src/modules/exchange/contracts/queries/get-instrument-terms.query.js';
import { GetFeedStatus } from '../../src/modules/exchange/contracts/queries/get-feed-status.query.js';
import { ListAccounts } from '../../src/modules/exchange/contracts/queries/list-accounts.query.js';
import { ListEveryAccount } from '../../src/modules/exchange/contracts/queries/list-every-account.query.js';
import { ListInstruments } from '../../src/modules/exchange/contracts/queries/list-instruments.query.js';
import type { Claimed } from '../../src/modules/orders/application/ports/send-store.port.js';
import { AmendOrderHandler } from '../../src/modules/orders/application/amend-order.handler.js';
import { ApplyOrdersHandler } from '../../src/modules/orders/application/apply-orders.handler.js';
import { BookExecutions } from '../../src/modules/orders/application/book-executions.handler.js';
import { CancelOrderHandler } from '../../src/modules/orders/application/cancel-order.handler.js';
import { MoveGateHandler } from '../../src/modules/orders/application/move-gate.handler.js';
import { ManualMarkets } from '../../src/modules/orders/application/manual-markets.js';
import { ManualPlacing } from '../../src/modules/orders/application/manual-placing.js';
import { OrderAmender } from '../../src/modules/orders/application/order-amender.js';
import { PgAmendmentStore } from '../../src/modules/orders/outbound/pg-amendment-store.js';
import { ExecutionBook } from '../../src/modules/orders/application/execution-book.js';
import { CloseKeptPositionHandler } from '../../src/modules/orders/application/close-kept-position.handler.js';
import { ListKeptPositionsHandler } from '../../src/modules/orders/application/kept-positions.handler.js';
import { KeptWatch } from '../../src/modules/orders/application/kept-watch.js';
import { WholeLots } from '../../src/modules/orders/application/whole-lots.js';
import { PgKeptStore } from '../../src/modules/orders/outbound/pg-kept-store.js';
import { GateWatch } from '../../src/modules/orders/application/gate-watch.js';
import { OrderShards } from '../../src/modules/orders/application/order-shards.js';
import { ProtectionWatch } from '../../src/modules/orders/application/protection-watch.js';
import { PgProtectionStore } from '../../src/modules/orders/outbound/pg-protection-store.js';
import { HaltWatch } from '../../src/modules/orders/application/halt-watch.js';
import { Repairs } from '../../src/modules/orders/application/repairs.js';
import { RepairWatch } from '../../src/modules/orders/application/repair-watch.js';
import { OrderMetrics } from '../../src/modules/orders/application/order-metrics.js';
import { OrderReconciler } from '../../src/modules/orders/application/order-reconciler.js';
import { ReconciledAccounts } from '../../src/modules/orders/application/reconciled-accounts.js';
import { PgReconcileStore } from '../../src/modules/orders/outbound/pg-reconcile-store.js';
import { OrderResolver } from '../../src/modules/orders/application/order-resolver.js';
import { OrderSender } from '../../src/modules/orders/application/order-sender.js';
import { PlaceOrderHandler } from '../../src/modules/orders/application/place-order.handler.js';
import { CountClosedPosition } from '../../src/modules/orders/application/position-closed.handler.js';
import { ReportBreachesHandler } from '../../src/modules/orders/application/report-breaches.handler.js';
import {
  HaltTradingHandler,
  SetRiskLimitsHandler,
} from '../../src/modules/orders/application/risk.handlers.js';
import {
  ApplyOrders,
  type ApplyOrdersData,
  type OrderOperation,
} from '../../src/modules/orders/contracts/commands/apply-orders.command.js';
import { MoveGate } from '../../src/modules/orders/contracts/commands/move-gate.command.js';
import type { OrderView } from '../../src/modules/orders/contracts/queries/list-orders.query.js';
import { ORDER_INVARIANTS } from '../../src/modules/orders/outbound/order-invariants.js';
import { PgBreachStore } from '../../src/modules/orders/outbound/pg-breach-store.js';
import { PgClientIds } from '../../src/modules/orders/outbound/pg-client-ids.js';
import { PgIntentStore } from '../../src/modules/orders/outbound/pg-intent-store.js';
import { PgOrderReads } from '../../src/modules/orders/outbound/pg-order-reads.js';
import { PgRiskStore } from '../../src/modules/orders/outbound/pg-risk-store.js';
import { PgSendStore, unsettledOrders } from '../../src/modules/orders/outbound/pg-send-store.js';
import { eventually } from '../kit/eventually.js';
import { createTestDatabase } from '../kit/postgres.js';

export const DAY = Date.parse('2025-05-02T00:00:00Z');
export const SYMBOL = 'BTC/USDT:USDT';
const MODULES = ['exchange', 'orders', 'positions', 'grid'] as const;

/** What happens to a request on its way: nothing, its answer is lost, it is lost itself, or it is refused. */
export type Weather =
  'fine' | 'answer-lost' | 'request-lost' | 'refused' | 'too-late' | 'refused-somehow' | 'key-refused';

/** A venue with a book that only remembers: what was accepted is open until a test says otherwise. */
export class ScriptedVenue extends Bus {
  readonly submitted: (SubmitOrdersData & { readonly scope: Scope })[] = [];
  readonly open = new Set<string>();
  /** Orders that it lists as closed. */
  readonly ended = new Map<string, FoundOrder['status']>();
  /** Orders of which it says neither that it has them nor that it has not. */
  readonly unsaid = new Set<string>();
  /** What its trades show when it is asked for orders. */
  trades: readonly Execution[] = [];
  /** For how long it tells of what is over; null for ever. */
  remembers: VenueMemory | null = null;
  /** What acts in the place of orders that have triggered. */
  readonly children = new Map<string, ChildOrder | null>();
  /** The symbol that they are of. */
  traded = SYMBOL;
  positions: readonly VenuePositionView[] = [];
  balances: readonly BalanceView[] = [];
  positionMode: 'one-way' | 'hedge' = 'one-way';
  weather: Weather = 'fine';
  /** Whether it answers questions about accounts. */
  reachable = true;
  /** Whether it answers questions about single orders. */
  looksUp = true;
  /** Runs while a request is under way, before it is answered. */
  meanwhile: (data: SubmitOrdersData) => Promise<void> = async () => undefined;

  override async ask<A extends Ask<object, unknown>>(message: A): Promise<AnswerOf<A>> {
    return (await this.answer(message)) as AnswerOf<A>;
  }

  forget(): void {
    this.submitted.length = 0;
    this.open.clear();
    this.ended.clear();
    this.unsaid.clear();
    this.trades = [];
    this.remembers = null;
    this.children.clear();
    this.positions = [];
    this.balances = [];
    this.positionMode = 'one-way';
    this.weather = 'fine';
    this.reachable = true;
    this.looksUp = true;
    this.traded = SYMBOL;
    this.meanwhile = async () => undefined;
  }

  /** Every operation that reached it, in order. */
  get operations(): readonly VenueOperation[] {
    return this.submitted.flatMap(({ operations }) => operations);
  }

  private async answer(message: Ask<object, unknown>): Promise<unknown> {
    if (message instanceof SubmitOrders) return this.submit(message.data);
    if (message instanceof GetAccountState) {
      if (!this.reachable) throw new AskTimeout('account state', 1);
      const openOrders = [...this.open].map((clientOrderId) => ({ clientOrderId, symbol: SYMBOL }));
      return { balances: this.balances, positions: this.positions, openOrders };
    }
    if (message instanceof LookUpOrders) return this.lookUp(message.data);
    if (message instanceof ListAccounts) return [{ id: 'a-1', userId: message.data.userId, venue: 'paper' }];
    if (message instanceof ListEveryAccount) return [{ id: 'a-1', userId: 'u-1', venue: 'paper' }];
    if (message instanceof ListInstruments)
      return [{ venue: 'paper', instrument: INSTRUMENT, candleDecimals: 1 }];
    if (message instanceof GetInstrumentTerms)
      return { positionMode: this.positionMode, maxLeverage: 125, maxOpenOrders: null };
    if (message instanceof GetFeedStatus) return { marketTime: epochMs(DAY) };
    if (message instanceof GetCandleHistory) return [{ close: '100' }];
    throw new Error('nobody answers that');
  }

  /** So many orders are looked for at once, and only their trades are shown; null: all. */
  looksForAtOnce: number | null = null;

  private lookUp({ clientOrderIds: asked }: LookUpOrdersData): OrdersLookedUp {
    if (!this.reachable || !this.looksUp) throw new AskTimeout('look up', 1);
    const clientOrderIds = asked.slice(0, this.looksForAtOnce ?? asked.length);
    const isShown = (execution: Execution): boolean =>
      this.looksForAtOnce === null ||
      ('clientOrderId' in execution && clientOrderIds.includes(execution.clientOrderId));
    const seen = clientOrderIds.filter((id) => this.open.has(id) || this.ended.has(id));
    return {
      found: seen.map((clientOrderId) => ({
        ...{ clientOrderId, venueOrderId: null, code: null },
        status: this.open.has(clientOrderId) ? 'open' : this.ended.get(clientOrderId)!,
        ...(this.children.has(clientOrderId) && { child: this.children.get(clientOrderId)! }),
      })),
      nowhere: clientOrderIds.filter((id) => !seen.includes(id) && !this.unsaid.has(id)),
      executions: this.trades.filter(isShown).map((execution) => ({ symbol: this.traded, execution })),
      remembers: this.remembers,
    };
  }

  private async submit(data: SubmitOrdersData): Promise<readonly OperationOutcome[]> {
    if (this.weather === 'request-lost') throw new AskTimeout('submit', 1);
    this.submitted.push({ ...data, scope: currentScope() });
    const outcomes = data.operations.map((operation) => this.carryOut(operation));
    await this.meanwhile(data);
    if (this.weather === 'answer-lost') throw new AskTimeout('submit', 1);
    return outcomes;
  }

  private carryOut(operation: VenueOperation): OperationOutcome {
    const { clientOrderId } = operation;
    const answer = (outcome: OperationOutcome['outcome'], code: string | null = null): OperationOutcome => ({
      ...{ clientOrderId, outcome, code, details: {} },
      venueOrderId: outcome === 'accepted' ? `v-${clientOrderId}` : null,
    });
    if (this.weather === 'key-refused') return answer('rejected', 'invalid-key');
    if (operation.op === 'cancel') {
      if (!this.open.delete(clientOrderId)) return answer('not-found');
      this.ended.set(clientOrderId, 'cancelled');
      return answer('cancelled');
    }
    if (this.weather === 'refused') return answer('rejected', 'below-minimum');
    if (this.weather === 'refused-somehow') return answer('rejected', 'system-busy');
    if (this.weather === 'too-late') return answer('rejected', 'deadline-passed');
    if (this.open.has(clientOrderId)) return answer('duplicate');
    this.open.add(clientOrderId);
    return answer('accepted');
  }
}

const INSTRUMENT = {
  ...{ symbol: SYMBOL, kind: 'perpetual', base: 'BTC', quote: 'USDT', tick: '0.1', lot: '0.001' },
  ...{ minSize: '0.001', minNotional: '5', quoteScale: 8, maintenanceRate: '0.004', priceBands: null },
};

/** A clock that a test sets ahead. */
class MovedClock extends SystemClock {
  constructor(private readonly aheadMs: () => number) {
    super();
  }

  override monotonicMs(): number {
    return super.monotonicMs() + this.aheadMs();
  }
}

/** Counts by name and labels. */
export class CountingMeter extends Meter {
  readonly counts = new Map<string, number>();

  override counter(name: string): Counter<string> {
    const add = (labels: Readonly<Record<string, string>>, amount = 1): void => {
      const key = [name, ...Object.values(labels)].join(' ');
      this.counts.set(key, (this.counts.get(key) ?? 0) + amount);
    };
    const series = (labels: Readonly<Record<string, string>>) => ({
      add: (amount?: number) => {
        add(labels, amount);
      },
    });
    return { add, series };
  }

  override gauge(): Gauge<string> {
    return { set: () => undefined, collect: () => undefined };
  }

  override histogram(): Histogram<string> {
    return { observe: () => undefined, series: () => ({ observe: () => undefined }) };
  }
}

export interface Told {
  readonly type: string;
  readonly data: Record<string, unknown> & { readonly order: Record<string, unknown> };
  readonly correlation_id: string;
  readonly user_id: string | null;
  readonly step: string | null;
}

export const limit = (side: 'buy' | 'sell', price: string, size: string, reduceOnly = false): WireOrder => ({
  ...{ type: 'limit', side, reduceOnly },
  ...{ price, size },
});

export const stop = (price: string, size: string): WireOrder => ({
  ...{ type: 'stop-market', side: 'sell', reduceOnly: true },
  ...{ price, size, trail: null },
});

export const place = (leg: string, order: WireOrder, replaces: string | null = null): OrderOperation => ({
  ...{ op: 'place', leg, cycle: 1, order, reason: leg, replaces },
});

export const cancel = (leg: string): OrderOperation => ({ op: 'cancel', leg, cycle: 1 });

const DEADLOCK = '40P01';

/** Orders on a real database behind a real record lane, with a scripted venue. */
export class World {
  readonly venue = new ScriptedVenue();
  readonly meter = new CountingMeter();
  readonly pool: Pool;
  readonly reads: PgOrderReads;
  readonly risk: PgRiskStore;
  readonly clientIds: PgClientIds;
  readonly unitOfWork: UnitOfWork;
  readonly sends: PgSendStore;
  readonly intents = new PgIntentStore();
  readonly metrics: OrderMetrics;
  sender: OrderSender;
  private readonly newSender: (accounts?: ReconciledAccounts) => OrderSender;
  private readonly newReconciler: (accounts: ReconciledAccounts) => OrderReconciler;
  /** By how much the clock of those that ask venues again is ahead. */
  nowMs = 0;
  readonly resolver: OrderResolver;
  readonly gates: GateWatch;
  readonly kept: KeptWatch;
  readonly closeKept: CloseKeptPositionHandler;
  readonly listKept: ListKeptPositionsHandler;
  readonly shards: OrderShards;
  readonly protection: ProtectionWatch;
  readonly reconciler: OrderReconciler;
  readonly halts: HaltWatch;
  readonly repairs: RepairWatch;
  readonly alarms: string[] = [];
  readonly placeOrder: PlaceOrderHandler;
  readonly cancelOrder: CancelOrderHandler;
  readonly amendOrder: AmendOrderHandler;
  amender: OrderAmender;
  private readonly newAmender: () => OrderAmender;
  readonly haltTrading: HaltTradingHandler;
  readonly reportBreaches: ReportBreachesHandler;
  readonly setLimits: SetRiskLimitsHandler;
  readonly sources = new SettlementSources();
  readonly failures: unknown[] = [];
  private readonly lane: RecordLane;
  private readonly clock = new SystemClock();
  private readonly ids = new SystemIds(this.clock, new SystemRandomness());

  private constructor(
    private readonly database: Database,
    private readonly drop: () => Promise<void>,
  ) {
    const { clock, ids, venue: bus } = this;
    this.pool = database.pool('api');
    this.lane = new RecordLane({
      relayPool: database.pool('relay'),
      tradePool: database.pool('trade'),
      wakeups: new MemoryWakeups(),
      ids,
      clock,
      observer: {
        sent: () => undefined,
        handled: () => undefined,
        failure: (_module, { error }) => void this.failures.push(error),
        stalled: (_what, error) => void this.failures.push(error),
      },
      retries: { maxAttempts: 3, firstMs: 20, lastMs: 40 },
    });
    const { intents } = this;
    this.sends = new PgSendStore(this.pool);
    const metrics = new OrderMetrics(this.meter);
    this.metrics = metrics;
    const failed = (error: unknown): void => void this.failures.push(error);
    this.reads = new PgOrderReads(this.pool);
    this.risk = new PgRiskStore(this.pool);
    this.clientIds = new PgClientIds(this.pool, new SystemRandomness());
    this.unitOfWork = this.lane.unitOfWork('orders');
    const { risk, reads, sends, clientIds, unitOfWork } = this;
    const self = { pid: 1, host: 'test', startMark: 'one' };
    this.shards = new OrderShards(new PgShardLeases(this.pool, 'orders', clock, self), clock);
    const { shards } = this;
    const repairs = new Repairs(risk, metrics);
    const parts = {
      risk,
      repairs,
      accounts: new ReconciledAccounts(),
      intents,
      clientIds,
      ids,
      sends,
      shards,
      unitOfWork,
      bus,
      clock,
      metrics,
      failed,
    };
    const book = new ExecutionBook({ intents, risk, clientIds, ids, metrics });
    this.newSender = (accounts = parts.accounts) => new OrderSender({ ...parts, accounts });
    this.sender = this.newSender();
    // Handlers nudge whichever sender there is: it may be another one after a restart.
    const sender = { nudge: () => this.sender.nudge() } as OrderSender;
    this.resolver = new OrderResolver({ ...parts, book, sender });
    const protection = new PgProtectionStore(this.pool);
    const alarm = (message: string): void => void this.alarms.push(message);
    const books = new PgReconcileStore(this.pool);
    const { resolver } = this;
    const handClock = new MovedClock(() => this.nowMs);
    const kept = new PgKeptStore(this.pool);
    const lots = new WholeLots(bus);
    this.gates = new GateWatch({ ...parts, clock: handClock, sender, kept });
    this.kept = new KeptWatch({ ...parts, kept, risk, lots, sender, alarm });
    this.closeKept = new CloseKeptPositionHandler(
      ...([unitOfWork, kept, intents, risk, clientIds, lots, ids, clock, metrics, sender] as const),
    );
    this.listKept = new ListKeptPositionsHandler(kept);
    this.newReconciler = (accounts) =>
      new OrderReconciler({
        ...parts,
        accounts,
        clock: handClock,
        books,
        risk,
        book,
        sender,
        resolver,
        alarm,
      });
    this.reconciler = this.newReconciler(parts.accounts);
    this.protection = new ProtectionWatch({ ...parts, protection, risk, sender, alarm });
    const markets = new ManualMarkets(bus);
    const placing = new ManualPlacing(intents, risk, metrics);
    const amendments = new PgAmendmentStore(this.pool);
    this.newAmender = () => new OrderAmender({ ...parts, amendments, markets, placing, book, sender });
    this.amender = this.newAmender();
    const amender = { nudge: () => this.amender.nudge() } as OrderAmender;
    this.halts = new HaltWatch({ ...parts, clock: handClock, sender });
    this.repairs = new RepairWatch({ ...parts, risk, sender, alarm, repairsPerHour: 3 });
    this.placeOrder = new PlaceOrderHandler(
      ...([markets, placing, unitOfWork, intents, reads, clientIds, ids, sender] as const),
    );
    this.amendOrder = new AmendOrderHandler(
      ...([markets, placing, unitOfWork, intents, amendments, reads, ids, metrics, sender, amender] as const),
    );
    this.cancelOrder = new CancelOrderHandler(
      ...([unitOfWork, intents, amendments, reads, metrics, sender] as const),
    );
    this.haltTrading = new HaltTradingHandler(risk, unitOfWork, intents, metrics, sender);
    this.reportBreaches = new ReportBreachesHandler(
      ...([new PgBreachStore(), risk, intents, unitOfWork, metrics, sender] as const),
    );
    this.setLimits = new SetRiskLimitsHandler(risk, unitOfWork);
    this.sources.register({ count: unsettledOrders, idle: () => this.sender.idle() });
    const handlers: readonly object[] = [
      new ApplyOrdersHandler(intents, risk, clientIds, ids, metrics, sender),
      new MoveGateHandler(risk, intents, metrics, sender),
      new BookExecutions(book, sender),
      new CountClosedPosition(risk, intents, metrics, sender),
    ];
    for (const module of MODULES) this.lane.host(module, module === 'orders' ? handlers.map(hosted) : []);
  }

  static async open(): Promise<World> {
    const place = await createTestDatabase();
    const world = new World(new Database(place.url), () => place.drop());
    await world.clientIds.open();
    await world.lane.subscribe();
    world.lane.start();
    world.reconciler.start();
    await world.reconciler.idle();
    world.sender.start();
    world.resolver.start();
    world.gates.start();
    world.protection.start();
    world.amender.start();
    world.halts.start();
    world.repairs.start();
    world.kept.start();
    return world;
  }

  /** A loop that looks at the rows by itself may have locked some of them in another order: it ends, and nothing is in the way. */
  private async truncate(tables: readonly string[], left = 5): Promise<void> {
    try {
      await this.pool.query(`TRUNCATE ${tables.join(', ')} CASCADE`);
    } catch (error) {
      if ((error as { readonly code?: string }).code !== DEADLOCK || left === 0) throw error;
      await this.truncate(tables, left - 1);
    }
  }

  /** As if nothing had ever happened: a new database for every test would take longer than the tests. */
  async forget(): Promise<void> {
    await this.quiet();
    const { rows } = await this.pool.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname = ANY ($1) AND tablename NOT IN ('installation', 'lease')`,
      [MODULES],
    );
    await this.truncate(rows.map(({ name }) => name));
    this.venue.forget();
    this.meter.counts.clear();
    this.failures.length = 0;
    this.alarms.length = 0;
    await this.sender.stop();
    await this.restartSender();
  }

  async close(): Promise<void> {
    await this.sender.stop();
    await this.resolver.stop();
    await this.reconciler.stop();
    await this.gates.stop();
    await this.protection.stop();
    await this.amender.stop();
    await this.halts.stop();
    await this.repairs.stop();
    await this.kept.stop();
    await this.lane.stop();
    await this.database.close();
    await this.drop();
  }

  /** Records messages as their module would, and waits until orders has dealt with them. */
  async happens(
    module: (typeof MODULES)[number],
    messages: readonly RecordMessage[],
    scope: Scope = { correlationId: 'c-1', step: 7 },
  ): Promise<void> {
    await this.recordAs(module, messages, scope);
    await this.quiet();
  }

  /** Records a command and does not wait for it. */
  record(operations: readonly OrderOperation[], changed: Partial<ApplyOrdersData> = {}): Promise<void> {
    return this.recordAs('grid', [applyOrders(operations, changed)], { correlationId: 'c-1', step: 7 });
  }

  private recordAs(
    module: (typeof MODULES)[number],
    messages: readonly RecordMessage[],
    scope: Scope,
  ): Promise<void> {
    return runInScope(scope, () =>
      this.lane.unitOfWork(module).run(async (tx) => {
        tx.record(...messages);
      }),
    );
  }

  /** Takes what waits as a sender would, and goes no further. */
  async claim(): Promise<Claimed> {
    const held = await this.shards.held();
    return this.unitOfWork.run((tx) => this.sends.claim(tx, 10, held));
  }

  /** The other process is gone: what was its is ours again. */
  async takesShardsAgain(): Promise<void> {
    await this.shards.renew();
    await eventually(async () => (await this.shards.held()).length === SHARDS);
    this.sender.nudge();
    await this.quiet();
  }

  /** A new process: its loops know nothing but the rows. */
  async restartSender(): Promise<void> {
    this.sender = this.newSender();
    this.sender.start();
    await this.quiet();
  }

  /** The same for whoever carries out changes. */
  restartAmender(): OrderAmender {
    this.amender = this.newAmender();
    this.amender.start();
    return this.amender;
  }

  /** A second process beside this one. */
  otherAmender(): OrderAmender {
    return this.newAmender();
  }

  /** A new process that has not asked any venue yet: its reconciler, and its sender as `sender`. */
  startAnew(): OrderReconciler {
    const accounts = new ReconciledAccounts();
    this.sender = this.newSender(accounts);
    this.sender.start();
    const reconciler = this.newReconciler(accounts);
    reconciler.start();
    return reconciler;
  }

  /** Resolves when every record is handled and nothing is being sent. */
  async quiet(): Promise<void> {
    await eventually(async () => {
      await this.lane.idle();
      await this.resolver.idle();
      await this.sender.idle();
      await this.amender.idle();
      const { rows } = await this.pool.query<{ n: string }>(
        MODULES.map(
          (module) => `SELECT count(*) AS n FROM ${module}.outbox WHERE sent_at IS NULL
            UNION ALL SELECT count(*) FROM ${module}.inbox WHERE done_at IS NULL AND dead_at IS NULL`,
        ).join(' UNION ALL '),
      );
      return rows.every(({ n }) => n === '0');
    });
  }

  /** Holds the books against the venue now. */
  async reconcile(): Promise<void> {
    this.reconciler.atReconnect();
    await this.reconciler.idle();
    await this.quiet();
  }

  /** What is owed now was owed that long ago; then it is looked whether it has been kept. */
  async protectionAfter(seconds: number): Promise<void> {
    await this.looked();
    await this.pool.query(
      `UPDATE orders.obligation SET due_at = due_at - $1 * interval '1 second' WHERE due_at IS NOT NULL`,
      [seconds],
    );
    await this.looked();
  }

  /** The watches over halts and repairs have looked. */
  async watched(): Promise<void> {
    for (const watch of [this.halts, this.repairs]) {
      watch.nudge();
      await watch.idle();
    }
    await this.quiet();
  }

  /** A bot has ended behind its gate and has stopped; what it holds is kept. */
  async stopsAndKeeps(instanceId = 'i-1', epoch = 2): Promise<void> {
    const gate = { instanceId, userId: 'u-1', accountId: 'a-1', epoch, open: false } as const;
    await this.happens('grid', [new MoveGate({ ...gate, protects: false, ended: true })]);
    await this.looked();
  }

  /** The watch over what was kept has looked, so long after whatever was tried before. */
  async keptAfter(seconds: number): Promise<void> {
    await this.pool.query(`UPDATE orders.intent SET updated_at = updated_at - $1 * interval '1 second'`, [
      seconds,
    ]);
    this.kept.nudge();
    await this.kept.idle();
    await this.quiet();
  }

  private async looked(): Promise<void> {
    this.protection.nudge();
    await this.protection.idle();
    this.gates.nudge();
    await this.gates.idle();
    await this.quiet();
  }

  /** A stop comes in the middle of something else. */
  async closeGateSoon(): Promise<void> {
    const gate = { instanceId: 'i-1', userId: 'u-1', accountId: 'a-1', epoch: 1, open: false };
    await this.recordAs('grid', [new MoveGate(gate)], {});
    const closed = async (): Promise<boolean> =>
      (await this.pool.query('SELECT 1 FROM orders.gate WHERE NOT open')).rows.length > 0;
    await eventually(closed);
  }

  openGate(epoch = 1, open = true): Promise<void> {
    return this.openGateOf('i-1', 'a-1', epoch, open);
  }

  openGateOf(instanceId: string, accountId: string, epoch = 1, open = true, protects = false): Promise<void> {
    return this.happens('grid', [
      new MoveGate({ instanceId, userId: 'u-1', accountId, epoch, open, protects }),
    ]);
  }

  /** Whether the stop of a hedge is owed as well. */
  openGateOfHedger(protectsHedge: boolean): Promise<void> {
    const gate = { instanceId: 'i-1', userId: 'u-1', accountId: 'a-1', epoch: 1, open: true };
    return this.happens('grid', [new MoveGate({ ...gate, protects: true, protectsHedge })]);
  }

  apply(
    operations: readonly OrderOperation[],
    changed: Partial<ApplyOrdersData> = {},
    scope?: Scope,
  ): Promise<void> {
    return this.happens('grid', [applyOrders(operations, changed)], scope);
  }

  report(
    executions: readonly Execution[],
    scope: Scope = { correlationId: 'c-market', step: 8 },
    symbol = SYMBOL,
    venue = 'paper',
  ): Promise<void> {
    const where = { accountId: 'a-1', userId: 'u-1', venue, symbol };
    return this.happens('exchange', [new ExecutionsReported({ ...where, executions })], scope);
  }

  /** The venue tells at once, in the middle of something else. */
  async reportSoon(executions: readonly Execution[]): Promise<void> {
    const where = { accountId: 'a-1', userId: 'u-1', venue: 'paper', symbol: SYMBOL };
    const booked = async (): Promise<boolean> =>
      (await this.pool.query('SELECT 1 FROM orders.fill')).rows.length > 0;
    await this.recordAs('exchange', [new ExecutionsReported({ ...where, executions })], { step: 7 });
    await eventually(booked);
  }

  filled(leg: string, tradeId: string, size: string, price = '100', attempt = 1): Execution {
    return {
      ...{
        kind: 'filled',
        clientOrderId: this.idOf(leg, attempt),
        tradeId,
        side: 'buy',
        price,
        size,
        fee: '0.05',
      },
      ...{ feeCurrency: 'USDT', liquidity: 'maker', reason: leg, phase: 'path', at: epochMs(DAY) },
    };
  }

  idOf(leg: string, attempt = 1): string {
    return this.clientIds.of({ owner: 'i-1', cycle: 1, leg, attempt });
  }

  /** All orders, oldest first. */
  async orders(userId = 'u-1'): Promise<readonly OrderView[]> {
    const all = { userId, instanceId: null, status: null, after: null, limit: 200 };
    return [...(await this.reads.list(all))].reverse();
  }

  async statuses(): Promise<readonly string[]> {
    return (await this.orders()).map(({ leg, status, code }) =>
      [leg, status, code].filter(Boolean).join(' '),
    );
  }

  /** What orders has told, in order. */
  async told(): Promise<readonly Told[]> {
    const { rows } = await this.pool.query<Told>(
      'SELECT type, data, correlation_id, user_id, step FROM orders.outbox ORDER BY position',
    );
    return rows;
  }

  /** What orders has told in few words: the event, its leg and its code. */
  async words(): Promise<readonly string[]> {
    return (await this.told()).map(({ type, data }) => {
      const word = type.replace(/^orders\.|\.v1$/g, '');
      const order = data.order as { leg: string | null } | undefined;
      return [word, order?.leg, data['code']].filter(Boolean).join(' ');
    });
  }

  /** Invariants of orders that do not hold. */
  async violations(): Promise<readonly string[]> {
    const breaches = await new PgBooks(this.pool).breaches(ORDER_INVARIANTS, 'whole');
    return breaches.map(({ number, says }) => `${number}: ${says}`);
  }

  unsettled(step: number): Promise<number> {
    return unsettled(this.pool, MODULES, step, this.sources);
  }

  /** Lets every deadline and margin pass, and has the resolver look. */
  async afterDeadlines(): Promise<void> {
    await this.pool.query(
      `UPDATE orders.intent SET send_deadline = send_deadline - interval '1 hour',
         look_at = CASE WHEN look_at IS NOT NULL THEN now() - interval '1 second' END`,
    );
    await this.pool.query(
      `UPDATE orders.cancellation SET look_at = now() - interval '1 second' WHERE look_at IS NOT NULL`,
    );
    this.resolver.nudge();
    await this.quiet();
  }
}

export function applyOrders(
  operations: readonly OrderOperation[],
  changed: Partial<ApplyOrdersData> = {},
): ApplyOrders {
  return new ApplyOrders({
    ...{
      instanceId: 'i-1',
      userId: 'u-1',
      accountId: 'a-1',
      venue: 'paper',
      symbol: SYMBOL,
      strategy: 'grid',
    },
    ...{ epoch: 1, settingsVersion: 1, leverage: 5, decidedAt: epochMs(DAY), markPrice: '100', operations },
    ...changed,
  });
}

const hosted = (handler: object): HostedHandler => ({
  route: routeOf(handler.constructor)!,
  handler: handler as RecordHandler,
});
