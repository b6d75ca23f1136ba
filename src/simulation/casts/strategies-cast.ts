import type { JsonObject } from '../../shared/pure/json.js';
import type { Candle } from '../../shared/pure/market/candle.js';
import type { Instrument } from '../../shared/pure/market/instrument.js';
import type { Ask } from '../../shared/pure/messages/message.js';
import { formatMoney, money, type Money } from '../../shared/pure/numbers/money.js';
import { ok } from '../../shared/pure/result.js';
import { epochMs, type EpochMs } from '../../shared/pure/time/epoch.js';
import { routeOf, type RecordHandler } from '../../shared/platform/bus/on-record.js';
import type { HostedHandler } from '../../shared/platform/bus/record/record-stations.js';
import { HeldLeases } from '../../shared/platform/leases/held-leases.js';
import { openShell } from '../../shared/platform/strategy/open-shell.js';
import type { Instance } from '../../shared/platform/strategy/instance.js';
import type { ShellReporter } from '../../shared/platform/strategy/shell-reporter.js';
import { StrategyQueue } from '../../shared/platform/strategy/strategy-queue.js';
import type { StrategyShell } from '../../shared/platform/strategy/strategy-shell.js';
import type { Strategy } from '../../shared/platform/strategy/strategy.port.js';
import type { WorldMessages } from '../../shared/platform/strategy/strategy-world.js';
import { PrepareInstrument } from '../../modules/exchange/contracts/commands/prepare-instrument.command.js';
import { GetAccountFacts } from '../../modules/exchange/contracts/queries/get-account-facts.query.js';
import { GetFeedStatus } from '../../modules/exchange/contracts/queries/get-feed-status.query.js';
import {
  GetInstrumentTerms,
  type InstrumentTerms,
} from '../../modules/exchange/contracts/queries/get-instrument-terms.query.js';
import { ListAccounts } from '../../modules/exchange/contracts/queries/list-accounts.query.js';
import { ListInstruments } from '../../modules/exchange/contracts/queries/list-instruments.query.js';
import { GridStrategy } from '../../modules/grid/application/grid-strategy.js';
import { GridFailed, type GridFailedData } from '../../modules/grid/contracts/events/grid-failed.event.js';
import { HEARD as GRID_HEARD } from '../../modules/grid/application/heard.handlers.js';
import { GRID_WORLD } from '../../modules/grid/application/world.js';
import { HEARD as HYPER_RSI_HEARD } from '../../modules/hyper-rsi/application/heard.handlers.js';
import { HyperRsiFailed } from '../../modules/hyper-rsi/contracts/events/hyper-rsi-failed.event.js';
import { HyperRsiStrategy } from '../../modules/hyper-rsi/application/hyper-rsi-strategy.js';
import { HYPER_RSI_WORLD } from '../../modules/hyper-rsi/application/world.js';
import { CandlesClosed } from '../../modules/market-data/contracts/events/candles-closed.event.js';
import { GetCandles } from '../../modules/market-data/contracts/queries/get-candles.query.js';
import { GetTickers } from '../../modules/market-data/contracts/queries/get-tickers.query.js';
import { GetRiskLimits } from '../../modules/orders/contracts/queries/get-risk-limits.query.js';
import { isSpot } from '../../modules/orders/domain/index.js';
import { VersionsOracle } from '../invariants/versions-oracle.js';
import type { ShellGround, ShellPorts } from '../mutations/mutation.js';
import { Rollout } from '../process/rollout.js';
import { MemoryDecisionStore } from '../store/strategies/memory-decision-store.js';
import { MemoryInstanceStore } from '../store/strategies/memory-instance-store.js';
import { MemoryResumeStore } from '../store/strategies/memory-resume-store.js';
import { goesOn, StrategyTables } from '../store/strategies/strategy-tables.js';
import { DecisionTwin } from '../twin/decision-twin.js';
import { pairOf } from '../venue/spot/spot-accounts.js';
import { opensSpot, tradedOn } from './spot-account.js';
import { MemoryLeaseRows } from '../store/memory-lease-rows.js';
import type { Venue } from '../venue/venue.js';
import {
  ACCOUNTS,
  Cast,
  SYMBOLS,
  USER,
  VENUE,
  type Living,
  type Stage,
  type Surroundings,
} from '../world/cast.js';
import { askedByPeople } from './asked-by-people.js';
import { BotEdits } from './edits/bot-edits.js';
import { asNextVersion, isWhole, plainState } from './next-version.js';
import { resumeLoop } from './resumed-bots.js';

