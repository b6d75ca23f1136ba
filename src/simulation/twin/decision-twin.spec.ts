import type { JsonObject } from '../../shared/pure/json.js';
import type { Candle } from '../../shared/pure/market/candle.js';
import { marketScale } from '../../shared/pure/market/scale.js';
import type { Envelope } from '../../shared/pure/messages/envelope.js';
import { ok } from '../../shared/pure/result.js';
import type { StrategyInput } from '../../shared/pure/strategy/input.js';
import { epochMs } from '../../shared/pure/time/epoch.js';
import { seriesText, type Terms } from '../../shared/platform/strategy/instance.js';
import type { Wake } from '../../shared/platform/strategy/decision-store.port.js';
import type { BoundKernel, Strategy } from '../../shared/platform/strategy/strategy.port.js';
import { CandlesClosed } from '../../modules/market-data/contracts/events/candles-closed.event.js';
import { OrderCancelled } from '../../modules/orders/contracts/events/order-cancelled.event.js';
import { instrument } from '../casts/strategies-cast.js';
import { MemoryDatabase } from '../store/memory-database.js';
import { StrategyTables, type InstanceRow } from '../store/strategies/strategy-tables.js';
import { DecisionTwin } from './decision-twin.js';

const SYMBOL = 'BTC/USDT:USDT';
const MINUTE_MS = 60_000;

interface Counted {
  readonly closes: number;
  readonly ended: number;
}

/** It counts what it is told. */
const counting: Pick<Strategy, 'kind' | 'bind' | 'messages' | 'read' | 'protects' | 'protectsHedge'> = {
  kind: 'grid',
  protects: () => false,
  protectsHedge: () => undefined,
  read: (document) =>
    ok({
      ...{ document, symbol: SYMBOL, timeframe: '1m', leverage: 1, marginMode: 'cross', takesOver: null },
    }),
  messages: { signal: null, moveGate: () => ({}) } as unknown as Strategy['messages'],
  bind: ({ by = 1 }) =>
    ({
      scale: marketScale(instrument(SYMBOL), 2),
      indicators: [],
      decidesInside: false,
      start: (previous: Counted | null) => previous ?? { closes: 0, ended: 0 },
      step: (state: Counted, { kind }: StrategyInput) => ({
        state: {
          closes: state.closes + (kind === 'candle-closed' || kind === 'price-moved' ? Number(by) : 0),
          ended: state.ended + (kind === 'order-cancelled' || kind === 'pause-asked' ? 1 : 0),
        },
        outputs: [],
      }),
      isIdle: (outputs: readonly object[]) => outputs.length === 0,
      like: () => null,
      explain: () => [],
      chapterOf: () => null,
      mayTakeSettings: () => true,
    }) as unknown as BoundKernel,
};

const candles = Array.from({ length: 5 }, (_, index): Candle => ({
  openTime: epochMs(index * MINUTE_MS),
  ...{ open: '100', high: '100', low: '100', close: '100', volume: '1' },
}));

/** A run as its tables tell it, one transaction after the other, and what its twin has found. */
class Run {
  readonly found: string[] = [];
  private readonly database = new MemoryDatabase('grid', () => 0);
  private readonly tables = new StrategyTables(this.database);
  private readonly twin = new DecisionTwin({
    ...{ strategy: counting as Strategy, tables: this.tables, candles: () => candles },
    account: { equity: '1', cash: '1' },
    breaks: (invariant, details) => this.found.push(`${invariant}: ${details}`),
  });
  private readonly instance = {
    ...{
      id: 'i',
      userId: 'u',
      accountId: 'a',
      venue: 'okx',
      symbol: SYMBOL,
      timeframe: '1m',
      strategy: 'grid',
    },
    ...{
      name: 'bot',
      state: 'stopped',
      stateReason: null,
      settings: {},
      settingsVersion: 1,
      epoch: 0,
      shard: 3,
    },
    ...{ lastDecidedAt: null, createdAt: epochMs(0), endedAt: null, startedAt: null },
  } as InstanceRow;

  constructor() {
    this.database.onCommit = (changes) => this.twin.committed(changes);
  }

  begin(): void {
    const { tables, instance } = this;
    this.commit(() => tables.instances.insert('i', instance));
    this.commit(() => {
      tables.kernels.set('i', {
        ...{
          state: { closes: 0, ended: 0 },
          version: 1,
          settings: {},
          settingsVersion: 1,
          lastDecided: null,
        },
        terms: { leverage: 1, instrument: instrument(SYMBOL), bounds: {} } as Terms,
      });
      tables.reactions.insert('r', {
        ...{
          id: 'r',
          instanceId: 'i',
          at: epochMs(0),
          cause: { kind: 'started' },
          correlationId: 'c',
          effects: [],
        },
        storedAtMs: 0,
      });
      tables.instances.update('i', { state: 'running', epoch: 1 });
    });
  }

