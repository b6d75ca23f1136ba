import { PgBooks } from '../../src/shared/platform/audit/outbound/pg-books.js';
import { strategyInvariants } from '../../src/shared/platform/strategy/outbound/strategy-invariants.js';
import { Rsi } from '../../src/shared/pure/indicators/index.js';
import { Wakeups } from '../../src/shared/platform/queue/wakeups.port.js';
import type { ClosedCandle } from '../../src/shared/platform/strategy/decision-store.port.js';
import type { StrategyShell } from '../../src/shared/platform/strategy/strategy-shell.js';
import { eventually } from '../kit/eventually.js';
import { epochMs } from '../../src/shared/pure/time/epoch.js';
import { candleAt, Rig } from './rig.js';

/** Closes of the story: even ones are remembered, multiples of ten buy. */
const CLOSES = [12, 11, 10, 13, 14, 20, 16, 15, 30, 18];

/** Above what any system gives out. */
const NO_SUCH_PROCESS = 2 ** 30;

interface Kept {
  readonly state: { closes: number[]; rsi: (number | null)[]; cycle: number; held: number; run: number };
  readonly version: string;
}

describe('the strategy shell', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.open();
  });
  afterEach(() => rig.close());

  /** A shell whose loops run when the test says so. */
  const worker = (self = {}): StrategyShell => {
    const shell = rig.shell(self);
    shell.parts.runner.start();
    return shell;
  };
  const kept = (): Promise<readonly Kept[]> =>
    rig.query<Kept>('SELECT state, version FROM grid.kernel_state ORDER BY instance_id');
  const applied = async (): Promise<string[]> =>
    (await rig.outbox('orders.toy-apply.v1')).flatMap(({ data }) =>
      (data['operations'] as { op: string; leg: string; cycle: number }[]).map(
        ({ op, leg, cycle }) =>
          `${op} ${leg} ${cycle} at ${String(data['decidedAt'])} epoch ${String(data['epoch'])}`,
      ),
    );
  const failing = (news: () => Promise<unknown>) => news();

  test('a candle is decided by a bot that runs: state, decision, order and signal stand together', async () => {
    const shell = worker();
    const id = await rig.bot(shell);
    await rig.candle(shell, 0, 10);
    expect(await applied()).toEqual(['place entry 1 at 60000 epoch 1']);
    expect((await kept())[0]).toMatchObject({ version: '2', state: { closes: [10], cycle: 1 } });
    const [decision] = await shell.parts.store.decisions(id, { before: null, limit: 10, actedOnly: true });
    expect(decision).toMatchObject({
      ...{ instanceId: id, timeframe: '1m', candleOpen: 0, decidedAt: 60_000, correlationId: 'candle 0' },
      evaluations: [{ subject: 'toy', outcome: 'passed' }],
      effects: [{ kind: 'placed', leg: 'entry', side: 'buy', size: '1', price: null }],
    });
    const orders = await rig.outbox('orders.toy-apply.v1');
    expect(orders[0]).toMatchObject({ correlation_id: 'candle 0', user_id: 'bot' });
    expect(orders[0]!.data).toMatchObject({ markPrice: '10', settingsVersion: 1, symbol: 'TOY/USDT' });
    expect((await rig.outbox('grid.toy-life.v1')).map(({ data }) => [data['what'], data['reason']])).toEqual([
      ['started', undefined],
      ['signal', 'toy long'],
    ]);
    expect((await shell.list('bot', null, 10))[0]).toMatchObject({ state: 'running', lastDecidedAt: 60_000 });
  });

  test('a close told again, and woken again, is decided once', async () => {
    const shell = worker();
    await rig.bot(shell);
    await rig.close_(shell, 0, 10);
    await rig.close_(shell, 0, 10);
    await rig.decide(shell);
    await rig.close_(shell, 0, 10);
    expect(await shell.parts.decisions.waitingShards()).toEqual([]);
    expect(await applied()).toHaveLength(1);
    expect((await kept())[0]).toMatchObject({ version: '2', state: { closes: [10] } });
  });

  test('a close told while a later one is being decided is never decided after it', async () => {
    const shell = rig.shell();
    await rig.bot(shell);
    const { decisions, runner } = shell.parts;
    const { decider, leases } = runner['parts'];
    await rig.close_(shell, 1, 11);
    const [shard] = await decisions.waitingShards();
    const lease = (await leases.take(shard!))!;
    const later = await decisions.due(shard!, 10);
    await rig.close_(shell, 0, 10);
    expect(await decider.decide(later, lease)).toBe(true);
    const late = await decisions.due(shard!, 10);
    expect(late.map(({ candleEnd }) => candleEnd)).toEqual([60_000]);
    expect(await decider.decide(late, lease)).toBe(false);
    expect(await decisions.waitingShards()).toEqual([]);
    expect(await applied()).toEqual([]);
    expect(await rig.query('SELECT decided FROM grid.series')).toEqual([{ decided: new Date(120_000) }]);
    runner.start();
    await rig.candle(shell, 2, 20);
    expect(await applied()).toEqual(['place entry 1 at 180000 epoch 1']);
  });

  test('a close that leaves no trace writes nothing but how far its series is decided', async () => {
    const shell = worker();
    const id = await rig.bot(shell);
    await rig.candle(shell, 0, 11);
    expect((await kept())[0]).toMatchObject({ version: '1', state: { closes: [] } });
    expect(await shell.parts.store.decisionCounts(id)).toEqual({ stored: 0, acted: 0 });
    expect((await shell.list('bot', null, 10))[0]!.lastDecidedAt).toBe(60_000);
    expect(rig.reported).toEqual(['idle 1']);
  });

  test('two workers at once decide each candle of each bot once', async () => {
    const workers = [worker({ pid: 1_000_001 }), worker({ pid: 1_000_002 })];
    for (let n = 0; n < 12; n += 1) await rig.bot(workers[n % 2]!, `bot ${n}`);
    for (const [index, close] of CLOSES.entries()) {
      await rig.close_(workers[index % 2]!, index, close);
      await Promise.all(workers.map(({ parts }) => parts.runner.scan()));
    }
    await eventually(async () => {
      await Promise.all(workers.map(({ parts }) => parts.runner.scan()));
      return (await workers[0]!.parts.decisions.waitingShards()).length === 0;
    });
    await Promise.all(workers.map(({ parts }) => parts.runner.idle()));
    const evens = CLOSES.filter((close) => close % 2 === 0);
    for (const { state } of await kept()) expect(state.closes).toEqual(evens);
    expect(await applied()).toHaveLength(12 * 3);
  });

  test('a worker whose lease was taken over writes nothing', async () => {
    const paused = worker({ pid: 1_000_001 });
    await rig.bot(paused);
    await rig.close_(paused, 0, 10);
    const [shard] = await paused.parts.decisions.waitingShards();
    const [wake] = await paused.parts.decisions.due(shard!, 1);
    const { runner } = paused.parts;
    const stale = { shard: shard!, owner: '1000001 here unknown', fence: 1 };
    await rig.query(
      `INSERT INTO grid.lease VALUES (${shard}, '1000002 here unknown', 2, now() + interval '15 seconds')`,
    );
    const { decider } = runner['parts'];
    await expect(failing(() => decider.decide([wake!], stale))).rejects.toMatchObject({ name: 'FenceLost' });
    expect(await applied()).toEqual([]);
    expect((await kept())[0]).toMatchObject({ version: '1' });
  });

  test('a stop and start between any two steps leads to the same states and orders', async () => {
    const story = async (
      each: () => StrategyShell,
    ): Promise<{ orders: string[]; states: readonly Kept[] }> => {
      rig.bus.history.length = 0;
      let shell = each();
      const id = await rig.bot(shell);
      let cycle = 0;
      for (const [index, close] of CLOSES.entries()) {
        shell = each();
        await rig.candle(shell, index, close);
        if (close % 10 !== 0) continue;
        cycle += 1;
        await rig.hear(each(), rig.fill(id, 'entry', cycle));
        await rig.hear(each(), rig.fill(id, 'exit', cycle));
      }
      return { orders: await applied(), states: await kept() };
    };
    const shell = worker();
    const whole = await story(() => shell);
    await rig.close();
    rig = await Rig.open();
    let before: StrategyShell | null = null;
    let pid = NO_SUCH_PROCESS;
    // Each process dies without a word; the next one finds its lease and sees that it is gone.
    const broken = await story(() => {
      if (before !== null) rig.kill(before);
      pid += 1;
      before = worker({ pid, startMark: `mark ${pid}` });
      return before;
    });
    expect(whole.orders).toHaveLength(6);
    expect(broken).toEqual(whole);
  });

  test('the indicator of every close is that of a fold without a break, warmed from history', async () => {
    const shell = worker();
    for (let index = 0; index < 50; index += 1)
      rig.bus.history.push({ ...candleFor(index, 20 + ((index * 7) % 11)) });
    const id = await rig.bot(shell, 'bot', { rsiLength: 4 });
    for (let index = 50; index < 60; index += 1) await rig.candle(shell, index, 2 * ((index * 5) % 13) + 12);
    // Nobody needs the indicator for a while; then a process that has never seen it does.
    await shell.stop('bot', id, 'keep');
    await rig.settled(shell, id, 2);
    for (let index = 60; index < 70; index += 1)
      rig.bus.history.push(candleFor(index, 2 * ((index * 3) % 17) + 2));
    await shell.parts.runner.stop();
    const next = worker({ pid: 2 });
    await next.start('bot', id);
    await rig.candle(next, 70, 24);
    const rsi = new Rsi(4);
    const values = rig.bus.history.map(({ close }) => rsi.next(Number(close)));
    expect((await kept())[0]!.state.rsi).toEqual([values[70]]);
    const reads = rig.bus.asked.filter((type) => type === 'candles').length;
    // The warm-up, what was before it (nothing), and the catching up.
    expect(reads).toBe(3);
  });

  /** As many bots as one shard hardly ever has, made from one that was started. */
  const crowd = async (shell: StrategyShell, count: number): Promise<void> => {
    const started = await rig.bot(shell, 'first');
    await rig.query(`
      WITH made AS (
        INSERT INTO grid.instance
        SELECT 'bot-' || n, 'u' || n, 'a' || n, venue, symbol, 'b', timeframe, settings, 1, 'running', NULL, 1, shard, now(), now()
        FROM grid.instance, generate_series(1, ${count}) n RETURNING id, shard)
      INSERT INTO grid.kernel_state SELECT made.id, k.state, 1, k.settings, 1, k.terms, NULL
      FROM made, grid.kernel_state k WHERE k.instance_id = '${started}'`);
  };

  test('a thousand bots of one series are decided in slices, each whole', async () => {
    const shell = worker();
    await crowd(shell, 1_000);
    await rig.candle(shell, 0, 10);
    const orders = await rig.outbox('orders.toy-apply.v1');
    expect(new Set(orders.map(({ data }) => data['instanceId'])).size).toBe(1_001);
    expect(rig.reported).toEqual(['acted 500', 'acted 500', 'acted 1']);
  }, 30_000);

  test('what was committed before a failure is not decided again, the rest is', async () => {
    const shell = worker();
    await crowd(shell, 600);
    const { decisions } = shell.parts;
    const finish = jest.spyOn(decisions, 'finish').mockImplementationOnce(() => {
      throw new Error('the disk is full');
    });
    await rig.candle(shell, 0, 10);
    expect(finish).toHaveBeenCalledTimes(2);
    expect(rig.reported).toEqual([
      'acted 500',
      expect.stringMatching(/^stalled .* the disk is full$/),
      'acted 101',
    ]);
    expect(await applied()).toHaveLength(601);
    expect(new Set((await kept()).map(({ version }) => version))).toEqual(new Set(['2']));
    expect(await rig.query('SELECT 1 FROM grid.decision')).toHaveLength(601);
  }, 30_000);

  test('candles of several timeframes that end together are decided in one go, each by its own bots', async () => {
    const shell = worker();
    const ids = [
      await rig.bot(shell, 'minutes', { timeframe: '1m' }),
      await rig.bot(shell, 'fives', { timeframe: '5m' }),
    ];
    await rig.query('UPDATE grid.instance SET shard = 0');
    const begin = jest.spyOn(shell.parts.decisions, 'begin');
    const end = epochMs(300_000);
    const minute = { symbol: 'TOY/USDT', timeframe: '1m' as const, candle: candleAt(4, 20) };
    const five = { symbol: 'TOY/USDT', timeframe: '5m' as const, candle: candleAt(0, 30) };
    await shell.parts.unitOfWork.run((tx) =>
      shell.parts.decisions.wake(tx, {
        ...{ venue: 'paper', end, candles: [five, minute], step: null },
        ...{ correlationId: 'five minutes', closedAt: end },
      }),
    );
    await rig.decide(shell);
    expect(begin).toHaveBeenCalledTimes(1);
    const seen = await rig.query<Kept & { instance_id: string }>('SELECT * FROM grid.kernel_state');
    expect(new Map(seen.map(({ instance_id, state }) => [instance_id, state.closes]))).toEqual(
      new Map([
        [ids[0], [20]],
        [ids[1], [30]],
      ]),
    );
    expect((await rig.outbox('orders.toy-apply.v1')).map(({ data }) => data['markPrice']).sort()).toEqual([
      '20',
      '30',
    ]);
  });

  test('a bot that decides inside its candles is woken by the finest ones, its neighbour by its own', async () => {
    const shell = worker();
    const inside = await rig.bot(shell, 'inside', { timeframe: '5m', inside: true });
    const closed = await rig.bot(shell, 'closed', { timeframe: '5m' });
    await rig.query('UPDATE grid.instance SET shard = 0');
    const tell = async (minute: number, close: number, ...more: readonly ClosedCandle[]): Promise<void> => {
      const own = { symbol: 'TOY/USDT', timeframe: '1m' as const, candle: candleAt(minute, close) };
      const end = epochMs((minute + 1) * 60_000);
      await shell.parts.unitOfWork.run((tx) =>
        shell.parts.decisions.wake(tx, {
          ...{ venue: 'paper', end, candles: [own, ...more], finest: '1m', step: null },
          ...{ correlationId: `minute ${minute}`, closedAt: end },
        }),
      );
      await rig.decide(shell);
    };
    await tell(0, 20);
    expect(await rig.query('SELECT instance_id, timeframe FROM grid.decision')).toEqual([
      { instance_id: inside, timeframe: '1m' },
    ]);
    await tell(4, 30, { symbol: 'TOY/USDT', timeframe: '5m', candle: candleAt(0, 30) });
    const seen = await rig.query<Kept & { instance_id: string }>('SELECT * FROM grid.kernel_state');
    expect(new Map(seen.map(({ instance_id, state }) => [instance_id, state.closes]))).toEqual(
      new Map([
        [inside, [20, 30]],
        [closed, [30]],
      ]),
    );
    const decisions = await rig.query(
      'SELECT timeframe, candle_open FROM grid.decision ORDER BY candle_open, timeframe',
    );
    expect(decisions).toEqual([
      { timeframe: '1m', candle_open: new Date(0) },
      { timeframe: '5m', candle_open: new Date(0) },
      { timeframe: '1m', candle_open: new Date(240_000) },
    ]);
  });

  test('the candle decided last is that of the bot, not of a neighbour who decides inside its candles', async () => {
    const shell = worker();
    await rig.bot(shell, 'inside', { timeframe: '5m', inside: true });
    await rig.bot(shell, 'closed', { timeframe: '5m' });
    await rig.query('UPDATE grid.instance SET shard = 0');
    for (let minute = 0; minute < 7; minute += 1) {
      const own = { symbol: 'TOY/USDT', timeframe: '1m', candle: candleAt(minute, 21) } as const;
      const whole = { symbol: 'TOY/USDT', timeframe: '5m', candle: candleAt(0, 21) } as const;
      const end = epochMs((minute + 1) * 60_000);
      await shell.parts.unitOfWork.run((tx) =>
        shell.parts.decisions.wake(tx, {
          ...{ venue: 'paper', end, candles: minute === 4 ? [own, whole] : [own], finest: '1m', step: null },
          ...{ correlationId: `minute ${minute}`, closedAt: end },
        }),
      );
      await rig.decide(shell);
    }
    const decided = async (user: string) => (await shell.list(user, null, 1))[0]!.lastDecidedAt;
    expect(await decided('inside')).toBe(420_000);
    expect(await decided('closed')).toBe(300_000);
  });

  test('where no bot decides inside its candles, nothing is woken before they close', async () => {
    const shell = worker();
    await rig.bot(shell, 'closed', { timeframe: '5m' });
    await shell.parts.unitOfWork.run((tx) =>
      shell.parts.decisions.wake(tx, {
        ...{ venue: 'paper', end: epochMs(60_000), finest: '1m', step: null },
        candles: [{ symbol: 'TOY/USDT', timeframe: '1m', candle: candleAt(0, 20) }],
        ...{ correlationId: 'minute 0', closedAt: epochMs(60_000) },
      }),
    );
    expect(await shell.parts.decisions.waitingShards()).toEqual([]);
  });

  test('what is decided knows every bot that was started, stopped or given settings since the candle before', async () => {
    const shell = worker();
    const other = rig.shell({ pid: 2 });
    const id = await rig.bot(shell, 'first');
    await rig.candle(shell, 0, 10);
    // Another process answers the people; the one that decides hears nothing of it but through the tables.
    await rig.bot(other, 'second');
    await other.stop('first', id, 'keep');
    await rig.settled(other, id, 2);
    await rig.candle(shell, 1, 20);
    const buyersAt = async (price: string): Promise<unknown[]> =>
      (await rig.outbox('orders.toy-apply.v1'))
        .filter(({ data }) => data['markPrice'] === price)
        .map(({ user_id }) => user_id)
        .sort();
    expect(await buyersAt('20')).toEqual(['second']);
    await other.start('first', id);
    await rig.candle(shell, 2, 30);
    expect(await buyersAt('30')).toEqual(['first', 'second']);
  });

  test('a bot whose kernel throws is parked; the others of its shard go on, and it can be started again', async () => {
    const shell = worker();
    const ids = [await rig.bot(shell, 'ill', { explodeAt: 12 }), await rig.bot(shell, 'well')];
    await rig.query('UPDATE grid.instance SET shard = 0');
    await rig.candle(shell, 0, 12);
    const [ill] = await shell.list('ill', null, 1);
    expect(ill).toMatchObject({ state: 'failed', stateReason: 'Error: close 12', epoch: 1 });
    const states = await rig.query<Kept>(
      `SELECT state FROM grid.kernel_state WHERE instance_id = '${ids[1]}'`,
    );
    expect(states[0]!.state.closes).toEqual([12]);
    const gates = (await rig.outbox('orders.toy-gate.v1')).filter(
      ({ data }) => data['instanceId'] === ids[0],
    );
    expect(gates.map(({ data }) => [data['epoch'], data['open']])).toEqual([
      [1, true],
      [1, false],
    ]);
    await shell.start('ill', ids[0]!);
    await rig.candle(shell, 1, 14);
    const [again] = await shell.list('ill', null, 1);
    expect(again).toMatchObject({ state: 'running', epoch: 2 });
  });

  test('epochs rise at start and stop; the gate closes when the strategy has ended, and the bot has stopped when it is settled', async () => {
    const shell = worker();
    const id = await rig.bot(shell);
    await rig.candle(shell, 0, 10);
    await rig.hear(shell, rig.fill(id, 'entry', 1));
    const stopping = await shell.stop('bot', id, 'close');
    expect(stopping).toMatchObject({ value: { state: 'stopping', epoch: 2 } });
    await rig.hear(shell, rig.fill(id, 'close', 1));
    expect((await shell.list('bot', null, 1))[0]).toMatchObject({ state: 'stopping', stateReason: null });
    await rig.settled(shell, id, 2);
    const told = (await rig.outbox()).map(({ type, data }) => [
      type,
      data['epoch'] ?? data['what'],
      data['open'] ?? data['reason'] ?? (data['operations'] as { leg: string }[] | undefined)?.[0]?.leg,
    ]);
    expect(told).toEqual([
      ['orders.toy-gate.v1', 1, true],
      ['grid.toy-life.v1', 'started', undefined],
      ['orders.toy-apply.v1', 1, 'entry'],
      ['grid.toy-life.v1', 'signal', 'toy long'],
      ['orders.toy-apply.v1', 1, 'exit'],
      ['orders.toy-gate.v1', 2, true],
      ['orders.toy-apply.v1', 2, 'close'],
      ['orders.toy-gate.v1', 2, false],
      ['grid.toy-life.v1', 'stopped', 'asked'],
    ]);
    expect((await shell.list('bot', null, 1))[0]).toMatchObject({ state: 'stopped', stateReason: null });
    await shell.start('bot', id);
    expect((await kept())[0]!.state).toMatchObject({ run: 2, cycle: 1, closes: [] });
    await rig.candle(shell, 1, 20);
    expect((await applied()).at(-1)).toBe('place entry 2 at 120000 epoch 3');
  });

  test('one that has ended decides nothing any more while its gate is still to be settled, and cannot be started', async () => {
    const shell = worker();
    const id = await rig.bot(shell);
    await rig.hear(shell, rig.fill(id, 'liquidation', 1, { type: 'liquidation' }));
    await rig.candle(shell, 0, 10);
    expect(await applied()).toEqual([]);
    expect((await shell.list('bot', null, 1))[0]).toMatchObject({
      ...{ state: 'stopping', stateReason: 'liquidation', lastDecidedAt: null },
    });
    expect(await shell.start('bot', id)).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect((await rig.outbox('grid.toy-life.v1')).map(({ data }) => data['what'])).toEqual(['started']);
    await rig.settled(shell, id, 1);
    await rig.settled(shell, id, 1);
    expect((await rig.outbox('grid.toy-life.v1')).map(({ data }) => [data['what'], data['reason']])).toEqual([
      ['started', undefined],
      ['stopped', 'liquidation'],
    ]);
  });

  test('a settled gate of another epoch, or of a bot that was parked, stops nothing', async () => {
    const shell = worker();
    const id = await rig.bot(shell, 'bot', { explodeAt: 12 });
    await rig.settled(shell, id, 1);
    expect((await shell.list('bot', null, 1))[0]).toMatchObject({ state: 'running' });
    await rig.candle(shell, 0, 10);
    await rig.hear(shell, rig.fill(id, 'entry', 1));
    await rig.candle(shell, 1, 12);
    await rig.settled(shell, id, 1);
    expect((await shell.list('bot', null, 1))[0]).toMatchObject({ state: 'failed' });
    await shell.stop('bot', id, 'close');
    await rig.hear(shell, rig.fill(id, 'close', 1));
    await rig.settled(shell, id, 1);
    expect((await shell.list('bot', null, 1))[0]).toMatchObject({ state: 'stopping' });
    await rig.settled(shell, id, 2);
    expect((await shell.list('bot', null, 1))[0]).toMatchObject({ state: 'stopped' });
  });

  test('an edit that takes effect begins an epoch, told before anything that is wanted in it', async () => {
    const shell = worker();
    const id = await rig.bot(shell);
    await shell.change('bot', id, { every: 4 });
    await rig.candle(shell, 0, 10);
    expect((await shell.list('bot', null, 1))[0]).toMatchObject({ epoch: 2 });
    await rig.candle(shell, 1, 12);
    const orders = (await rig.outbox()).filter(({ type }) => type.startsWith('orders.'));
    const last = orders.map(({ type, data }) => [type, data['epoch']]);
    expect(last.slice(1)).toEqual([['orders.toy-gate.v1', 2], ...last.slice(2)]);
    expect(last.at(-1)).toEqual(['orders.toy-apply.v1', 2]);
  });

  test('the auditor sees a bot that remembers nothing, waits for ever, or has gone back to an older epoch', async () => {
    const shell = worker();
    const id = await rig.bot(shell);
    await rig.candle(shell, 0, 10);
    await shell.parts.runner.stop();
    const broken = async (): Promise<readonly string[]> =>
      (await new PgBooks(rig.database.pool('api')).breaches(strategyInvariants('grid'), 'recent')).map(
        ({ number, concerned }) => [number, concerned[0]!.instanceId === id].join(' '),
      );
    expect(await broken()).toEqual([]);
    // Closes of this rig were told in 1970.
    await rig.close_(shell, 1, 12);
    // What is late concerns nobody by name.
    expect(await broken()).toEqual(['I7 false']);
    await rig.query('DELETE FROM grid.wake');
    await rig.query(`INSERT INTO grid.decision SELECT instance_id, timeframe, candle_open + interval '1 day', decided_at,
      correlation_id, 0, settings_version, acted, evaluations, effects, stored_at FROM grid.decision LIMIT 1`);
    expect(await broken()).toEqual(['I4 true']);
    await rig.query('DELETE FROM grid.kernel_state');
    expect(await broken()).toEqual(['I4 true', 'I22 true']);
  });

  test('fills of other strategies, of manual orders and of unknown bots are nobody’s here', async () => {
    const shell = worker();
    const id = await rig.bot(shell);
    await rig.candle(shell, 0, 10);
    await rig.hear(shell, rig.fill(id, 'entry', 1, { strategy: 'manual' }));
    await rig.hear(shell, rig.fill('somebody', 'entry', 1));
    expect(await applied()).toEqual(['place entry 1 at 60000 epoch 1']);
  });

  test('a liquidation ends the bot by itself', async () => {
    const shell = worker();
    const id = await rig.bot(shell);
    await rig.hear(shell, rig.fill(id, 'liquidation', 1, { type: 'liquidation' }));
    await rig.settled(shell, id, 1);
    expect((await shell.list('bot', null, 1))[0]).toMatchObject({
      state: 'stopped',
      stateReason: 'liquidation',
    });
  });

  test('what happened between two decisions is kept with its cause, and its notes are told', async () => {
    const shell = worker();
    const id = await rig.bot(shell);
    const { order } = rig.fill(id, 'entry', 1);
    await rig.hear(shell, { kind: 'denied', order, code: 'max-exposure' });
    const [reaction] = await shell.parts.store.reactions(id, 10);
    expect(reaction).toMatchObject({
      cause: { kind: 'denied', leg: 'entry', code: 'max-exposure' },
      effects: [{ kind: 'note', code: 'order-denied', details: { code: 'max-exposure' } }],
      correlationId: 'news',
    });
    expect(rig.reported).toEqual(['note order-denied']);
  });

  test('what its owner asks of it is written down, with what its runs began with, and is never forgotten', async () => {
    const shell = worker();
    const { store } = shell.parts;
    const id = await rig.bot(shell);
    await rig.candle(shell, 0, 10);
    await shell.change('bot', id, { every: 4 });
    await shell.stop('bot', id, 'keep');
    await rig.settled(shell, id, 2);
    await shell.start('bot', id);
    await rig.candle(shell, 1, 20);
    await rig.query(`UPDATE grid.reaction SET stored_at = now() - interval '40 days'`);
    await rig.query(`UPDATE grid.decision SET stored_at = now() - interval '40 days'`);
    const before = await store.journal({ instanceId: id, candleOpens: [epochMs(60_000)] });
    await store.forget(shell.parts.clock.now());
    const journal = await store.journal({ instanceId: id, candleOpens: [epochMs(60_000)] });
    expect(journal!.acts).toEqual(before!.acts);
    expect(journal!.acts).toMatchObject([
      {
        ...{ kind: 'started', run: 1, settingsVersion: 1, cash: '1000', held: '0', at: 0 },
        settings: { every: 10 },
        state: { run: 1, cycle: 0 },
      },
      { kind: 'settings-changed', settingsVersion: 2, settings: { every: 4 }, at: 60_000 },
      { kind: 'stop-asked', mode: 'keep', at: 60_000 },
      { kind: 'started', run: 2, settingsVersion: 2, settings: { every: 4 }, state: { run: 2, cycle: 1 } },
    ]);
    expect(before!.decisions).toMatchObject([{ candleOpen: 60_000, evaluations: [{ subject: 'toy' }] }]);
    expect([before!.keptFrom, journal!.keptFrom]).toEqual([0, 0]);
    expect(await store.journal({ instanceId: 'nobody', candleOpens: [] })).toBeNull();
  });

  test('the newest 200 decisions of a bot are kept, however old they are', async () => {
    const shell = worker();
    const id = await rig.bot(shell);
    await rig.candle(shell, 0, 10);
    await rig.query(`
      INSERT INTO grid.decision SELECT d.instance_id, d.timeframe, to_timestamp(n * 86400), d.decided_at, d.correlation_id,
        d.epoch, d.settings_version, d.acted, d.evaluations, d.effects, d.stored_at
      FROM grid.decision d, generate_series(1, 250) n WHERE d.instance_id = '${id}'`);
    await rig.query(`UPDATE grid.decision SET stored_at = now() - interval '400 days'`);
    await shell.parts.store.forget(shell.parts.clock.now());
    const { keptFrom } = (await shell.parts.store.journal({ instanceId: id, candleOpens: [] }))!;
    expect(keptFrom).toBe(51 * 86_400_000);
    expect(
      await shell.parts.store.decisions(id, { before: null, limit: 500, actedOnly: false }),
    ).toHaveLength(200);
  });

  test('the first decision of a run is known for as long as decisions are kept', async () => {
    const shell = worker();
    const id = await rig.bot(shell);
    const firstDecided = async (): Promise<unknown> => {
      const journal = await shell.parts.store.journal({ instanceId: id, candleOpens: [] });
      return journal!.acts.map((act) => act.kind === 'started' && act.firstDecided);
    };
    expect(await firstDecided()).toEqual([null]);
    await rig.candle(shell, 1, 11);
    await rig.candle(shell, 2, 10);
    expect(await firstDecided()).toEqual([120_000]);
    await rig.query(`UPDATE grid.reaction SET stored_at = now() - interval '40 days'`);
    expect(await firstDecided()).toEqual([null]);
  });

  test('halted trading reaches the kernel of that user alone, until it is resumed', async () => {
    const shell = worker();
    await rig.bot(shell, 'halted');
    await rig.bot(shell, 'free');
    const { unitOfWork } = shell.parts;
    await unitOfWork.run((tx) => shell.halted('halted', null, 'kill-switch', tx));
    await rig.candle(shell, 0, 10);
    expect((await rig.outbox('orders.toy-apply.v1')).map(({ user_id }) => user_id)).toEqual(['free']);
    await unitOfWork.run((tx) => shell.resumed('halted', null, tx));
    await rig.candle(shell, 1, 20);
    const users = (await rig.outbox('orders.toy-apply.v1')).map(({ user_id }) => user_id);
    expect(users.sort()).toEqual(['free', 'free', 'halted']);
  });

  test('new settings wait until the bot is flat, and are then pinned', async () => {
    const shell = worker();
    const id = await rig.bot(shell);
    await rig.candle(shell, 0, 10);
    await rig.hear(shell, rig.fill(id, 'entry', 1));
    const changed = await shell.change('bot', id, { every: 4 });
    expect(changed).toMatchObject({ value: { settingsVersion: 2, settings: { every: 4 } } });
    const pinned = async () =>
      (await rig.query<{ n: number }>('SELECT settings_version AS n FROM grid.kernel_state'))[0]!.n;
    await rig.candle(shell, 1, 12);
    expect(await pinned()).toBe(1);
    await rig.hear(shell, rig.fill(id, 'exit', 1));
    await rig.candle(shell, 2, 14);
    expect(await pinned()).toBe(2);
    await rig.candle(shell, 3, 16);
    expect((await applied()).at(-1)).toBe('place entry 2 at 240000 epoch 2');
    expect((await rig.outbox('orders.toy-apply.v1')).at(-1)!.data['settingsVersion']).toBe(2);
  });

  test('with a queue that loses everything the scanner decides', async () => {
    class DeafWakeups extends Wakeups {
      override async wake(): Promise<void> {
        return undefined;
      }
      override async consume() {
        return { close: async () => undefined };
      }
      override async counts() {
        return Promise.reject(new Error('deaf'));
      }
    }
    const shell = rig.shell({}, new DeafWakeups());
    shell.onApplicationBootstrap();
    await rig.bot(shell);
    await rig.close_(shell, 0, 10);
    await eventually(async () => (await applied()).length === 1);
  });

  test('the queue wakes a shard that nobody holds; one that is held is nudged at once', async () => {
    const shell = rig.shell();
    shell.onApplicationBootstrap();
    await rig.bot(shell);
    for (const [index, close] of [10, 12, 14].entries()) {
      await rig.close_(shell, index, close);
      await eventually(async () => (await kept())[0]!.state.closes.length === index + 1, { timeoutMs: 900 });
    }
  });

  test('a step is not settled while one of its closes waits', async () => {
    const shell = worker();
    await rig.bot(shell);
    await rig.close_(shell, 0, 10, 7);
    const left = async (step: number) =>
      (await rig.database.pool('api').query<{ n: string }>(shell.parts.runner.count(step))).rows[0]!.n;
    expect([await left(6), await left(7)]).toEqual(['0', '1']);
    await rig.decide(shell);
    expect(await left(7)).toBe('0');
    expect((await rig.outbox('orders.toy-apply.v1'))[0]!.step).toBe('7');
  });
});

