import { epochMs } from '../../shared/pure/time/epoch.js';
import type { Ask, RecordMessage } from '../../shared/pure/messages/message.js';
import type { UnitOfWork } from '../../shared/platform/persistence/unit-of-work.port.js';
import { RecordStations } from '../../shared/platform/bus/record/record-stations.js';
import type { VenueGateway } from '../../modules/exchange/application/ports/venue-gateway.port.js';
import { SubmitOrders } from '../../modules/exchange/contracts/commands/submit-orders.command.js';
import {
  ExecutionsReported,
  type Execution,
} from '../../modules/exchange/contracts/events/executions-reported.event.js';
import {
  GetAccountState,
  type AccountState,
} from '../../modules/exchange/contracts/queries/get-account-state.query.js';
import { GetFeedStatus } from '../../modules/exchange/contracts/queries/get-feed-status.query.js';
import { ListEveryAccount } from '../../modules/exchange/contracts/queries/list-every-account.query.js';
import { ListFundingBills } from '../../modules/exchange/contracts/queries/list-funding-bills.query.js';
import { LookUpOrders } from '../../modules/exchange/contracts/queries/look-up-orders.query.js';
import { CloseKeptPosition } from '../../modules/orders/contracts/commands/close-kept-position.command.js';
import { HaltTrading } from '../../modules/orders/contracts/commands/halt-trading.command.js';
import { ListKeptPositions } from '../../modules/orders/contracts/queries/list-kept-positions.query.js';
import { NOTHING_CHOSEN } from '../../modules/orders/domain/index.js';
import { GetUser } from '../../modules/users/contracts/queries/get-user.query.js';
import { AmendmentsOracle } from '../invariants/amendments-oracle.js';
import { ForgettingOracle } from '../invariants/forgetting-oracle.js';
import { HandedToPeople } from '../invariants/handed-to-people.js';
import { LiquidatedBots } from '../invariants/liquidated-bots.js';
import { LostTimeOracle } from '../invariants/lost-time-oracle.js';
import { OrdersOracle } from '../invariants/orders-oracle.js';
import { ResumeOracle } from '../invariants/resume-oracle.js';
import { Violation } from '../invariants/violation.js';
import { HostOff } from '../process/host-off.js';
import { Incarnation } from '../process/incarnation.js';
import { RecoveryCrashes } from '../process/recovery-crashes.js';
import { MemoryHistoryRows } from '../store/memory-history-rows.js';
import { MemoryLeaseRows } from '../store/memory-lease-rows.js';
import { MemoryRecordRows } from '../store/memory-record-rows.js';
import type { MemoryTx } from '../store/memory-tx.js';
import { MemoryAmendmentStore } from '../store/orders/memory-amendment-store.js';
import { MemoryClientIds } from '../store/orders/memory-client-ids.js';
import { MemoryIntentStore } from '../store/orders/memory-intent-store.js';
import { MemoryKeptStore } from '../store/orders/memory-kept-store.js';
import { MemoryOrderReads } from '../store/orders/memory-order-reads.js';
import { MemoryProtectionStore } from '../store/orders/memory-protection-store.js';
import { MemoryReconcileStore } from '../store/orders/memory-reconcile-store.js';
import { MemoryRiskStore } from '../store/orders/memory-risk-store.js';
import { MemorySendStore } from '../store/orders/memory-send-store.js';
import { OrdersTables } from '../store/orders/orders-tables.js';
import { Gateway, namesOf, toldOf } from '../venue/gateway.js';
import type { BookChild, BookOrder, VenueTrade } from '../venue/book-order.js';
import { Children } from '../venue/children.js';
import { Conditions } from '../venue/conditions.js';
import { VENUE_EVENTS } from '../venue/events/events.js';
import { holdsSinceLong } from '../venue/events/old-position.js';
import { mayHappen, type Scene } from '../venue/events/venue-event.js';
import { plannedForgetting } from '../venue/forgetting.js';
import { Venue } from '../venue/venue.js';
import { Bookkeeper } from './bookkeeper.js';
import { ACCOUNTS, PERSON, SYMBOLS, USER, VENUE, type Cast, type Stage } from './cast.js';
import { otherwise } from '../mutations/changed-port.js';
import { Ground } from './ground.js';
import { handsOn } from './hands.js';
import { HeldByBots } from './held-by-bots.js';
import { Notifier } from './notifier.js';
import { LostTime, plannedLoss } from './lost-time.js';
import { LimitedVenue } from './limited-venue.js';
import { movePrices } from './prices.js';
import type { RunChoice } from './run-choice.js';
import { OrdersNode, type OrdersPorts } from './orders-node.js';
import { SimulatedBus } from './simulated-bus.js';
import { SimulatedProcess, type Node } from './simulated-process.js';
import { SimulatedWakeups } from './simulated-wakeups.js';