  /** The candle `index` is told; whether its wake is written. */
  closes(index: number, isWoken = true): void {
    const wake = this.wakeOf(index);
    const end = wake.candleEnd;
    this.twin.heard({ type: CandlesClosed.type } as Envelope, {
      ...{ venue: 'okx', end, candles: [{ symbol: SYMBOL, timeframe: '1m', candle: candles[index] }] },
    });
    this.commit(() => {
      if (isWoken) this.tables.wakes.insert(`${seriesText(wake)} ${end}`, wake);
    });
  }

  /** The candle is decided, and leaves the bot in this state; null leaves it in the one that it has. */
  decides(index: number, state: Counted | null): void {
    const wake = this.wakeOf(index);
    this.commit(() => {
      if (state !== null) this.write(state, wake.candleEnd);
      this.closed(wake);
    });
  }

  /** A cancelled order is heard of, and leaves the bot in this state. */
  hears(state: Counted | null): void {
    const order = { strategy: 'grid', instanceId: 'i', cycle: 1, leg: 'l', side: 'buy', type: 'limit' };
    this.twin.heard({ type: OrderCancelled.type } as Envelope, { order, code: 'asked' });
    this.commit(() => state !== null && this.write(state, null));
  }

  /** A person gives it settings that wait for a decision. */
  edits(settings: JsonObject): void {
    this.commit(() => {
      const { settingsVersion } = this.tables.instances.get('i')!;
      this.tables.instances.update('i', { settings, settingsVersion: settingsVersion + 1 });
      this.reacts({ kind: 'settings-changed', settingsVersion: settingsVersion + 1, record: { settings } });
    });
  }

  /** A person gives it settings that it goes on by at once, and which leave it in this state. */
  adjusts(settings: JsonObject, state: Counted): void {
    this.commit(() => {
      const { settingsVersion, epoch } = this.tables.instances.get('i')!;
      const next = { settings, settingsVersion: settingsVersion + 1 };
      const row = this.tables.kernels.get('i')!;
      this.tables.kernels.set('i', { ...row, ...next, version: row.version + 1 });
      this.tables.instances.update('i', { ...next, epoch: epoch + 1 });
      const told = { kind: 'adjust-asked', settingsVersion: settingsVersion + 1 };
      this.reacts({ ...told, record: { settings, price: '100' } });
      this.write(state, null);
    });
  }

  /** A person asks it to pause, which leaves it in this state. */
  pauses(state: Counted): void {
    this.commit(() => {
      this.write(state, null);
      this.reacts({ kind: 'pause-asked', orders: 'keep' });
    });
  }

  /** It takes its newest settings with a candle, and is left in this state. */
  takes(index: number, state: Counted): void {
    const wake = this.wakeOf(index);
    const { settings, settingsVersion, epoch } = this.tables.instances.get('i')!;
    this.commit(() => {
      this.write(state, wake.candleEnd, { settings, settingsVersion });
      this.tables.instances.update('i', { epoch: epoch + 1 });
      this.closed(wake);
    });
  }

  /** The state changes, and nobody knows why. */
  changes(state: Counted): void {
    this.commit(() => this.write(state, null));
  }

  forgets(index: number): void {
    const wake = this.wakeOf(index);
    this.commit(() => this.tables.wakes.delete(`${seriesText(wake)} ${wake.candleEnd}`));
  }

  atRest(): readonly string[] {
    this.twin.atRest();
    return this.found;
  }

  private closed({ venue, symbol, timeframe, shard, candleEnd: decided }: Wake): void {
    const key = { venue, symbol, timeframe, shard };
    this.tables.wakes.delete(`${seriesText(key)} ${decided}`);
    this.tables.series.set(seriesText(key), { ...key, decided, close: '100', decidedAt: 0 });
  }

  private reacts(cause: JsonObject): void {
    const id = `r-${this.tables.reactions.size}`;
    const told = { at: epochMs(0), correlationId: 'c', effects: [], storedAtMs: 0 };
    this.tables.reactions.insert(id, { id, instanceId: 'i', cause, ...told });
  }

  private write(state: Counted, candleEnd: Wake['candleEnd'] | null, taken: object = {}): void {
    const row = this.tables.kernels.get('i')!;
    const lastDecided = candleEnd ?? row.lastDecided;
    this.tables.kernels.set('i', { ...row, ...taken, state, version: row.version + 1, lastDecided });
  }