/** A strategy of the program with how it is put into a world. */
interface Kind {
  readonly strategy: () => Strategy;
  readonly world: WorldMessages;
  readonly heard: readonly (new (shell: StrategyShell) => object)[];
}

const KINDS = {
  'hyper-rsi': { strategy: () => new HyperRsiStrategy(), world: HYPER_RSI_WORLD, heard: HYPER_RSI_HEARD },
  grid: { strategy: () => new GridStrategy(), world: GRID_WORLD, heard: GRID_HEARD },
} as const satisfies Readonly<Record<string, Kind>>;

export type StrategyName = keyof typeof KINDS;

interface Bot {
  readonly kind: StrategyName;
  readonly name: string;
  readonly accountId: string;
  readonly settings: JsonObject;
}

/** What every account has, whatever happens to it. */
const FACTS = { equity: '10000', cash: '10000' } as const;
/** In this share of the worlds whose database loses nothing every bot has a twin: it costs a twentieth of a run. */
const TWIN_IN = 0.5;
/** How long what the next version has to do waits for it. */
const NEWER_IS_AWAITED_MS = 15_000;
const CANDLE_EVERY_MS = 1_500;
/**
 * Where a bot is still stopping so long after the faults, candles come more slowly, as they do where they are of a minute: between two of
 * them there is a moment in which nothing is on its way, and a difference that no trade explains can be taken over.
 */
const HURRIES_FOR_MS = 60_000;
const CALM_CANDLE_EVERY_MS = 20_000;
const CANDLE_MS = 60_000;
const HISTORY = 60;
/** Market time of the first candle of the history. */
const MARKET_START_MS = 1_740_000_000_000;
const ASK_AGAIN_MS = 2_000;

/** What can be traded in a simulated world. */
export const instrument = (symbol: string): Instrument => ({
  ...{ symbol, base: symbol.slice(0, 3), quote: 'USDT', tick: '0.01', lot: '0.001', priceBands: null },
  ...(isSpot(symbol)
    ? { kind: 'spot', maintenanceRate: null }
    : { kind: 'perpetual', maintenanceRate: '0.005' }),
  ...{ minSize: '0.001', minNotional: '1', quoteScale: 8 },
});

/** What the venue says of an account before anybody trades on it. */
export const termsOf = (venue: Venue, accountId: string): InstrumentTerms => ({
  positionMode: venue.isHedged(accountId) ? 'hedge' : 'one-way',
  ...{ maxLeverage: venue.spot.has(accountId) ? 1 : 20, maxOpenOrders: null },
});

/** A hedge that is opened by the first add, and has exits of its own. */
const HEDGE: JsonObject = {
  ...{ enabled: true, trigger: 2, limit: 2, size: { unit: 'percent', value: '50' } },
  takeProfit: { unit: 'percent', value: '0.5' },
  stopLoss: { enabled: true, unit: 'percent', value: '1.5' },
};

/** Settings under which a bot of each kind has something to do on nearly every candle. */
const settingsOf = (kind: StrategyName, symbol: string, hedged: boolean): JsonObject =>
  kind === 'hyper-rsi'
    ? {
        ...(hedged && { hedge: HEDGE }),
        ...{ symbol, timeframe: '1m', leverage: 2, margin: '100', direction: 'both', rsiLength: 3 },
        ...{ oversold: '45', overbought: '55', entryRule: 'beyond', useTrend: false, pyramidingLimit: 3 },
        ...{ cooldownSec: 0, stopLoss: { enabled: true, unit: 'percent', value: '1.5' } },
        ...{ pyramidingSpacing: { unit: 'percent', value: '0.2' } },
      }
    : {
        ...(isSpot(symbol) ? { mode: 'spot', leverage: 1 } : { mode: 'neutral', leverage: 2 }),
        ...{ symbol, timeframe: '1m', spacing: 'arithmetic', lower: '97', upper: '103' },
        ...{ levels: 9, investment: '500' },
      };

/** The strategies of the program with their shells, on candles of the simulated market. */
export class StrategiesCast extends Cast {
  override readonly maxPosition: Money = money('50000');
  override readonly neverRests = true;
  private overSinceMs: number | null = null;
  override readonly hasPeople = false;
  private readonly tables = new Map<StrategyName, StrategyTables>();
  private readonly twins = new Map<string, DecisionTwin>();
  private readonly shells = new Map<string, Map<StrategyName, StrategyShell>>();
  private readonly candles = new Map<string, Candle[]>();
  private readonly recorded = new Set<number>();
  private readonly bots: readonly Bot[];
  /** Null where all processes are of one version. */
  private readonly rollout: Rollout | null;
  private readonly versions: VersionsOracle | null;
  /** Null where nobody edits a bot. */
  private readonly edits: BotEdits | null;
  private decided = 0;

