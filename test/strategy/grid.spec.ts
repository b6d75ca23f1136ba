import type { JsonObject } from '../../src/shared/pure/json.js';
import type { Instrument } from '../../src/shared/pure/market/instrument.js';
import { ok } from '../../src/shared/pure/result.js';
import { epochMs } from '../../src/shared/pure/time/epoch.js';
import { RecordLane } from '../../src/shared/platform/bus/record/record-lane.js';
import { SystemClock } from '../../src/shared/platform/clock/system-clock.js';
import { SystemIds } from '../../src/shared/platform/clock/system-ids.js';
import { SystemRandomness } from '../../src/shared/platform/clock/system-randomness.js';
import { Database } from '../../src/shared/platform/persistence/database.js';
import { MemoryWakeups } from '../../src/shared/platform/queue/memory-wakeups.js';
import { openShell } from '../../src/shared/platform/strategy/strategy.module.js';
import { StrategyQueue } from '../../src/shared/platform/strategy/strategy-queue.js';
import type { StrategyShell } from '../../src/shared/platform/strategy/strategy-shell.js';
import type { OrderNews } from '../../src/shared/platform/strategy/order-inputs.js';
import type { Envelope } from '../../src/shared/pure/messages/envelope.js';
import { Bus } from '../../src/shared/platform/bus/bus.port.js';
import { adjustGrid } from '../../src/modules/grid/application/adjust.js';
import { GridStrategy } from '../../src/modules/grid/application/grid-strategy.js';
import { levelsOf } from '../../src/modules/grid/application/levels.js';
import { askGrid } from '../../src/modules/grid/application/pause.js';
import type { ContinueAskedInput, PauseAskedInput } from '../../src/shared/pure/strategy/input.js';
import { previewFor } from '../../src/modules/grid/application/preview.js';
import { proveLadder } from '../../src/modules/grid/application/resume/prove.js';
import { startGrid } from '../../src/modules/grid/application/start-checks.js';
import { gridPerformance } from '../../src/modules/grid/application/performance.js';
import { GRID_WORLD } from '../../src/modules/grid/application/world.js';
import { gridStores } from '../../src/modules/grid/outbound/grid-stores.js';
import { PgGridResumeStore } from '../../src/modules/grid/outbound/pg-grid-resume-store.js';
import { createTestDatabase, type TestDatabase } from '../kit/postgres.js';

const MINUTE = 60_000;
const USER = 'user-1';
const ACCOUNT = 'account-1';

const instrument: Instrument = {
  ...{ symbol: 'BTC/USDT', kind: 'spot', base: 'BTC', quote: 'USDT', tick: '0.01', lot: '0.00001' },
  ...{ minSize: '0.00001', minNotional: '5', quoteScale: 8, maintenanceRate: null, priceBands: null },
};

/** 100, 110, ..., 150 with a coin in every cell. */
const SETTINGS = {
  ...{ symbol: 'BTC/USDT', spacing: 'arithmetic', lower: '100', upper: '150', levels: 6 },
  ...{ investment: '650', amounts: ['110', '120', '130', '140', '150'], initialPosition: 'none' },
};

interface Booked {
  readonly leg: string;
  readonly cycle: number;
  readonly clientOrderId: string;
  status: string;
}

/** The other modules, answering from memory. */
class World extends Bus {
  price = '121';
  cash = '10000';
  limits = { maxDailyLoss: '1000', maxPositionNotional: '50000', maxLeverage: 20 };
  mostOrders: number | null = null;
  fills: readonly object[] = [];
  positions: readonly object[] = [];
  orders: Booked[] = [];
  coins = '0';
  kept: readonly object[] = [];

  override async ask(message: object): Promise<never> {
    const { type } = message.constructor as unknown as { type: string };
    return (await Promise.resolve(this.answer(type, (message as { data: JsonObject }).data))) as never;
  }