const PROCESSES = ['p', 'q'] as const;
/** Modules that only tell. */
const LISTENING = ['exchange', 'market-data'] as const;

/** What the venue may show beyond a cap, in percent of it: prices move after an order was approved. */
const PRICES_MOVE = 130n;

const LOOK_EVERY_MS = 1_000;
/** More than the default: within some minutes a simulated venue loses more than a real one does in an hour. */
const REPAIRS_PER_HOUR = 20;
/** In this share of the worlds a bot is halted by its first repair. */
const NO_REPAIRS_IN = 0.2;
/** After so long without faults everything must be settled. */
const CONVERGES_IN_MS = 300_000;
const LATEST_FRAME_MS = 60_000;

interface OrdersLife extends Node {
  readonly orders: OrdersNode;
  readonly unitOfWork: (module: string) => UnitOfWork;
}

/** What a run comes to. */
export interface RunCounts {
  readonly decisions: number;
  readonly orders: number;
  readonly crashes: number;
  readonly pauses: number;
  readonly faults: number;
  readonly events: number;
}

/** Two processes with Orders and whoever trades, and a venue that fails. */
export class World {
  readonly ground: Ground;
  private readonly tables: OrdersTables;
  private readonly venue: Venue;
  private readonly conditions = new Conditions();
  private readonly gateway: Gateway;
  /** Null where the venue takes whatever it is asked. */
  private readonly limited: LimitedVenue | null;
  private readonly oracle: OrdersOracle;
  private readonly amendments: AmendmentsOracle;
  private readonly lostTime: LostTime | null;
  private readonly lost: LostTimeOracle | null;
  private readonly processes: readonly SimulatedProcess[];
  private readonly host: HostOff;
  private readonly recovery: RecoveryCrashes;
  private readonly living = new Map<string, Incarnation>();
  private readonly mutated = new Map<string, unknown>();
  private readonly sameHost: boolean;
  private readonly repairsPerHour: number;
  private readonly stage: Stage;
  private readonly cast: Cast;
  /** Null where nobody is told anything. */
  private readonly notifier: Notifier | null;
  private readonly resume: ResumeOracle | null;
  /** Null where nobody keeps positions. */
  private readonly bookkeeper: Bookkeeper | null;
  private over = false;