  constructor(
    private readonly stage: Stage,
    private readonly kinds: readonly StrategyName[],
  ) {
    super();
    // What a database has lost was committed, and no twin forgets.
    const hasTwin = stage.ground.draws.chance('twin', TWIN_IN) && !stage.losesTime;
    for (const kind of kinds) {
      const database = stage.ground.database(kind);
      const tables = new StrategyTables(database);
      this.tables.set(kind, tables);
      const twin = hasTwin ? this.twinOf(kind, tables) : null;
      database.onCommit = (changes) => {
        for (const { table, before } of changes)
          if (table === 'decision' && before === undefined) this.decided += 1;
        twin?.committed(changes);
        stage.resume?.committed(changes);
      };
    }
    stage.ground.post.onRecord = (envelope, data) => {
      if (envelope.type === CandlesClosed.type) this.recorded.add((data as { end: number }).end);
      else stage.resume?.recorded(envelope, data);
    };
    stage.ground.post.onDone = (module, envelope, data) => this.twins.get(module)?.heard(envelope, data);
    this.bots = ACCOUNTS.flatMap((accountId, index) => {
      const kind = kinds[index % kinds.length]!;
      // A grid works on one net position.
      const hedged = kind === 'hyper-rsi' && stage.ground.faults.strikes('hedge-mode', accountId);
      if (hedged) stage.venue.hedge(accountId);
      if (kind === 'grid') opensSpot(stage, accountId);
      return SYMBOLS.map((pair): Bot => {
        const symbol = stage.venue.symbolOf(accountId, pair);
        const settings = settingsOf(kind, symbol, hedged);
        return { kind, accountId, name: `${kind} ${symbol.slice(0, 3)}`, settings };
      });
    });
    this.rollout = this.plannedRollout();
    this.versions = this.rollout === null ? null : this.watchVersions();
    this.edits = BotEdits.in({
      ...{ stage, bots: this.bots },
      tablesOf: (kind) => this.tables.get(kind)!,
      shellOf: (life, kind) => this.shells.get(life.name)!.get(kind)!,
    });
  }

  override get decisions(): number {
    return this.decided;
  }

  override build(around: Surroundings): Living {
    if (this.rollout?.isNext(around.life.process) === true) {
      this.stage.ground.say(`${around.life.name} is the next version`);
      this.versions?.rises(around.life);
    }
    const shells = new Map<StrategyName, StrategyShell>();
    const handlers = new Map<string, readonly HostedHandler[]>();
    const queue = new StrategyQueue(around.wakeups);
    for (const kind of this.kinds) {
      const shell = this.shell(kind, around, queue);
      shells.set(kind, shell);
      const { heard } = KINDS[kind];
      handlers.set(
        kind,
        heard.map((Handler) => ({
          route: routeOf(Handler)!,
          handler: new Handler(shell) as RecordHandler,
        })),
      );
    }
    this.shells.set(around.life.name, shells);
    return {
      handlers,
      asked: (message) => askedByPeople(shells, message),
      start: async () => {
        for (const shell of shells.values()) shell.onApplicationBootstrap();
        this.resume(shells, around);
      },
    };
  }

  /** Owners are told what was resumed, in a world in which anybody is told anything. */
  private resume(shells: ReadonlyMap<StrategyName, StrategyShell>, { life, planted }: Surroundings): void {
    const { resume, ground } = this.stage;
    if (resume === null) return;
    resume.rises(
      life,
      [...this.tables.values()].flatMap(({ instances }) => [...instances.committed().values()]),
    );
    for (const [kind, shell] of shells) {
      const right = new MemoryResumeStore(kind, this.tables.get(kind)!, ground.post, life.connection);
      const store = ground.choice.mutation?.resume?.(right, planted) ?? right;
      resumeLoop(kind, shell, store, life.clock, (error, mayBeTold) => {
        ground.failed(error);
        if (mayBeTold) resume.mayTellAgain(life);
      }).onApplicationBootstrap();
    }
  }