  private answer(type: string, data: JsonObject): unknown {
    switch (type) {
      case 'exchange.list-accounts.v1':
        return [{ id: ACCOUNT, venue: 'paper' }];
      case 'exchange.list-instruments.v1':
        return [{ venue: 'paper', instrument, candleDecimals: 2 }];
      case 'exchange.get-account-facts.v1':
        return { [ACCOUNT]: { equity: this.cash, cash: this.cash } };
      case 'exchange.get-account-state.v1':
        return {
          balances: [{ currency: 'BTC', total: this.coins, free: this.coins }],
          positions: this.positions,
          openOrders: this.orders
            .filter(({ status }) => status === 'open')
            .map(({ clientOrderId }) => ({ clientOrderId })),
        };
      case 'exchange.get-instrument-terms.v1':
        return { positionMode: 'one-way', maxLeverage: 1, maxOpenOrders: this.mostOrders };
      case 'exchange.prepare-instrument.v1':
        return ok({ leverage: 1, makerRate: '0.001', takerRate: '0.001', marginMode: 'cross' });
      case 'exchange.get-feed-status.v1':
        return { marketTime: epochMs(5 * MINUTE) };
      case 'market-data.get-tickers.v1':
        return [{ symbol: 'BTC/USDT', last: this.price }];
      case 'market-data.get-candles.v1':
        return ok([]);
      case 'orders.get-risk-limits.v1':
        return this.limits;
      case 'orders.list-kept-positions.v1':
        return this.kept;
      case 'orders.list-instance-fills.v1':
        return this.fills.slice((data['after'] as number | null) ?? 0).slice(0, data['limit'] as number);
      case 'orders.list-orders.v1':
        return this.orders.filter(({ status }) => status === data['status']);
      case 'positions.get-instance-pnl.v1':
        return { realisedPnl: '12.5' };
      default:
        throw new Error(`nobody answers ${type}`);
    }
  }
}

