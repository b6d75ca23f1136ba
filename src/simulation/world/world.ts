import { epochMs } from '../../shared/pure/time/epoch.js';
import type { Ask, RecordMessage } from '../../shared/pure/messages/message.js';
import type { UnitOfWork } from '../../shared/platform/persistence/unit-of-work.port.js';
import { RecordStations } from '../../shared/platform/bus/record/record-stations.js';
import { SubmitOrders } from '../../modules/exchange/contracts/commands/submit-orders.command.js';
import {
  ExecutionsReported,
  type Execution,
} from '../../modules/exchange/contracts/events/executions-reported.event.js';
import { GetAccountState } from '../../modules/exchange/contracts/queries/get-account-state.query.js';
import { GetFeedStatus } from '../../modules/exchange/contracts/queries/get-feed-status.query.js';
import { LookUpOrders } from '../../modules/exchange/contracts/queries/look-up-orders.query.js';
import { HaltTrading } from '../../modules/orders/contracts/commands/halt-trading.command.js';
import { NOTHING_CHOSEN } from '../../modules/orders/domain/index.js';
import { AmendmentsOracle } from '../invariants/amendments-oracle.js';
import { LiquidatedBots } from '../invariants/liquidated-bots.js';
import { OrdersOracle } from '../invariants/orders-oracle.js';
import { Violation } from '../invariants/violation.js';
import { Incarnation } from '../process/incarnation.js';
import { MemoryLeaseRows } from '../store/memory-lease-rows.js';
import { MemoryRecordRows } from '../store/memory-record-rows.js';
import type { MemoryTx } from '../store/memory-tx.js';
import { MemoryAmendmentStore } from '../store/orders/memory-amendment-store.js';
import { MemoryClientIds } from '../store/orders/memory-client-ids.js';
import { MemoryIntentStore } from '../store/orders/memory-intent-store.js';
import { MemoryOrderReads } from '../store/orders/memory-order-reads.js';
import { MemoryProtectionStore } from '../store/orders/memory-protection-store.js';
import { MemoryReconcileStore } from '../store/orders/memory-reconcile-store.js';
import { MemoryRiskStore } from '../store/orders/memory-risk-store.js';
import { MemorySendStore } from '../store/orders/memory-send-store.js';
import { OrdersTables } from '../store/orders/orders-tables.js';
import { Gateway, toldOf } from '../venue/gateway.js';
import type { BookOrder, VenueTrade } from '../venue/book-order.js';
import { Conditions } from '../venue/conditions.js';
import { VENUE_EVENTS } from '../venue/events/events.js';
import { holdsSinceLong } from '../venue/events/old-position.js';
import { mayHappen, type Scene } from '../venue/events/venue-event.js';
import { Venue } from '../venue/venue.js';
import { ACCOUNTS, SYMBOLS, USER, VENUE, type Cast } from './cast.js';
import { otherwise } from '../mutations/changed-port.js';
import { Ground } from './ground.js';
import type { RunChoice } from './run-choice.js';
import { OrdersNode, type OrdersPorts } from './orders-node.js';
import { SimulatedBus } from './simulated-bus.js';
import { SimulatedProcess, type Node } from './simulated-process.js';
import { SimulatedWakeups } from './simulated-wakeups.js';

const PROCESSES = ['p', 'q'] as const;
/** Modules that only tell. */
const LISTENING = ['exchange', 'market-data'] as const;
const UNIT = 10n ** 18n;
const TICK = UNIT / 100n;

/** What the venue may show beyond a cap, in percent of it: prices move after an order was approved. */
const PRICES_MOVE = 130n;