  /** Of bots that were parked because nobody can read them any more. */
  override get leftMessages(): number {
    if (this.rollout?.isTakenBack !== true) return 0;
    const { post } = this.stage.ground;
    let left = 0;
    for (const [kind, tables] of this.tables)
      for (const id of post.waitingKeys(kind)) if (isParkedForNext(tables, id)) left += 1;
    return left;
  }

  override atRest(): void {
    this.versions?.atRest();
  }

  override answer(message: Ask<object, unknown>): Promise<unknown> | undefined {
    const answer = this.answerOf(message);
    return answer === undefined ? undefined : Promise.resolve(answer);
  }

  override async prepare(): Promise<void> {
    for (const symbol of SYMBOLS) {
      const { draws } = this.stage.ground;
      const history: Candle[] = [];
      for (let index = 0; index < HISTORY; index += 1) {
        const close = formatMoney(
          money('100') + BigInt(draws.whole(`history of ${symbol}`, -50, 50)) * 10n ** 16n,
        );
        history.push(candleOf(index, history.at(-1)?.close ?? '100', close));
      }
      this.candles.set(symbol, history);
      // A coin costs what its contract does.
      if (this.stage.venue.spot.any) this.candles.set(pairOf(symbol), history);
    }
  }

  override act(): void {
    for (const bot of this.bots) this.askForStart(bot);
    this.closeCandleLater(HISTORY);
    this.lookIn();
    this.edits?.begin();
    this.rollout?.begin();
  }

  private get somebodyStops(): boolean {
    return [...this.tables.values()].some(({ instances }) =>
      [...instances.all()].some((one) => this.isStopping(one)),
    );
  }

  /** One whose position somebody has traded away by hand can never close it: that is told, and a person's. */
  private isStopping({ state, accountId, symbol }: Instance): boolean {
    return state === 'stopping' && !this.stage.venue.wasTradedByHand(accountId, symbol);
  }

  override unsettled(): string | null {
    for (const twin of this.twins.values()) twin.atRest();
    for (const [kind, { wakes, instances }] of this.tables) {
      if (wakes.size > 0) return `${wakes.size} candles of ${kind} are not decided`;
      for (const one of instances.all()) if (this.isStopping(one)) return `${one.name} is still stopping`;
    }
    return null;
  }

  private plannedRollout(): Rollout | null {
    const { ground, processes, restart } = this.stage;
    const { kernel, draws, faults, choice } = ground;
    return Rollout.in({ kernel, draws, faults, processes, restart, calmAtMs: choice.safetyMs });
  }

  private watchVersions(): VersionsOracle {
    const { ground, resume, losesTime } = this.stage;
    const { kernel, post } = ground;
    const versions = new VersionsOracle({
      ...{ awaitedMs: NEWER_IS_AWAITED_MS, isWhole, plain: plainState, losesTime },
      nowMs: () => kernel.nowMs,
      say: (what) => ground.say(what),
      breaks: (invariant, details) => ground.breaks(invariant, details),
    });
    for (const { database } of this.tables.values()) {
      const before = database.onCommit;
      database.onCommit = (changes) => {
        before(changes);
        versions.committed(changes);
      };
    }
    const heard = post.onRecord;
    post.onRecord = (envelope, data) => {
      heard(envelope, data);
      if (envelope.type === GridFailed.type || envelope.type === HyperRsiFailed.type)
        versions.failed((data as GridFailedData).instanceId);
    };
    if (resume !== null) resume.isUnread = (life, id) => !versions.isNext(life) && versions.isOfNext(id);
    return versions;
  }

  private twinOf(kind: StrategyName, tables: StrategyTables): DecisionTwin {
    const twin = new DecisionTwin({
      ...{ strategy: KINDS[kind].strategy(), tables, account: FACTS },
      candles: (symbol) => this.candles.get(symbol)!,
      breaks: (invariant, details) => this.stage.ground.breaks(invariant, details),
    });
    this.twins.set(kind, twin);
    return twin;
  }