  constructor(private readonly choice: RunChoice) {
    this.ground = new Ground(choice, () => this.look());
    const { ground } = this;
    const { draws, faults, kernel } = ground;
    const nowMs = (): number => kernel.nowMs;
    this.sameHost = draws.chance('same host', 0.5);
    this.repairsPerHour = draws.chance('no repairs', NO_REPAIRS_IN) ? 0 : REPAIRS_PER_HOUR;
    this.tables = new OrdersTables(ground.database('orders'));
    this.venue = new Venue({
      ...{ profile: choice.profile, draws, faults, nowMs },
      children: Children.in({
        ...{ kernel, draws, faults },
        born: (parent, venueOrderId) => this.venue.bear(parent, venueOrderId),
      }),
      watcher: {
        accepted: (order, request) => {
          this.moves += 1;
          this.oracle.accept(order, request);
          this.amendments.accepted(order);
        },
        traded: (trade, order, before, after) => {
          this.moves += 1;
          this.oracle.trade(trade, order, before, after);
          this.frame(trade.accountId, trade.symbol, toldOf(trade), order);
        },
        ended: (order) => {
          this.moves += 1;
          this.orderEnded(order);
        },
        acted: (parent, child) => {
          this.moves += 1;
          this.childActed(parent, child);
        },
      },
    });
    this.gateway = new Gateway({
      ...{ venue: this.venue, profile: choice.profile, kernel, draws, faults, symbols: SYMBOLS },
      conditions: this.conditions,
      trace: (what) => ground.say(what),
    });
    this.limited = LimitedVenue.in(ground, this.gateway, PROCESSES.length);
    const breaks = (invariant: string, details: string): void => ground.breaks(invariant, details);
    const loss = plannedLoss(draws, faults);
    const lost =
      loss === null ? null : new LostTimeOracle({ tables: this.tables, venue: this.venue, breaks });
    this.lost = lost;
    const forgetting = new ForgettingOracle({
      ...{ tables: this.tables, venue: this.venue, nowMs, breaks },
      hostOnSinceMs: () => this.host.onSinceMs,
    });
    this.oracle = new OrdersOracle({
      lost,
      ...{ tables: this.tables, venue: this.venue, nowMs },
      mostNotional: () => (this.cast.maxPosition * PRICES_MOVE) / 100n,
      clockOffMs: choice.profile.clockOffMs,
      repairsPerHour: this.repairsPerHour,
      hostOnSinceMs: () => this.host.onSinceMs,
      isForgotten: forgetting.isForgotten,
    });
    this.amendments = new AmendmentsOracle(this.tables, this.venue, breaks);
    const liquidated = new LiquidatedBots(breaks);
    const rememberedMs = (): number => this.venue.forgetting.remembers?.executionsMs ?? Infinity;
    const handed = new HandedToPeople(nowMs, rememberedMs, breaks);
    ground.database('orders').onCommit = (changes) => {
      this.moves += 1;
      this.oracle.committed(changes);
      liquidated.committed(changes);
      handed.committed(changes);
      forgetting.committed(changes);
      lost?.committed(changes);
    };
    this.recovery = new RecoveryCrashes(draws, faults, ground.fates);
    this.notifier = Notifier.in({
      ...{ ground, isOver: () => this.over, losesTime: loss !== null },
      anybody: (site) => this.anybody(site)?.life ?? null,
      resumes: () => this.halt(false),
    });
    const { readLagMs } = choice.profile;
    this.resume =
      this.notifier === null
        ? null
        : new ResumeOracle({ tables: this.tables, venue: this.venue, readLagMs, nowMs, breaks });
    this.stage = {
      ...{ ground, venue: this.venue, resume: this.resume, losesTime: loss !== null },
      anybody: (site) => this.anybody(site)?.life ?? null,
      isOver: () => this.over,
      processes: PROCESSES,
      restart: (name, why) =>
        this.processes.find((process) => process.current?.life.process === name)?.current?.life.die(why),
      tell: (life, module, message) => this.tell(life, module, message),
    };
    this.cast = choice.cast(this.stage);
    this.bookkeeper = Bookkeeper.in({
      ...{ ground, orders: this.tables, venue: this.venue, gateway: this.gateway },
      frame: (accountId, symbol, execution) =>
        this.frame(accountId, symbol, execution, null, 'stream of bills'),
    });
    this.processes = PROCESSES.map((name) => this.process(name));
    this.lostTime =
      loss === null || lost === null
        ? null
        : new LostTime({
            ...{ ground, tables: this.tables, plan: loss, oracle: lost, venue: this.venue },
            lives: () => this.processes.flatMap(({ current }) => current?.life ?? []),
            wentBack: () => {
              this.moves += 1;
              this.oracle.wentBack();
              this.notifier?.wentBack();
              this.resume?.wentBack();
              liquidated.wentBack(this.tables.intents.all());
            },
          });
    if (lost !== null) this.hears((type, data) => lost.recorded(type, data));
    this.host = new HostOff({
      ...{ kernel, draws, faults },
      killAll: (why) => {
        for (const { current } of this.processes) current?.life.die(why);
      },
    });
  }