const PRICE_EVERY_MS = 500;
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
  private readonly oracle: OrdersOracle;
  private readonly amendments: AmendmentsOracle;
  private readonly processes: readonly SimulatedProcess[];
  private readonly living = new Map<string, Incarnation>();
  private readonly mutated = new Map<string, unknown>();
  private readonly sameHost: boolean;
  private readonly repairsPerHour: number;
  private readonly cast: Cast;
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
      watcher: {
        accepted: (order, request) => {
          this.moves += 1;
          this.oracle.accept(order, request);
          this.amendments.accepted(order);
        },
        traded: (trade, order, before, after) => {
          this.moves += 1;
          this.oracle.trade(trade, before, after);
          this.frame(trade.accountId, trade.symbol, toldOf(trade), order);
        },
        ended: (order) => {
          this.moves += 1;
          this.orderEnded(order);
        },
      },
    });
    this.gateway = new Gateway({
      ...{ venue: this.venue, profile: choice.profile, kernel, draws, faults, symbols: SYMBOLS },
      conditions: this.conditions,
      trace: (what) => ground.say(what),
    });
    this.oracle = new OrdersOracle({
      ...{ tables: this.tables, venue: this.venue, nowMs },
      mostNotional: () => (this.cast.maxPosition * PRICES_MOVE) / 100n,
      clockOffMs: choice.profile.clockOffMs,
      repairsPerHour: this.repairsPerHour,
    });
    const breaks = (invariant: string, details: string): void => ground.breaks(invariant, details);
    this.amendments = new AmendmentsOracle(this.tables, this.venue, breaks);
    const liquidated = new LiquidatedBots(breaks);
    ground.database('orders').onCommit = (changes) => {
      this.moves += 1;
      this.oracle.committed(changes);
      liquidated.committed(changes);
    };
    this.cast = choice.cast({
      ...{ ground, venue: this.venue },
      anybody: (site) => this.anybody(site)?.life ?? null,
      isOver: () => this.over,
      tell: (life, module, message) => this.tell(life, module, message),
    });
    this.processes = PROCESSES.map((name) => this.process(name));
  }

  /** @throws Violation */
  async run(): Promise<RunCounts> {
    const { kernel } = this.ground;
    const { safetyMs, mostEvents } = this.choice;
    for (const symbol of SYMBOLS) {
      this.venue.setPrice(symbol, 100n * UNIT);
      this.movePrice(symbol);
    }
    await this.cast.prepare();
    await this.ground.database('orders').statement(() =>
      this.tables.riskProfiles.insert(USER, {
        ...{ userId: USER, version: 1, haltedAt: null, settledAtMs: null },
        chosen: { ...NOTHING_CHOSEN, maxPositionNotional: this.cast.maxPosition },
      }),
    );
    for (const process of this.processes) process.start();
    this.cast.act();
    this.handsOn();
    const scene = this.scene();
    holdsSinceLong(scene);
    for (const event of VENUE_EVENTS) mayHappen(scene, event);
    const began = kernel.nowMs;
    await kernel.run(began + safetyMs, undefined, mostEvents);
    if (kernel.events >= mostEvents) return this.counts;
    this.over = true;
    this.ground.calm();
    this.conditions.end();
    this.ground.say('faults are over');
    for (const process of this.processes) process.current?.life.wake();
    await kernel.run(kernel.nowMs + CONVERGES_IN_MS, () => this.isSettled(), mostEvents);
    if (kernel.events < mostEvents) this.settled();
    return this.counts;
  }

  get counts(): RunCounts {
    const { faults, kernel } = this.ground;
    const of = (kind: string): number =>
      sum([...faults.happened].filter(([name]) => name.startsWith(`${kind} `)));
    return {
      decisions: this.cast.decisions,
      orders: this.oracle.accepted,
      crashes: of('crash'),
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
    return found === null ? null : new Violation(found.invariant, found.details);
  }

  private lastSettledLookMs = 0;
  /** How often the venue or the tables of orders have moved, now and when they were last seen not to be at rest. */
  private moves = 0;
  private restlessAt = -1;

  private isSettled(): boolean {
    const { kernel, post } = this.ground;
    if (kernel.nowMs - this.lastSettledLookMs < LOOK_EVERY_MS) return false;
    this.lastSettledLookMs = kernel.nowMs;
    if (this.moves === this.restlessAt || post.underWay > 0 || this.unsettled() !== null) return false;
    const before = this.oracle.found;
    this.oracle.atRest();
    const rests = this.oracle.found === null;
    this.oracle.found = before;
    if (!rests) this.restlessAt = this.moves;
    return rests;
  }

  /** @throws Violation when something is not settled in the end. */
  private settled(): void {
    const { post } = this.ground;
    if (post.underWay > 0)
      this.ground.breaks('I20 everything is delivered', `${post.underWay} messages are under way`);
    this.oracle.atRest();
    const found = this.violation();
    if (found !== null) throw found;
    const left = this.unsettled();
    if (left !== null) throw new Violation('I20 everything is decided', left);
  }

  private unsettled(): string | null {
    return this.cast.unsettled() ?? this.amendments.unsettled();
  }

  private process(name: string): SimulatedProcess {
    const { draws, kernel, failed } = this.ground;
    const process = new SimulatedProcess({
      name,
      build: (_, number) => this.node(name, number, () => process.died()),
      restartInMs: () => (this.over ? 100 : draws.whole(`restart of ${name}`, 100, 15_000)),
      after: (delayMs, what, action) => void kernel.after(delayMs, what, action),
      failed,
    });
    return process;
  }

  private node(name: string, number: number, died: () => void): OrdersLife {
    const { ground, tables } = this;
    const { kernel, draws, faults, fates, post } = ground;
    const life = new Incarnation({
      ...{ kernel, draws, faults, process: name, number, fate: fates, died },
      trace: (what) => ground.say(what),
    });
    this.living.set(life.name, life);
    const { connection, clock, ids } = life;
    const rows = new MemoryRecordRows({
      ...{ post, connection, messageId: () => ids.next(), now: () => clock.now() },
      database: (module) => ground.database(module),
      nowMs: () => kernel.nowMs,
    });
    const wakeups = new SimulatedWakeups(ground.queue, life, { kernel, draws, faults });
    const stations = new RecordStations<MemoryTx>({
      ...{ rows, wakeups, ids, clock },
      observer: {
        sent: () => undefined,
        handled: () => undefined,
        failure: (_module, { error }) => ground.say(`a message failed: ${String(error)}`),
        stalled: (_what, error) => ground.failed(error),
      },
    });
    const unitOfWork = (module: string) => rows.unitOfWork(module, stations.hooks(module));
    const ports: OrdersPorts = {
      intents: new MemoryIntentStore(tables),
      sends: new MemorySendStore(tables, connection),
      risk: new MemoryRiskStore(tables, connection),
      books: new MemoryReconcileStore(tables, post, connection),
      protection: new MemoryProtectionStore(tables, connection),
      amendments: new MemoryAmendmentStore(tables, connection),
      reads: new MemoryOrderReads(tables, connection),
      leases: new MemoryLeaseRows(ground.database('orders'), tables.leases, connection),
      clientIds: new MemoryClientIds('sim'),
      unitOfWork: unitOfWork('orders'),
      bus: new SimulatedBus(life, kernel, (message) => this.answer(message)),
    };
    const { mutation } = this.choice;
    const { mutated: memory } = this;
    const isGone = (owner: string): boolean => this.sameHost && this.living.get(owner)?.alive === false;
    const changed = mutation === null ? ports : mutation.ports(ports, { tables, life, kernel, memory });
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
    const around = { life, wakeups, unitOfWork, bus: ports.bus, isGone, people: orders.people };
    const living = this.cast.build(around);
    for (const module of LISTENING) stations.host(module, []);
    stations.host('orders', orders.handlers);
    for (const [module, handlers] of living.handlers) stations.host(module, handlers);
    return {
      ...{ life, stations, orders, unitOfWork },
      start: async () => {
        await stations.subscribe();
        stations.start();
        await wakeups.consume('bus', async ({ kind, id }) => stations.wake(kind, id));
        orders.watch.start();
        await living.start();
      },
    };
  }

  private answer(message: Ask<object, unknown>): Promise<unknown> {
    if (message instanceof SubmitOrders) return this.gateway.submit(message.data);
    if (message instanceof LookUpOrders) return this.gateway.lookUp(message.data);
    if (message instanceof GetAccountState) return this.gateway.accountState(message.data.accountId);
    const answer = this.cast.answer(message);
    if (answer !== undefined) return answer;
    // Without a strategy that decides by candles the market has no clock of its own.
    if (message instanceof GetFeedStatus)
      return Promise.resolve({ marketTime: epochMs(this.ground.kernel.nowMs) });
    return Promise.reject(new TypeError(`nobody answers ${message.constructor.name}`));
  }

  /** Any process that could do something now, drawn. */
  private anybody(site: string): OrdersLife | null {
    const able = this.processes.flatMap((process) => process.able ?? []) as OrdersLife[];
    return able.length === 0 ? null : this.ground.draws.pick(site, able);
  }

  private movePrice(symbol: string): void {
    const { kernel, draws, faults } = this.ground;
    kernel.after(PRICE_EVERY_MS, `${symbol} moves`, () => {
      // A market that goes on would give bots something new to do for ever.
      if (this.over) return;
      const jump = faults.strikes('price-jump', symbol) ? 30 : 1;
      const step = BigInt(draws.whole(`price of ${symbol}`, -20, 20) * jump);
      const price = this.venue.priceOf(symbol);
      const next = ((price + (price * step) / 10_000n) / TICK) * TICK;
      this.venue.setPrice(symbol, next < UNIT ? UNIT : next);
      this.movePrice(symbol);
    });
  }

  /** What people do besides: they trade by hand, and use the kill switch. */
  private handsOn(): void {
    const { kernel, draws, faults } = this.ground;
    kernel.after(draws.whole('hands', 3_000, 9_000), 'somebody looks in', () => {
      if (this.over) return;
      if (faults.strikes('foreign-orders', 'account')) {
        const side = draws.chance('hand side', 0.5) ? 'buy' : 'sell';
        this.venue.tradeByHand(
          draws.pick('hand account', ACCOUNTS),
          draws.pick('hand symbol', SYMBOLS),
          side,
          UNIT / 20n,
        );
      }
      if (faults.strikes('user-halts', 'account')) {
        this.halt(true);
        kernel.after(draws.whole('halted for', 1_000, 10_000), 'trading is resumed', () => this.halt(false));
      }
      this.handsOn();
    });
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
        ? { kind: 'triggered', clientOrderId, price: '100', at }
        : { kind: status, clientOrderId, code: code ?? status, at };
    this.frame(accountId, symbol, execution, order);
  }

  /** The venue tells something on the stream of an account. */
  private frame(
    accountId: string,
    symbol: string,
    execution: Execution,
    about: BookOrder | VenueTrade | null,
  ): void {
    const { kernel, draws, faults } = this.ground;
    const site = about === null ? 'stream of others' : 'stream';
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