  private shell(
    kind: StrategyName,
    { life, bus, wakeups, unitOfWork, isGone, planted }: Surroundings,
    queue: StrategyQueue,
  ): StrategyShell {
    const { ground } = this.stage;
    const tables = this.tables.get(kind)!;
    const { clock, ids, connection } = life;
    const { world } = KINDS[kind];
    const reporter: ShellReporter = {
      decided: () => undefined,
      latency: () => undefined,
      begun: () => undefined,
      noted: (id, { code }) => ground.say(`${id} notes ${code}`),
      failed: (id, error) => ground.breaks('no kernel throws', `${id}: ${String(error)}`),
      newer: (id, { message }) => ground.say(`${life.name} leaves ${id}: ${message}`),
      stalled: (_what, error) => ground.failed(error),
    };
    const leases = new HeldLeases({
      ...{ clock, owner: life.name, isGone: async (owner) => isGone(owner) },
      rows: new MemoryLeaseRows(ground.database(kind), tables.leases, connection),
    });
    const ports: ShellPorts = {
      strategy: KINDS[kind].strategy(),
      instances: new MemoryInstanceStore(tables, connection),
      decisions: new MemoryDecisionStore(tables, connection),
      ...{ leases, bus },
    };
    const isNext = this.rollout?.isNext(life.process) === true;
    const { strategy, instances, decisions, ...asked } = this.changed(isNext ? asNextVersion(ports) : ports, {
      ...{ ...planted, tables, module: kind },
    });
    const stores = { ...{ schema: kind, leases: asked.leases }, instances, decisions };
    const around = { wakeups, queue, clock, ids, reporter, unitOfWork: unitOfWork(kind), works: true };
    return openShell(strategy, world, stores, {
      ...{ ...around, bus: asked.bus },
      newerIsAwaitedMs: NEWER_IS_AWAITED_MS,
    });
  }

  /** As whatever was planted has them. */
  private changed(ports: ShellPorts, ground: ShellGround): ShellPorts {
    return this.stage.ground.choice.mutation?.shell?.(ports, ground) ?? ports;
  }

  private answerOf(message: Ask<object, unknown>): unknown {
    if (message instanceof ListAccounts) return ACCOUNTS.map((id) => ({ id, venue: VENUE, userId: USER }));
    if (message instanceof ListInstruments)
      return tradedOn(this.stage.venue).map((symbol) => {
        const tick = formatMoney(this.stage.venue.tickOf(symbol));
        return { venue: VENUE, instrument: { ...instrument(symbol), tick }, candleDecimals: 2 };
      });
    if (message instanceof GetAccountFacts)
      return Object.fromEntries(message.data.accountIds.map((id) => [id, FACTS]));
    if (message instanceof GetInstrumentTerms) return termsOf(this.stage.venue, message.data.accountId);
    if (message instanceof GetRiskLimits)
      return { maxLeverage: 20, maxPositionNotional: formatMoney(this.maxPosition), maxDailyLoss: '5000' };
    if (message instanceof GetTickers)
      return message.data.symbols.map((symbol) => ({
        ...{ venue: VENUE, symbol, at: this.marketTime, ageMs: 0 },
        last: formatMoney(this.stage.venue.priceOf(symbol)),
      }));
    if (message instanceof PrepareInstrument)
      return ok(
        isSpot(message.data.symbol)
          ? { leverage: 1, makerRate: '0.0008', takerRate: '0.001', marginMode: 'cross' }
          : { leverage: 2, makerRate: '0.0002', takerRate: '0.0005', marginMode: 'cross' },
      );
    if (message instanceof GetFeedStatus) return { marketTime: this.marketTime };
    if (message instanceof GetCandles) {
      const { symbol, from, to, limit } = message.data;
      const found = this.candles
        .get(symbol)!
        .filter(({ openTime }) => (from === null || openTime >= from) && (to === null || openTime < to));
      return ok(from === null ? found.slice(-limit) : found.slice(0, limit));
    }
    return undefined;
  }

  private get marketTime(): EpochMs {
    const last = this.candles.get(SYMBOLS[0])!.at(-1)!;
    return epochMs(last.openTime + CANDLE_MS);
  }

  /** Asks for a bot until it runs, as an impatient person would. */
  private askForStart(bot: Bot): void {
    const { ground, isOver, anybody } = this.stage;
    const { kernel } = ground;
    kernel.after(ASK_AGAIN_MS, `${bot.name} is asked for`, () => {
      if (isOver()) return;
      const life = anybody('who starts');
      if (life !== null) this.begin(bot, this.shells.get(life.name)!.get(bot.kind)!).catch(ground.failed);
      this.askForStart(bot);
    });
  }