  /** @throws Violation */
  async run(): Promise<RunCounts> {
    const { kernel } = this.ground;
    const { safetyMs, mostEvents } = this.choice;
    movePrices(this.stage, this.choice.recorded);
    await this.cast.prepare();
    await this.notifier?.begin();
    await this.ground.database('orders').statement(() =>
      this.tables.riskProfiles.insert(USER, {
        ...{ userId: USER, version: 1, haltedAt: null, settledAtMs: null },
        chosen: { ...NOTHING_CHOSEN, maxPositionNotional: this.cast.maxPosition },
      }),
    );
    this.lostTime?.begin();
    for (const process of this.processes) process.start();
    this.cast.act();
    handsOn(this.stage, (halted) => this.halt(halted));
    const scene = this.scene();
    holdsSinceLong(scene);
    for (const event of VENUE_EVENTS) mayHappen(scene, event);
    this.bookkeeper?.begin(scene);
    this.host.mayHappen();
    const isLeft = this.host.isPlanned && !this.cast.neverRests;
    this.venue.forgetting = plannedForgetting(this.ground.draws, this.ground.faults, isLeft);
    const began = kernel.nowMs;
    await kernel.run(began + safetyMs, undefined, mostEvents);
    if (kernel.events >= mostEvents) return this.counts;
    this.over = true;
    this.ground.calm();
    this.conditions.end();
    this.notifier?.calm();
    this.lostTime?.calm();
    this.ground.say('faults are over');
    for (const process of this.processes) process.current?.life.wake();
    await kernel.run(kernel.nowMs + CONVERGES_IN_MS, () => this.isSettled(), mostEvents);
    if (kernel.events < mostEvents) this.settled();
    return this.counts;
  }

  private hears(heard: (type: string, data: object) => void): void {
    const { post } = this.ground;
    const before = post.onRecord;
    post.onRecord = (envelope, data) => {
      before(envelope, data);
      heard(envelope.type, data);
    };
  }

  get counts(): RunCounts {
    const { faults, kernel } = this.ground;
    const of = (kind: string): number =>
      sum([...faults.happened].filter(([name]) => name.startsWith(`${kind} `)));
    return {
      decisions: this.cast.decisions,
      orders: this.oracle.accepted,
      crashes: of('crash') + of('crash-in-recovery'),
      pauses: of('pause'),
      faults: sum([...faults.happened]),
      events: kernel.events,
    };
  }

  private lastLookMs = 0;

  private look(): Violation | null {
    const { kernel } = this.ground;
    if (this.oracle.found === null && kernel.nowMs - this.lastLookMs >= LOOK_EVERY_MS) {
      this.lastLookMs = kernel.nowMs;
      this.oracle.look();
    }
    return this.violation();
  }

  private violation(): Violation | null {
    const { found } = this.oracle;
    return found === null ? this.ground.found : new Violation(found.invariant, found.details);
  }

  private lastSettledLookMs = 0;
  /** How often the venue or the tables of orders have moved, now and when they were last seen not to be at rest. */
  private moves = 0;
  private restlessAt = -1;

  private isSettled(): boolean {
    const { kernel } = this.ground;
    if (kernel.nowMs - this.lastSettledLookMs < LOOK_EVERY_MS) return false;
    this.lastSettledLookMs = kernel.nowMs;
    if (this.moves === this.restlessAt || this.underWay > 0 || this.host.stillOffMs > 0) return false;
    if (this.unsettled() !== null) return false;
    const before = this.oracle.found;
    this.oracle.atRest();
    const rests = this.oracle.found === null;
    this.oracle.found = before;
    if (!rests) this.restlessAt = this.moves;
    return rests;
  }