  private commit(work: () => unknown): void {
    void this.database.statement(work);
  }

  private wakeOf(index: number): Wake {
    const candle = candles[index]!;
    return {
      ...{ venue: 'okx', symbol: SYMBOL, timeframe: '1m', shard: 3, candle, step: null, correlationId: 'c' },
      ...{ candleEnd: epochMs(candle.openTime + MINUTE_MS), closedAt: epochMs(0) },
    };
  }
}

const running = (): Run => {
  const run = new Run();
  run.begin();
  return run;
};

describe('the twin of a run', () => {
  test('agrees with one that decides every candle and hears everything once', () => {
    const run = running();
    run.closes(0);
    run.decides(0, { closes: 1, ended: 0 });
    run.hears({ closes: 1, ended: 1 });
    run.closes(1);
    run.closes(2);
    run.decides(1, { closes: 2, ended: 1 });
    run.decides(2, { closes: 3, ended: 1 });
    expect(run.atRest()).toEqual([]);
  });

  test('finds a state that the inputs do not lead to', () => {
    const run = running();
    run.closes(0);
    run.decides(0, { closes: 1, ended: 1 });
    expect(run.found).toEqual([expect.stringMatching(/^I22 .*ended is 1 and not 0/)]);
  });

  test('finds a candle that is decided a second time', () => {
    const run = running();
    run.closes(0);
    run.decides(0, { closes: 1, ended: 0 });
    run.decides(0, null);
    expect(run.found).toEqual([expect.stringMatching(/^I4 /)]);
  });

  test('finds a candle that nobody was woken by, one whose wake is gone, and one that was passed by', () => {
    const unwoken = running();
    unwoken.closes(0, false);
    expect(unwoken.atRest()).toEqual([expect.stringMatching(/^I4 .*was not woken/)]);
    const forgotten = running();
    forgotten.closes(0);
    forgotten.forgets(0);
    expect(forgotten.found).toEqual([expect.stringMatching(/^I4 .*was not decided/)]);
    const passed = running();
    passed.closes(0);
    passed.decides(0, null);
    expect(passed.found).toEqual([expect.stringMatching(/^I22 .*nothing was stored/)]);
  });

  test('lets a candle be passed by only where it was told after a later one that is decided', () => {
    const late = running();
    late.closes(1);
    late.closes(0);
    late.decides(1, { closes: 1, ended: 0 });
    late.forgets(0);
    expect(late.atRest()).toEqual([]);
    const inTime = running();
    inTime.closes(0);
    inTime.closes(1);
    inTime.decides(1, { closes: 1, ended: 0 });
    inTime.forgets(0);
    expect(inTime.found).toEqual([expect.stringMatching(/^I4 .*was not decided/)]);
    const tooEarly = running();
    tooEarly.closes(1);
    tooEarly.closes(0);
    tooEarly.forgets(0);
    expect(tooEarly.found).toEqual([expect.stringMatching(/^I4 .*was not decided/)]);
  });

  test('follows what people make of a bot: settings that wait, settings that are taken at once, a pause', () => {
    const run = running();
    run.closes(0);
    run.edits({ by: 2 });
    run.takes(0, { closes: 1, ended: 0 });
    run.closes(1);
    run.decides(1, { closes: 3, ended: 0 });
    run.adjusts({ by: 5 }, { closes: 8, ended: 0 });
    run.pauses({ closes: 8, ended: 1 });
    run.closes(2);
    run.decides(2, { closes: 13, ended: 1 });
    expect(run.atRest()).toEqual([]);
  });

  test('finds settings that are not taken, and others than were given', () => {
    const deaf = running();
    deaf.closes(0);
    deaf.edits({ by: 2 });
    deaf.decides(0, { closes: 1, ended: 0 });
    expect(deaf.found).toEqual([expect.stringMatching(/^I22 /)]);
    const old = running();
    old.adjusts({ by: 5 }, { closes: 1, ended: 0 });
    expect(old.found).toEqual([expect.stringMatching(/^I22 .*closes is 1 and not 5/)]);
  });

  test('finds what was heard and changed nothing, and what was changed and not heard', () => {
    const deaf = running();
    deaf.hears(null);
    expect(deaf.atRest()).toEqual([expect.stringMatching(/^I22 /)]);
    const moved = running();
    moved.changes({ closes: 1, ended: 0 });
    expect(moved.found).toEqual([expect.stringMatching(/^I22 .*nothing has led to it/)]);
  });
});