describe('Grid bots on their shell', () => {
  let place: TestDatabase;
  let database: Database;
  const world = new World();
  const shells: StrategyShell[] = [];
  let shell: StrategyShell;
  let names = 0;
  let messages = 0;

  const open = (): StrategyShell => {
    const clock = new SystemClock();
    const ids = new SystemIds(clock, new SystemRandomness());
    const nothing = (): undefined => undefined;
    const observer = { sent: nothing, handled: nothing, failure: nothing, stalled: nothing };
    const pools = { relayPool: database.pool('relay'), tradePool: database.pool('trade') };
    const wakeups = new MemoryWakeups();
    const lane = new RecordLane({ ...pools, wakeups, ids, clock, observer });
    const reporter = {
      ...{ decided: nothing, latency: nothing, begun: nothing, noted: nothing },
      newer: nothing,
      failed: (_: string, error: unknown) => {
        throw error;
      },
      stalled: (_: string, error: unknown) => {
        throw error;
      },
    };
    const identity = { pid: process.pid, host: 'here', startMark: 'unknown' };
    const opened = openShell(
      new GridStrategy(),
      GRID_WORLD,
      gridStores({ database, clock, self: identity }),
      {
        ...{ bus: world, wakeups, clock, ids, reporter },
        unitOfWork: lane.unitOfWork('grid'),
        queue: new StrategyQueue(wakeups),
        works: true,
      },
    );
    opened.onApplicationBootstrap();
    shells.push(opened);
    return opened;
  };

  const envelope = (): Envelope => {
    messages += 1;
    const id = `m${messages}`;
    return {
      ...{ id, type: 't', source: 's', key: 'k', seq: messages, step: null, recordedAt: epochMs(0) },
      ...{ correlationId: id, causationId: null, userId: null },
    } as unknown as Envelope;
  };

  const closeAt = async (minute: number, close: string): Promise<void> => {
    const candle = {
      openTime: epochMs(minute * MINUTE),
      ...{ open: close, high: close, low: close, close, volume: '1' },
    };
    const candles = [{ symbol: 'BTC/USDT', timeframe: '1m' as const, candle }];
    const end = epochMs((minute + 1) * MINUTE);
    await shell.parts.unitOfWork.run((tx) =>
      shell.candlesClosed({ venue: 'paper', end, candles }, envelope(), tx),
    );
    const { runner, decisions } = shell.parts;
    while ((await decisions.waitingShards()).length > 0) {
      await runner.scan();
      await runner.idle();
    }
  };

  const hear = (news: OrderNews): Promise<void> =>
    shell.parts.unitOfWork.run((tx) => shell.hear(news, envelope(), tx));

  const orderOf = (instanceId: string, leg: string, cycle: number, side: 'buy' | 'sell' = 'buy') =>
    ({ strategy: 'grid', instanceId, leg, cycle, side, type: 'limit' }) as const;

  const ended = (instanceId: string, leg: string, cycle = 1): Promise<void> =>
    hear({ kind: 'cancelled', order: orderOf(instanceId, leg, cycle), code: 'asked' });

  const operations = async (): Promise<readonly Record<string, unknown>[]> => {
    const { rows } = await database
      .pool('api')
      .query<{ data: { operations: Record<string, unknown>[] } }>(
        `SELECT data FROM grid.outbox WHERE type = 'orders.apply-orders.v1' ORDER BY position`,
      );
    return rows.flatMap(({ data }) => data.operations);
  };

  const told = async (type: string): Promise<readonly Record<string, unknown>[]> => {
    const { rows } = await database
      .pool('api')
      .query<{ data: Record<string, unknown> }>(
        'SELECT data FROM grid.outbox WHERE type = $1 ORDER BY position',
        [type],
      );
    return rows.map(({ data }) => data);
  };

  /** Everything that was told is taken to have arrived. */
  const settled = async (): Promise<void> => {
    await database.pool('api').query('UPDATE grid.outbox SET sent_at = now() WHERE sent_at IS NULL');
  };

  const created = async (settings: JsonObject = SETTINGS): Promise<string> => {
    names += 1;
    const made = await shell.create({ userId: USER, accountId: ACCOUNT, name: `bot ${names}`, settings });
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    return made.value.id;
  };

  const started = async (settings: JsonObject = SETTINGS): Promise<string> => {
    const id = await created(settings);
    const begun = await startGrid(shell, USER, id);
    if (!begun.ok) throw new Error(JSON.stringify(begun.error));
    return id;
  };

  const levels = async (id: string) => levelsOf((await shell.parts.store.kernelOf(USER, id))!);

  beforeEach(async () => {
    place = await createTestDatabase();
    database = new Database(place.url);
    Object.assign(world, new World());
    shell = open();
  });

  afterEach(async () => {
    for (const each of shells.splice(0)) await each.beforeApplicationShutdown();
    await database.close();
    await place.drop();
  });

  test('an adjustment cancels first, and lays the next generation when every order is known to have ended', async () => {
    const id = await started();
    await closeAt(10, '121');
    expect((await levels(id)).items.map(({ order }) => order)).toEqual([
      'buy',
      'buy',
      'idle',
      'idle',
      'idle',
    ]);
    const changes = { lower: '80', upper: '160', levels: 5, amounts: null };
    const adjusted = await adjustGrid(shell, { userId: USER, instanceId: id, settings: changes });
    expect(adjusted).toMatchObject({ ok: true, value: { settingsVersion: 2, epoch: 2, settings: changes } });
    expect((await operations()).slice(-2)).toEqual([
      { op: 'cancel', leg: 'cell-0-1', cycle: 1 },
      { op: 'cancel', leg: 'cell-1-1', cycle: 1 },
    ]);
    expect((await levels(id)).phase).toBe('changing');
    await ended(id, 'cell-0-1');
    expect((await levels(id)).phase).toBe('changing');
    await ended(id, 'cell-1-1');
    expect(await levels(id)).toMatchObject({ phase: 'running', generation: 2, lower: '80', upper: '160' });
    expect((await operations()).slice(-2)).toMatchObject([
      { op: 'place', leg: 'cell-0-1', cycle: 2, order: { side: 'buy', price: '80' } },
      { op: 'place', leg: 'cell-1-1', cycle: 2, order: { side: 'buy', price: '100' } },
    ]);
    const gates = await told('orders.move-gate.v1');
    expect(gates.map(({ epoch, open }) => [epoch, open])).toEqual([
      [1, true],
      [2, true],
    ]);
    // The next decision close finds nothing to change.
    const before = (await operations()).length;
    await closeAt(11, '121');
    expect(await operations()).toHaveLength(before);
  });

  test('a pause cancels what rests if asked to, and going on places it again at the next decision close', async () => {
    const id = await started();
    await closeAt(10, '121');
    const ask = (asked: PauseAskedInput | ContinueAskedInput, userId = USER) =>
      askGrid(shell, { userId, instanceId: id, asked });
    const pause = { kind: 'pause-asked', orders: 'cancel' } as const;
    const goOn = { kind: 'continue-asked' } as const;
    expect((await ask(pause)).ok).toBe(true);
    expect((await levels(id)).phase).toBe('paused');
    expect((await operations()).slice(-2)).toEqual([
      { op: 'cancel', leg: 'cell-0-1', cycle: 1 },
      { op: 'cancel', leg: 'cell-1-1', cycle: 1 },
    ]);
    await ended(id, 'cell-0-1');
    await ended(id, 'cell-1-1');
    // Asked again it stays as it is, and closes bring nothing.
    expect((await ask(pause)).ok).toBe(true);
    const before = (await operations()).length;
    await closeAt(11, '121');
    expect(await operations()).toHaveLength(before);
    expect((await ask(goOn)).ok).toBe(true);
    await closeAt(12, '121');
    expect((await operations()).slice(before)).toMatchObject([
      { op: 'place', leg: 'cell-0-2', order: { side: 'buy', price: '100' } },
      { op: 'place', leg: 'cell-1-2', order: { side: 'buy', price: '110' } },
    ]);
    const { acts } = (await shell.parts.store.journal({ instanceId: id, candleOpens: [] }))!;
    expect(acts.map(({ kind }) => kind)).toEqual(['started', 'pause-asked', 'continue-asked']);
    expect(await ask(pause, 'somebody')).toMatchObject({ error: { code: 'not-found' } });
    await shell.stop(USER, id, 'keep');
    expect(await ask(pause)).toMatchObject({ error: { code: 'conflict' } });
  });

  test('new settings by PUT are taken between two closes and lead to the same', async () => {
    const id = await started();
    await closeAt(10, '121');
    const changed = await shell.change(USER, id, { ...SETTINGS, upper: '160' });
    expect(changed.ok).toBe(true);
    await closeAt(11, '121');
    expect((await levels(id)).phase).toBe('running');
    await closeAt(12, '121');
    expect((await levels(id)).phase).toBe('changing');
  });

  test('what an adjustment cannot have is refused with every reason, and nothing is touched', async () => {
    const id = await started();
    const ask = (settings: JsonObject) => adjustGrid(shell, { userId: USER, instanceId: id, settings });
    await closeAt(10, '121');
    const before = await operations();
    expect(await ask({ investment: '20000', amounts: null })).toMatchObject({
      ok: false,
      error: {
        code: 'investment-above-balance',
        details: { field: 'investment', value: '20000', allowed: '<= 10000' },
      },
    });
    expect(await ask({ lower: '149.9', amounts: null })).toMatchObject({
      error: { code: 'step-below-cost', details: { refusals: [{ code: 'step-below-cost' }] } },
    });
    expect(await ask({ mode: 'long' })).toMatchObject({ error: { code: 'settings-refused' } });
    expect(await ask({ timeframe: '5m' })).toMatchObject({
      error: { code: 'settings-refused', details: { fields: [{ field: 'timeframe' }] } },
    });
    expect(await operations()).toEqual(before);
    expect((await levels(id)).generation).toBe(1);
    await shell.stop(USER, id, 'keep');
    expect(await ask({ upper: '160' })).toMatchObject({ error: { code: 'conflict' } });
    expect(await adjustGrid(shell, { userId: 'somebody', instanceId: id, settings: {} })).toMatchObject({
      error: { code: 'not-found' },
    });
  });

  test('a start that the price, the balance or the limits forbid is refused with numbers, before anything is made', async () => {
    const id = await created();
    world.cash = '600';
    expect(await startGrid(shell, USER, id)).toMatchObject({
      ok: false,
      error: { code: 'investment-above-balance', details: { allowed: '<= 600' } },
    });
    world.cash = '10000';
    world.limits = { ...world.limits, maxDailyLoss: '1', maxPositionNotional: '600' };
    expect(await startGrid(shell, USER, id)).toMatchObject({
      error: {
        code: 'worst-case-above-limit',
        details: { refusals: [{ code: 'worst-case-above-limit' }, { code: 'position-above-limit' }] },
      },
    });
    expect(await told('grid.grid-started.v1')).toEqual([]);
  });

  test('what the venue or the limits leave no room for is refused when a bot is made, and again at its start', async () => {
    const id = await created();
    world.mostOrders = 4;
    const refused = {
      error: {
        code: 'settings-refused',
        details: {
          fields: [{ field: 'levels', value: '6', allowed: '<= 5: the venue allows 4 open orders' }],
        },
      },
    };
    const again = { userId: USER, accountId: ACCOUNT, name: 'another', settings: SETTINGS };
    expect(await shell.create(again)).toMatchObject(refused);
    expect(await startGrid(shell, USER, id)).toMatchObject(refused);
    expect(await shell.change(USER, id, SETTINGS)).toMatchObject(refused);
    expect(await told('grid.grid-started.v1')).toEqual([]);
  });

  test('its performance stands beside just holding, its pairs and what the venue says', async () => {
    const id = await started();
    const performance = async () => gridPerformance(shell.parts, (await shell.parts.store.find(USER, id))!);
    expect(await performance()).toEqual({
      ...{ markPrice: '121', justHolding: null, pairs: null, venueFloatingPnl: null },
    });
    await closeAt(10, '121');
    const fill = (position: number, leg: string, side: 'buy' | 'sell', price: string, fee: string) => ({
      ...{ tradeId: `t${position}`, cycle: 1, leg, side, price, size: '1', fee, reason: `grid-${side}` },
      ...{ at: epochMs(position), position },
    });
    world.fills = [
      fill(1, 'cell-1-1', 'buy', '110', '0.11'),
      fill(2, 'cell-1-2', 'sell', '120', '0.12'),
      fill(3, 'cell-0-1', 'buy', '100', '0.1'),
      // Of a run before this one.
      { ...fill(4, 'cell-0-1', 'buy', '90', '0.09'), cycle: 0 },
    ];
    world.positions = [{ symbol: 'BTC/USDT', side: 'long', size: '1', averagePrice: '100.05' }];
    world.price = '133.1';
    expect(await performance()).toEqual({
      markPrice: '133.1',
      // 650 at 121 with 0.1 % once: 5.366...; x 133.1 = 714.2857...
      justHolding: { startPrice: '121', profit: '64.28571428', returnPct: expect.closeTo(9.89010989, 6) },
      pairs: { generation: 1, count: 1, gridProfit: '9.77', floatingPnl: '33.1', unpairedFees: '0.1' },
      venueFloatingPnl: '33.05',
    });
    await adjustGrid(shell, { userId: USER, instanceId: id, settings: { upper: '160', amounts: null } });
    for (const leg of ['cell-0-1', 'cell-1-1']) await ended(id, leg);
    // The coin that the first generation bought is in the second one with what it cost.
    const pairs = { generation: 2, count: 1, gridProfit: '9.77', floatingPnl: '33.1', unpairedFees: '0.1' };
    expect(await performance()).toMatchObject({ pairs, justHolding: { startPrice: '121' } });
    expect(await shell.parts.store.chapters(id)).toMatchObject([{ number: 1 }]);
    // A bot that was edited before generations were kept: what it paid is unknown, not nothing.
    await database.pool('trade').query('DELETE FROM grid.chapter');
    expect(await performance()).toMatchObject({ pairs: null, justHolding: { startPrice: '121' } });
  });

  test('a generation is kept with the change that ends it, or not at all, and once', async () => {
    const id = await started();
    await closeAt(10, '121');
    await adjustGrid(shell, { userId: USER, instanceId: id, settings: { upper: '160', amounts: null } });
    await ended(id, 'cell-0-1');
    expect(await shell.parts.store.chapters(id)).toEqual([]);
    await ended(id, 'cell-1-1');
    const [kept] = await shell.parts.store.chapters(id);
    expect(kept).toMatchObject({ number: 1, content: { opening: Array(5).fill('buy'), inherited: null } });
    await shell.parts.unitOfWork.run((tx) =>
      shell.parts.store.addChapter(tx, id, { number: 1, content: {} }),
    );
    expect(await shell.parts.store.chapters(id)).toEqual([kept]);
  });

  test('a preview shows what a start would be refused for, and refuses what gives no ladder', async () => {
    const question = { userId: USER, accountId: ACCOUNT, makerRate: '0.001', takerRate: '0.001' };
    world.cash = '100';
    const shown = await previewFor(shell, { ...question, settings: SETTINGS });
    expect(shown).toMatchObject({
      ok: true,
      value: { price: '121', waitingLine: 2, refusals: [{ code: 'investment-above-balance' }] },
    });
    const none = await previewFor(shell, { ...question, settings: { ...SETTINGS, upper: '100.02' } });
    expect(none).toMatchObject({ ok: false, error: { code: 'levels-share-a-tick' } });
    const dynamic = { symbol: 'BTC/USDT', spacing: 'dynamic', investment: '650', levels: 5 };
    expect(await previewFor(shell, { ...question, settings: dynamic })).toMatchObject({
      error: { code: 'dynamic-lines-unknown' },
    });
  });

  describe('after a restart', () => {
    const since = { bootedAt: epochMs(0), marketTime: epochMs(100 * MINUTE) };
    const resumed = async (id: string) => {
      const resume = new PgGridResumeStore(database.pool('api'));
      expect(await resume.alive()).toContainEqual({ instanceId: id, userId: USER });
      return proveLadder(shell.parts, resume, { instanceId: id, userId: USER }, since);
    };
    const book = (leg: string, status: string): Booked => ({
      ...{ leg, cycle: 1, clientOrderId: `id of ${leg}`, status },
    });

    test('the owner is told how the ladder and its venue agree', async () => {
      const id = await started();
      await closeAt(10, '121');
      const fill = {
        ...{
          tradeId: 't1',
          price: '110',
          size: '1',
          fee: '0.11',
          feeCurrency: 'USDT',
          liquidity: 'maker' as const,
        },
        ...{ reason: 'grid-buy', phase: 'live' as const, at: epochMs(11 * MINUTE) },
      };
      await hear({ kind: 'filled', order: orderOf(id, 'cell-1-1', 1), fill });
      world.orders = [book('cell-0-1', 'open'), book('cell-1-1', 'filled'), book('cell-1-2', 'open')];
      world.coins = '1';
      // What was told is under way still: nothing can be said.
      expect(await resumed(id)).toBe(false);
      await settled();
      expect(await resumed(id)).toBe(true);
      expect(await told('grid.grid-resumed.v1')).toEqual([
        {
          ...{ instanceId: id, userId: USER, name: expect.any(String), symbol: 'BTC/USDT' },
          ...{ wanted: 2, recovered: 2, missing: 0, filledWhileDown: 1, realisedPnl: '12.5', held: '1' },
          state: 'running',
          ...{ positionMatches: true, at: 11 * MINUTE },
        },
      ]);
    });

    test('what has ended unheard is placed again at the next decision close, what is on its way is left alone', async () => {
      const id = await started();
      await closeAt(10, '121');
      await settled();
      world.orders = [book('cell-0-1', 'absent')];
      world.coins = '0';
      expect(await resumed(id)).toBe(true);
      expect(await told('grid.grid-resumed.v1')).toMatchObject([{ wanted: 2, recovered: 0, missing: 1 }]);
      expect((await levels(id)).items.map(({ order }) => order).slice(0, 2)).toEqual(['missing', 'buy']);
      await closeAt(11, '121');
      expect((await operations()).at(-1)).toMatchObject({ op: 'place', leg: 'cell-0-2', cycle: 1 });
    });

    test('a position that differs is said, one that is not known is not guessed', async () => {
      const id = await started({ ...SETTINGS, initialPosition: 'buy' });
      await closeAt(10, '121');
      await settled();
      const fill = {
        ...{
          tradeId: 't1',
          price: '121',
          size: '3',
          fee: '0.36',
          feeCurrency: 'USDT',
          liquidity: 'taker' as const,
        },
        ...{ reason: 'initial', phase: 'live' as const, at: epochMs(11 * MINUTE) },
      };
      await hear({ kind: 'filled', order: { ...orderOf(id, 'initial', 1), type: 'market' }, fill });
      await settled();
      world.coins = '2.9';
      expect(await resumed(id)).toBe(true);
      expect(await told('grid.grid-resumed.v1')).toMatchObject([{ held: '3', positionMatches: false }]);
    });
  });
});