  /** @throws Violation when something is not settled in the end. */
  private settled(): void {
    if (this.underWay > 0)
      this.ground.breaks('I20 everything is delivered', `${this.underWay} messages are under way`);
    this.oracle.atRest();
    this.cast.atRest();
    this.bookkeeper?.atRest();
    const found = this.violation();
    if (found !== null) throw found;
    const left = this.unsettled();
    if (left !== null) throw new Violation('I20 everything is decided', left);
  }

  /** Messages on their way to somebody who can handle them. */
  private get underWay(): number {
    return this.ground.post.underWay - this.cast.leftMessages;
  }

  private unsettled(): string | null {
    const { cast, amendments, notifier, resume, bookkeeper } = this;
    const told = notifier?.unsettled() ?? resume?.unsettled() ?? bookkeeper?.unsettled() ?? null;
    return cast.unsettled() ?? amendments.unsettled() ?? told;
  }

  private process(name: string): SimulatedProcess {
    const { draws, kernel, failed } = this.ground;
    const process = new SimulatedProcess({
      name,
      build: (_, number) => this.node(name, number, () => process.died()),
      restartInMs: () =>
        this.host.stillOffMs +
        (this.over
          ? 100
          : (this.recovery.restartInMs(name) ?? draws.whole(`restart of ${name}`, 100, 15_000))),
      after: (delayMs, what, action) => void kernel.after(delayMs, what, action),
      failed,
    });
    return process;
  }

  private node(name: string, number: number, died: () => void): OrdersLife {
    const { ground, tables } = this;
    const { kernel, draws, faults, post } = ground;
    const life = new Incarnation({
      ...{ kernel, draws, faults, process: name, number, died },
      fate: this.recovery.fateOf(name, number),
      trace: (what) => ground.say(what),
    });
    this.living.set(life.name, life);
    const { connection, clock, ids } = life;
    const rows = new MemoryRecordRows({
      ...{ post, connection, messageId: () => ids.next(), now: () => clock.now() },
      database: (module) => ground.database(module),
      nowMs: () => kernel.nowMs,
    });
    const { mutation } = this.choice;
    const planted = { life, kernel, memory: this.mutated, besideQueue: ground.queue.beside };
    const reached = new SimulatedWakeups(ground.queue, life, { kernel, draws, faults });
    const wakeups = mutation?.wakeups?.(reached, planted) ?? reached;
    const stations = new RecordStations<MemoryTx>({
      ...{ rows, wakeups, ids, clock },
      observer: {
        sent: () => undefined,
        handled: () => undefined,
        failure: (_module, { error }) => ground.say(`a message failed: ${String(error)}`),
        stalled: (_what, error) => ground.failed(error),
      },
    });
    const venue = this.limited?.gatewayOf(life, mutation, planted) ?? null;
    const unitOfWork = (module: string) => rows.unitOfWork(module, stations.hooks(module));
    const others = (message: Ask<object, unknown>): Promise<unknown> =>
      this.answer(message, life, venue, () => ({ orders, held }));
    const ports: OrdersPorts = {
      intents: new MemoryIntentStore(tables),
      sends: new MemorySendStore(tables, connection),
      risk: new MemoryRiskStore(tables, connection),
      books: new MemoryReconcileStore(tables, post, connection),
      protection: new MemoryProtectionStore(tables, connection),
      amendments: new MemoryAmendmentStore(tables, connection),
      reads: new MemoryOrderReads(tables, connection),
      kept: new MemoryKeptStore(tables, connection),
      leases: new MemoryLeaseRows(ground.database('orders'), tables.leases, connection),
      clientIds: new MemoryClientIds(tables),
      unitOfWork: unitOfWork('orders'),
      bus: new SimulatedBus(life, kernel, others),
      history: this.lostTime === null ? null : new MemoryHistoryRows(this.lostTime.history, connection),
    };
    const isGone = (owner: string): boolean => this.sameHost && this.living.get(owner)?.alive === false;
    const changed = mutation?.ports?.(ports, { ...planted, tables }) ?? ports;
    const orders = new OrdersNode({
      ...changed,
      // Looked at from outside of whatever was planted: what comes back as written was written under a lease that stood.
      intents: otherwise(changed.intents, {
        save: async (right, tx, changes, under) => {
          await right(tx, changes, under);
          this.oracle.writtenUnder(under ?? []);
        },
      }),
      ...{ life, failed: ground.failed, hasPeople: this.cast.hasPeople, repairsPerHour: this.repairsPerHour },
      isGone,
      alarm: (message) => ground.say(`alarm: ${message}`),
    });
    const held = new HeldByBots(tables, ports.reads, ports.bus);
    const around = { life, wakeups, unitOfWork, bus: ports.bus, isGone, people: orders.people, planted };
    const living = this.cast.build(around);
    const notifier = this.notifier?.node({
      ...{ bus: ports.bus, unitOfWork, isGone, planted },
      around: { orders, strategies: living.asked, others },
    });
    const bookkeeper = this.bookkeeper?.node({ bus: ports.bus, unitOfWork, planted });
    for (const module of LISTENING) stations.host(module, []);
    if (notifier !== undefined) stations.host('notifications', notifier.handlers);
    if (bookkeeper !== undefined) stations.host('positions', bookkeeper.handlers);
    stations.host('orders', orders.handlers);
    for (const [module, handlers] of living.handlers) stations.host(module, handlers);
    const { lostTime } = this;
    const node: OrdersLife = {
      ...{ life, stations, orders, unitOfWork },
      start: async () => {
        if (lostTime !== null && changed.history !== null) {
          node.opening = true;
          const { history, clientIds, sends, intents } = changed;
          await lostTime.open({
            ...{ life, history, clientIds, sends, intents },
            ...{ metrics: orders.metrics, unitOfWork: ports.unitOfWork },
          });
          node.opening = false;
        }
        await stations.subscribe();
        stations.start();
        await wakeups.consume('bus', async ({ kind, id }) => stations.wake(kind, id));
        orders.watch.start();
        notifier?.watch.start();
        bookkeeper?.watch.start();
        await living.start();
      },
    };
    return node;
  }

