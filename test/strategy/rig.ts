import type { JsonObject } from '../../src/shared/pure/json.js';
import type { CorrelationId, MessageId } from '../../src/shared/pure/ids.js';
import type { Candle } from '../../src/shared/pure/market/candle.js';
import type { Envelope } from '../../src/shared/pure/messages/envelope.js';
import { epochMs } from '../../src/shared/pure/time/epoch.js';
import { ok } from '../../src/shared/pure/result.js';
import { Bus } from '../../src/shared/platform/bus/bus.port.js';
import { RecordLane } from '../../src/shared/platform/bus/record/record-lane.js';
import { SystemClock } from '../../src/shared/platform/clock/system-clock.js';
import { SystemIds } from '../../src/shared/platform/clock/system-ids.js';
import { SystemRandomness } from '../../src/shared/platform/clock/system-randomness.js';
import { Database } from '../../src/shared/platform/persistence/database.js';
import { MemoryWakeups } from '../../src/shared/platform/queue/memory-wakeups.js';
import type { Wakeups } from '../../src/shared/platform/queue/wakeups.port.js';
import { runInScope } from '../../src/shared/platform/telemetry/scope.js';
import type { OrderNews } from '../../src/shared/platform/strategy/order-inputs.js';
import type { ProcessIdentity } from '../../src/shared/platform/leases/process-identity.js';
import { openPgStores } from '../../src/shared/platform/strategy/outbound/open-pg-stores.js';
import { raw } from '../../src/shared/platform/persistence/sql.js';
import { openShell } from '../../src/shared/platform/strategy/strategy.module.js';
import { StrategyQueue } from '../../src/shared/platform/strategy/strategy-queue.js';
import type { StrategyShell } from '../../src/shared/platform/strategy/strategy-shell.js';
import type { ShellReporter } from '../../src/shared/platform/strategy/shell-reporter.js';
import { eventually } from '../kit/eventually.js';
import { createTestDatabase, type TestDatabase } from '../kit/postgres.js';
import { INSTRUMENT, TOY_WORLD, ToyStrategy } from './toy.js';

const MINUTE = 60_000;

const INSIDERS = raw(`(i.settings ->> 'inside')::boolean`);

/** Closes of the invented market; each candle is one minute after the one before. */
export const candleAt = (index: number, close: number): Candle => ({
  openTime: epochMs(index * MINUTE),
  ...{ open: String(close), high: String(close), low: String(close), close: String(close), volume: '1' },
});

/** Other modules, answering from memory. */
export class TestBus extends Bus {
  readonly history: Candle[] = [];
  equity: string | null = '1000';
  asked: string[] = [];
  /** What stopped bots still hold, and what becomes of asking to close it. */
  kept: readonly object[] = [];
  closing: object = ok([]);

  override async ask(message: object): Promise<never> {
    const { type } = message.constructor as unknown as { type: string };
    this.asked.push(type);
    return this.answer(type, (message as { data: JsonObject }).data) as never;
  }

  private answer(type: string, data: JsonObject): unknown {
    switch (type) {
      case 'accounts':
        return [{ id: `account of ${data['userId'] as string}`, venue: 'paper' }];
      case 'instruments':
        return [{ venue: 'paper', instrument: INSTRUMENT, candleDecimals: 0 }];
      case 'facts':
        return Object.fromEntries(
          (data['accountIds'] as string[]).map((id) => [id, { equity: this.equity, cash: this.equity }]),
        );
      case 'terms':
        return { positionMode: 'one-way', maxLeverage: 1, maxOpenOrders: null };
      case 'limits':
        return { maxLeverage: 20, maxPositionNotional: '50000' };
      case 'balances':
        return { balances: [], positions: [] };
      case 'kept':
        return this.kept;
      case 'closeKept':
        return this.closing;
      case 'prepare':
        return ok({ leverage: 1, makerRate: '0', takerRate: '0', marginMode: 'cross' });
      case 'feed':
        return { marketTime: epochMs(0) };
      case 'candles': {
        const { from, to, limit } = data as { from: number | null; to: number; limit: number };
        const found = this.history.filter(
          ({ openTime }) => openTime < to && (from === null || openTime >= from),
        );
        return ok(from === null ? found.slice(-limit) : found.slice(0, limit));
      }
      default:
        throw new Error(`nobody answers ${type}`);
    }
  }
}

export interface Told {
  readonly type: string;
  readonly data: Record<string, unknown>;
  readonly correlation_id: string;
  readonly user_id: string | null;
  readonly step: string | null;
}

/** Of the program that a process runs. */
export interface Version {
  readonly strategy?: ToyStrategy;
  readonly newerIsAwaitedMs?: number;
}

/** One database, and any number of processes' shells on it. */
export class Rig {
  readonly bus = new TestBus();
  readonly reported: string[] = [];
  private readonly shells: StrategyShell[] = [];
  private messages = 0;

  private constructor(
    private readonly place: TestDatabase,
    readonly database: Database,
  ) {}

  static async open(): Promise<Rig> {
    const place = await createTestDatabase();
    return new Rig(place, new Database(place.url));
  }

  async close(): Promise<void> {
    await Promise.all(this.shells.map((shell) => shell.beforeApplicationShutdown()));
    await this.database.close();
    await this.place.drop();
  }