describe('the life of a bot', () => {
  let rig: Rig;
  let shell: StrategyShell;
  beforeEach(async () => {
    rig = await Rig.open();
    shell = rig.shell();
  });
  afterEach(() => rig.close());

  const create = (name: string, settings = {}, userId = 'u') =>
    shell.create({ userId, accountId: `account of ${userId}`, name, settings });

  test('creating it twice answers the same bot; another one of that name is refused', async () => {
    const first = await create('bot');
    expect(await create('bot')).toEqual(first);
    expect(await create('bot', { every: 3 })).toMatchObject({ ok: false, error: { code: 'name-taken' } });
  });

  test('one account’s symbol holds one bot that is not stopped', async () => {
    const first = await create('one');
    expect(await create('two')).toMatchObject({ ok: false, error: { code: 'slot-taken' } });
    if (!first.ok) throw new Error('refused');
    await shell.start('u', first.value.id);
    await shell.stop('u', first.value.id, 'keep');
    // Until nothing of it is left at the venue the place is taken.
    expect(await create('two')).toMatchObject({ ok: false, error: { code: 'slot-taken' } });
    await rig.settled(shell, first.value.id, 2);
    expect(await create('two')).toMatchObject({ ok: true });
    expect(await shell.start('u', first.value.id)).toMatchObject({
      ok: false,
      error: { code: 'slot-taken' },
    });
  });

  test('wrong settings, accounts and instruments are refused by name', async () => {
    expect(await create('bot', { every: 0 })).toMatchObject({
      error: {
        code: 'settings-refused',
        details: { fields: [{ field: 'every', value: '0', allowed: '>= 1' }] },
      },
    });
    expect(await create('bot', { symbol: 'NO/USDT' })).toMatchObject({
      error: { code: 'unknown-instrument' },
    });
    expect(
      await shell.create({ userId: 'u', accountId: 'not mine', name: 'bot', settings: {} }),
    ).toMatchObject({ error: { code: 'unknown-account' } });
  });

  test('another user’s bot is not there: not to start, stop, change or delete', async () => {
    const made = await create('bot');
    if (!made.ok) throw new Error('refused');
    const { id } = made.value;
    const missing = { ok: false, error: { code: 'not-found' } };
    expect(await shell.start('other', id)).toMatchObject(missing);
    expect(await shell.stop('other', id, 'close')).toMatchObject(missing);
    expect(await shell.change('other', id, { every: 2 })).toMatchObject(missing);
    expect(await shell.delete('other', id)).toMatchObject(missing);
    expect(await shell.list('other', null, 10)).toEqual([]);
  });

  test('starting what runs and stopping what does not change nothing', async () => {
    const made = await create('bot');
    if (!made.ok) throw new Error('refused');
    const { id } = made.value;
    expect(await shell.stop('u', id, 'close')).toMatchObject({ value: { state: 'created', epoch: 0 } });
    await shell.start('u', id);
    expect(await shell.start('u', id)).toMatchObject({ value: { state: 'running', epoch: 1 } });
    expect(await rig.outbox('orders.toy-gate.v1')).toHaveLength(1);
  });

  test('a running bot keeps its timeframe and cannot be deleted; a stopped one goes with its decisions', async () => {
    const id = await rig.bot(shell, 'u');
    expect(await shell.change('u', id, { timeframe: '5m' })).toMatchObject({
      error: { code: 'settings-refused', details: { fields: [{ field: 'timeframe', value: '5m' }] } },
    });
    expect(await shell.delete('u', id)).toMatchObject({ error: { code: 'conflict' } });
    await shell.stop('u', id, 'keep');
    await rig.settled(shell, id, 2);
    expect(await shell.delete('u', id)).toEqual({ ok: true, value: null });
    expect(await rig.query('SELECT 1 FROM grid.kernel_state')).toEqual([]);
  });
});

const candleFor = (index: number, close: number) => ({
  ...{ openTime: (index * 60_000) as never, open: '1', high: '1', low: '1', volume: '1' },
  close: String(close),
});