  private answer(
    message: Ask<object, unknown>,
    life: Incarnation,
    venue: VenueGateway | null,
    here: () => { readonly orders: OrdersNode; readonly held: HeldByBots },
  ): Promise<unknown> {
    if (message instanceof SubmitOrders) {
      this.lost?.sends(message.data.operations.map(({ clientOrderId }) => clientOrderId).join());
      return (venue ?? this.gateway).submit(message.data);
    }
    if (message instanceof LookUpOrders) return (venue ?? this.gateway).lookUp(message.data);
    if (message instanceof GetAccountState) return this.shown(message.data, life, venue);
    if (message instanceof ListFundingBills && this.bookkeeper !== null)
      return this.bookkeeper.bills(message.data);
    if (message instanceof ListEveryAccount)
      return Promise.resolve(ACCOUNTS.map((id) => ({ id, venue: VENUE, userId: USER })));
    if (message instanceof CloseKeptPosition) return here().orders.closeKept.execute(message);
    if (message instanceof ListKeptPositions) return here().orders.listKept.execute(message);
    if (message instanceof GetUser) return Promise.resolve(PERSON);
    const answer = this.cast.answer(message) ?? here().held.answer(message);
    if (answer !== undefined) return answer;
    // Without a strategy that decides by candles the market has no clock of its own.
    if (message instanceof GetFeedStatus)
      return Promise.resolve({ marketTime: epochMs(this.ground.kernel.nowMs) });
    return Promise.reject(new TypeError(`nobody answers ${message.constructor.name}`));
  }

  private async shown(
    whose: GetAccountState['data'],
    life: Incarnation,
    venue: VenueGateway | null,
  ): Promise<AccountState | null> {
    const { accountId } = whose;
    const state = await (venue?.accountState(whose) ?? this.gateway.accountState(accountId));
    if (this.lostTime?.isLater(life) === true) this.lost?.shows(accountId);
    return state;
  }