  /** A shell as one process has it: its own memory and lease owner. */
  shell(
    self: Partial<ProcessIdentity> = {},
    wakeups: Wakeups = new MemoryWakeups(),
    { strategy = new ToyStrategy(), newerIsAwaitedMs }: Version = {},
  ): StrategyShell {
    const clock = new SystemClock();
    const ids = new SystemIds(clock, new SystemRandomness());
    const observer = {
      sent: () => undefined,
      handled: () => undefined,
      failure: () => undefined,
      stalled: () => undefined,
    };
    const { database, bus } = this;
    const lane = new RecordLane({
      ...{
        relayPool: database.pool('relay'),
        tradePool: database.pool('trade'),
        wakeups: new MemoryWakeups(),
      },
      ...{ ids, clock, observer },
    });
    const reporter: ShellReporter = {
      decided: (result, count) => void this.reported.push(`${result} ${count}`),
      latency: () => undefined,
      begun: (_, indicator) => void this.reported.push(`begun ${indicator}`),
      noted: (_, { code }) => void this.reported.push(`note ${code}`),
      failed: (_, error) => void this.reported.push(`failed ${String(error)}`),
      newer: (_, error) => void this.reported.push(`newer ${error.format}`),
      stalled: (what, error) => void this.reported.push(`stalled ${what} ${String(error)}`),
    };
    const identity = { pid: process.pid, host: 'here', startMark: 'unknown', ...self };
    const stores = openPgStores('grid', { database, clock, self: identity }, INSIDERS);
    const shell = openShell(strategy, TOY_WORLD, stores, {
      ...(newerIsAwaitedMs !== undefined && { newerIsAwaitedMs }),
      ...{ bus, wakeups, clock, ids, reporter },
      unitOfWork: lane.unitOfWork('grid'),
      queue: new StrategyQueue(wakeups),
      works: true,
    });
    this.shells.push(shell);
    return shell;
  }

  /** Ends a shell as kill -9 does: nothing is given back, what its memory held is gone. */
  kill(shell: StrategyShell): void {
    const { runner } = shell.parts;
    runner['running'] = false;
    for (const cancel of runner['timers'].splice(0)) cancel();
  }

  /** Makes an instance and starts it; its id. */
  async bot(shell: StrategyShell, name = 'bot', settings: JsonObject = {}, userId = name): Promise<string> {
    const made = await shell.create({ userId, accountId: `account of ${userId}`, name, settings });
    if (!made.ok) throw new Error(made.error.code);
    const started = await shell.start(userId, made.value.id);
    if (!started.ok) throw new Error(started.error.code);
    return made.value.id;
  }

  /** Tells a closed candle as the inbox does, and keeps it in the market's history. */
  async close_(
    shell: StrategyShell,
    index: number,
    close: number,
    step: number | null = null,
  ): Promise<void> {
    const candle = candleAt(index, close);
    if (!this.bus.history.some(({ openTime }) => openTime === candle.openTime)) this.bus.history.push(candle);
    await this.told(shell, index, candle, step);
  }

  async told(shell: StrategyShell, index: number, candle: Candle, step: number | null = null): Promise<void> {
    const end = epochMs((index + 1) * MINUTE);
    const candles = [{ symbol: INSTRUMENT.symbol, timeframe: '1m' as const, candle }];
    await shell.parts.unitOfWork.run((tx) =>
      shell.candlesClosed({ venue: 'paper', end, candles }, this.envelope(step, `candle ${index}`), tx),
    );
  }

  /** Lets everything that waits be decided by this shell, here and now. */
  async decide(shell: StrategyShell): Promise<void> {
    const { runner, decisions } = shell.parts;
    while ((await decisions.waitingShards()).length > 0) {
      await runner.scan();
      await runner.idle();
    }
  }

  /** Until a bot is parked: that is done beside what has led to it. */
  async eventuallyParked(): Promise<void> {
    await eventually(async () => {
      const rows = await this.query(`SELECT id FROM grid.instance WHERE state = 'failed'`);
      return rows.length > 0;
    });
  }

  /** The whole of one candle: told and decided. */
  async candle(shell: StrategyShell, index: number, close: number): Promise<void> {
    await this.close_(shell, index, close);
    await this.decide(shell);
  }

  async hear(shell: StrategyShell, news: OrderNews, correlationId = 'news'): Promise<void> {
    await runInScope({ correlationId }, () =>
      shell.parts.unitOfWork.run((tx) => shell.hear(news, this.envelope(null, correlationId), tx)),
    );
  }

  /** Orders says that nothing which adds is left behind the closed gate of the epoch. */
  async settled(shell: StrategyShell, instanceId: string, epoch: number): Promise<void> {
    await shell.parts.unitOfWork.run((tx) => shell.gateSettled(instanceId, epoch, tx));
  }

  fill(
    instanceId: string,
    leg: string,
    cycle: number,
    more: { strategy?: string; type?: string } = {},
  ): OrderNews {
    this.messages += 1;
    const side = leg === 'entry' ? ('buy' as const) : ('sell' as const);
    return {
      kind: 'filled',
      order: { strategy: 'grid', type: 'market', ...more, instanceId, leg, cycle, side },
      fill: {
        tradeId: `t${this.messages}`,
        ...{ price: '10', size: '1', fee: '0', feeCurrency: 'USDT', liquidity: 'taker', reason: leg },
        phase: 'open',
        at: epochMs(1),
      },
    };
  }

  async outbox(type?: string): Promise<readonly Told[]> {
    const { rows } = await this.database
      .pool('api')
      .query<Told>('SELECT type, data, correlation_id, user_id, step FROM grid.outbox ORDER BY position');
    return type === undefined ? rows : rows.filter((row) => row.type === type);
  }

  async query<Row extends object>(text: string): Promise<readonly Row[]> {
    return (await this.database.pool('api').query<Row>(text)).rows;
  }

  private envelope(step: number | null, correlationId: string): Envelope {
    this.messages += 1;
    return {
      ...{ id: `m${this.messages}` as MessageId, type: 't', source: 's', key: 'k', seq: this.messages, step },
      ...{
        recordedAt: epochMs(0),
        correlationId: correlationId as CorrelationId,
        causationId: null,
        userId: null,
      },
    };
  }
}