  private async begin({ name, accountId, settings, kind }: Bot, shell: StrategyShell): Promise<void> {
    const there = [...this.tables.get(kind)!.instances.all()].find(
      (one) => one.name === name && one.accountId === accountId,
    );
    if (there?.state === 'running' || there?.state === 'stopping') return;
    if (there === undefined) {
      const made = await shell.create({ userId: USER, accountId, name, settings });
      if (!made.ok) this.refused(made.error);
      return;
    }
    const started = await shell.start(USER, there.id);
    if (started.ok) return;
    this.refused(started.error);
    if (started.error.code !== 'position-held') return;
    const { draws, faults } = this.stage.ground;
    // Whoever has kept it thinks about it for a while, and then may be impatient.
    if (!draws.chance('what was kept is closed', 0.3)) return;
    const times = faults.strikes('double-command', 'shell') ? 2 : 1;
    for (let time = 0; time < times; time += 1) {
      const closing = await shell.stop(USER, there.id, 'close');
      if (!closing.ok) this.refused(closing.error);
    }
  }

  private refused({ code, details }: { readonly code: string; readonly details?: unknown }): void {
    const { ground } = this.stage;
    ground.say(`refused: ${code}`);
    if (code === 'settings-refused') ground.breaks('the cast can trade', JSON.stringify(details));
  }

  /** People stop their bots now and then. */
  private lookIn(): void {
    const { ground, isOver, anybody } = this.stage;
    const { kernel, draws, faults } = ground;
    kernel.after(
      draws.whole('somebody looks at the bots', 3_000, 8_000),
      'somebody looks at the bots',
      () => {
        if (isOver()) return;
        if (faults.strikes('user-stops', 'shell')) {
          const { kind } = draws.pick('which bot', this.bots);
          const instance = draws.pick('which instance', [...this.tables.get(kind)!.instances.all(), null]);
          const mode = draws.chance('stop mode', 0.5) ? 'close' : 'keep';
          const times = faults.strikes('double-command', 'shell') ? 2 : 1;
          for (let time = 0; instance !== null && time < times; time += 1) {
            const life = anybody('who stops');
            if (life !== null)
              this.shells.get(life.name)!.get(kind)!.stop(USER, instance.id, mode).catch(ground.failed);
          }
        }
        this.lookIn();
      },
    );
  }

  private closeCandleLater(index: number): void {
    const { ground, isOver, venue } = this.stage;
    ground.kernel.after(this.candleEveryMs, `candle ${index} closes`, () => {
      // A bot that is to stop may try again with its next candle; nobody else needs one any more.
      if (isOver() && !this.somebodyStops) {
        this.closeCandleLater(index);
        return;
      }
      for (const symbol of SYMBOLS) {
        const candles = this.candles.get(symbol)!;
        candles.push(candleOf(index, candles.at(-1)!.close, formatMoney(venue.priceOf(symbol))));
      }
      this.tellCandle(index);
    });
  }

  private get candleEveryMs(): number {
    const { ground, isOver } = this.stage;
    if (!isOver()) return CANDLE_EVERY_MS;
    const { nowMs } = ground.kernel;
    this.overSinceMs ??= nowMs;
    return nowMs - this.overSinceMs < HURRIES_FOR_MS ? CANDLE_EVERY_MS : CALM_CANDLE_EVERY_MS;
  }

  /** Until it is recorded: market data does not lose a candle either. */
  private tellCandle(index: number): void {
    const { ground, anybody, tell } = this.stage;
    const end = epochMs(MARKET_START_MS + (index + 1) * CANDLE_MS);
    const life = anybody('who closes candles');
    if (life !== null) {
      const candles = tradedOn(this.stage.venue).map((symbol) => ({
        ...{ symbol, timeframe: '1m' as const },
        candle: this.candles.get(symbol)![index]!,
      }));
      tell(life, 'market-data', new CandlesClosed({ venue: VENUE, end, candles })).catch(ground.failed);
    }
    ground.kernel.after(500, `candle ${index} is looked for`, () => {
      if (this.recorded.has(end)) this.closeCandleLater(index + 1);
      else this.tellCandle(index);
    });
  }
}

/** Stopped or parked, and what it remembers is of the next version. */
function isParkedForNext({ instances, kernels }: StrategyTables, id: string): boolean {
  const [instance, kernel] = [instances.get(id), kernels.get(id)];
  if (instance === undefined || kernel === undefined) return false;
  return !goesOn(instance) && kernel.state !== plainState(kernel.state);
}

function candleOf(index: number, open: string, close: string): Candle {
  const up = money(close) > money(open);
  return {
    openTime: epochMs(MARKET_START_MS + index * CANDLE_MS),
    ...{ open, close, high: up ? close : open, low: up ? open : close, volume: '1' },
  };
}