  /** Any process that could do something now, drawn. */
  private anybody(site: string): OrdersLife | null {
    const able = this.processes.flatMap((process) => process.able ?? []) as OrdersLife[];
    return able.length === 0 ? null : this.ground.draws.pick(site, able);
  }

  /** The kill switch, from whichever process hears of it. */
  private halt(halted: boolean): void {
    this.anybody('who halts')
      ?.orders.haltTrading.execute(new HaltTrading({ userId: USER, halted }))
      .catch(this.ground.failed);
  }

  private scene(): Scene {
    const { kernel, draws, faults } = this.ground;
    const { venue, conditions } = this;
    return {
      ...{ kernel, draws, faults, venue, conditions, profile: this.choice.profile },
      ...{ accounts: ACCOUNTS, symbols: SYMBOLS },
      isOver: () => this.over,
      say: (what) => this.ground.say(what),
      looked: () => this.halt(false),
      reconnected: () => {
        for (const { able } of this.processes) (able as OrdersLife | null)?.orders.reconciler.atReconnect();
      },
    };
  }

  private orderEnded(order: BookOrder): void {
    const { accountId, symbol, clientOrderId, end } = order;
    if (end === null || end.status === 'filled') return;
    const { status, code } = end;
    const at = epochMs(end.atMs);
    const execution: Execution =
      status === 'triggered'
        ? { kind: 'triggered', clientOrderId, price: '100', at, ...(order.child === null && { child: null }) }
        : { kind: status, clientOrderId, code: code ?? status, at };
    this.frame(accountId, symbol, execution, order);
  }

  /** The stream tells that an order acts for another one, and that it has died; its trades tell the rest. */
  private childActed(parent: BookOrder, child: BookChild): void {
    const { accountId, symbol, clientOrderId } = parent;
    const { end, bornAtMs, venueOrderId } = child;
    const execution: Execution | null =
      end === null
        ? { kind: 'triggered', clientOrderId, price: '100', at: epochMs(bornAtMs), child: venueOrderId }
        : end.status === 'filled'
          ? null
          : { kind: 'cancelled', ...namesOf(clientOrderId, child), code: end.code!, at: epochMs(end.atMs) };
    if (execution !== null) this.frame(accountId, symbol, execution, parent);
  }

  /** The venue tells something on the stream of an account. */
  private frame(
    accountId: string,
    symbol: string,
    execution: Execution,
    about: BookOrder | VenueTrade | null,
    site = about === null ? 'stream of others' : 'stream',
  ): void {
    const { kernel, draws, faults } = this.ground;
    if (!this.conditions.tells(accountId)) return;
    if (faults.strikes('frame-lost', site)) return;
    const times = faults.strikes('frame-twice', site) ? 2 : 1;
    for (let time = 0; time < times; time += 1) {
      const late = faults.strikes('frame-late', site);
      const inMs = draws.whole(`frame ${site}`, 1, late ? LATEST_FRAME_MS : 200);
      kernel.after(inMs, `${site} tells ${execution.kind}`, () => this.hear(accountId, symbol, execution));
    }
  }

  private hear(accountId: string, symbol: string, execution: Execution): void {
    const one = this.anybody('who hears');
    if (one === null) return;
    const told = new ExecutionsReported({
      accountId,
      userId: USER,
      venue: VENUE,
      symbol,
      executions: [execution],
    });
    this.tell(one.life, 'exchange', told).catch(this.ground.failed);
  }

  /** Records a message as `module` would. */
  private async tell(life: Incarnation, module: string, message: RecordMessage): Promise<void> {
    const node = this.processes.flatMap((process) => process.current ?? []).find((one) => one.life === life);
    if (node === undefined) return;
    await (node as OrdersLife).unitOfWork(module).run(async (tx) => tx.record(message));
  }
}

const sum = (entries: readonly (readonly [string, number])[]): number =>
  entries.reduce((total, [, count]) => total + count, 0);
