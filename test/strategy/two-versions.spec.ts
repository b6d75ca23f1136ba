import type { Terms } from '../../src/shared/platform/strategy/instance.js';
import type { BoundKernel } from '../../src/shared/platform/strategy/strategy.port.js';
import type { StrategyShell } from '../../src/shared/platform/strategy/strategy-shell.js';
import { formatOf } from '../../src/shared/pure/strategy/newer-state.js';
import type { JsonObject } from '../../src/shared/pure/json.js';
import { MemoryWakeups } from '../../src/shared/platform/queue/memory-wakeups.js';
import { Rig, type Version } from './rig.js';
import { ToyStrategy } from './toy.js';

interface Next {
  readonly v: 2;
  readonly toy: object;
}

/** What the version before has written is brought to the format of this one. */
const toyOf = (state: object): object => (formatOf(state) < 2 ? state : (state as Next).toy);

/** The next version of the strategy of a screen: it writes its states down otherwise. */
class NextToy extends ToyStrategy {
  override readonly stateFormat = 2;

  override bind(document: JsonObject, terms: Terms): BoundKernel {
    const kernel = super.bind(document, terms);
    return {
      ...kernel,
      start: (previous) => ({ v: 2, toy: kernel.start(previous && toyOf(previous)) }),
      step: (state, input, stamp) => {
        const before = toyOf(state);
        const { state: toy, outputs } = kernel.step(before, input, stamp);
        return { state: toy === before ? state : { v: 2, toy }, outputs };
      },
      mayTakeSettings: (state) => kernel.mayTakeSettings(toyOf(state)),
    };
  }
}

const NEWER = 'the state was written by a newer version of the program (format 2, known is 1)';

describe('two versions of the program at once', () => {
  let rig: Rig;
  let processes = 0;
  beforeEach(async () => {
    rig = await Rig.open();
  });
  afterEach(() => rig.close());

  const worker = (version: Version = {}): StrategyShell => {
    processes += 1;
    const shell = rig.shell({ pid: 1_000_000 + processes }, new MemoryWakeups(), version);
    shell.parts.runner.start();
    return shell;
  };
  const next = (): StrategyShell => worker({ strategy: new NextToy() });
  const states = async (): Promise<readonly unknown[]> =>
    (await rig.query<{ state: unknown }>('SELECT state FROM grid.kernel_state ORDER BY instance_id')).map(
      ({ state }) => state,
    );
  const inState = async (): Promise<readonly unknown[]> =>
    (await rig.query<{ state: string }>('SELECT state FROM grid.instance ORDER BY id')).map(
      ({ state }) => state,
    );
  const life = async (what: string): Promise<readonly unknown[]> =>
    (await rig.outbox('grid.toy-life.v1')).filter(({ data }) => data['what'] === what);
  /** One look at what waits, which may come to nothing. */
  const look = async ({ parts: { runner } }: StrategyShell): Promise<void> => {
    await runner.scan();
    await runner.idle();
  };
  /** A bot that the version before has begun and the next one has written. */
  const upgraded = async (old: StrategyShell, name = 'bot'): Promise<string> => {
    const id = await rig.bot(old, name);
    await rig.candle(old, 0, 10);
    await rig.hear(next(), rig.fill(id, 'entry', 1));
    return id;
  };

  test('the next version goes on from states of the version before', async () => {
    const old = worker();
    await rig.bot(old);
    await rig.candle(old, 0, 10);
    await old.beforeApplicationShutdown();
    await rig.candle(next(), 1, 12);
    expect(await states()).toEqual([{ v: 2, toy: expect.objectContaining({ v: 1, closes: [10, 12] }) }]);
  });

  test('a process gives up the shard of a bot that it cannot read, and one of the next version decides', async () => {
    const old = worker();
    await upgraded(old);
    const before = await states();
    await rig.close_(old, 1, 12);
    await look(old);
    expect(await states()).toEqual(before);
    expect(await old.parts.decisions.waitingShards()).toHaveLength(1);
    expect(rig.reported).toContain('newer 2');
    expect(old.parts.newer.bots.size).toBe(1);
    await look(old);
    await rig.decide(next());
    expect(await states()).toEqual([{ v: 2, toy: expect.objectContaining({ closes: [10, 12] }) }]);
    expect(await inState()).toEqual(['running']);
  });

  test('a state that becomes newer between the look and the lock is not decided on', async () => {
    const old = rig.shell();
    const id = await rig.bot(old);
    await rig.close_(old, 0, 10);
    const { decisions, runner } = old.parts;
    const { decider, leases } = runner['parts'];
    const [shard] = await decisions.waitingShards();
    const lock = decisions.lock.bind(decisions);
    decisions.lock = async (...asked) => {
      await rig.query(
        `UPDATE grid.kernel_state SET state = '{"v": 2}', version = version + 1 WHERE instance_id = '${id}'`,
      );
      return lock(...asked);
    };
    const lease = (await leases.take(shard!))!;
    await expect(decider.decide(await decisions.due(shard!, 10), lease)).rejects.toThrow(NEWER);
    expect(await states()).toEqual([{ v: 2 }]);
    expect(await decisions.waitingShards()).toEqual([shard]);
  });

  test('a message for a bot that cannot be read, and what people ask of it, is refused and changes nothing', async () => {
    const old = worker();
    const id = await upgraded(old);
    const before = await states();
    await expect(rig.hear(old, rig.fill(id, 'exit', 1))).rejects.toThrow(NEWER);
    await expect(old.stop('bot', id, 'close')).rejects.toThrow(NEWER);
    expect(await states()).toEqual(before);
    expect(await inState()).toEqual(['running']);
  });

  test('when nobody who can read it comes the bot is parked as it is, its owner told and its entries shut, and others go on', async () => {
    const old = worker();
    await upgraded(old);
    await rig.bot(old, 'second', {}, 'bot 2');
    const [before] = await states();
    await old.beforeApplicationShutdown();
    const alone = worker({ newerIsAwaitedMs: 0 });
    await rig.close_(alone, 1, 20);
    for (const shell of [alone, worker({ newerIsAwaitedMs: 0 })]) await look(shell);
    await rig.eventuallyParked();
    await rig.decide(worker());
    expect((await states())[0]).toEqual(before);
    expect(await inState()).toEqual(['failed', 'running']);
    expect(await life('failed')).toMatchObject([{ data: { reason: `NewerState: ${NEWER}` } }]);
    const gates = await rig.outbox('orders.toy-gate.v1');
    expect(gates.map(({ data }) => data['open'])).toEqual([true, true, false]);
    expect((await states())[1]).toMatchObject({ closes: [20] });
  });

  test('a bot that was parked for its version goes on under the next one from where it was', async () => {
    const old = worker();
    const id = await upgraded(old);
    await old.beforeApplicationShutdown();
    const alone = worker({ newerIsAwaitedMs: 0 });
    await rig.close_(alone, 1, 12);
    await look(alone);
    await rig.eventuallyParked();
    await expect(alone.start('bot', id)).rejects.toThrow(NEWER);
    const again = next();
    expect(await again.start('bot', id)).toMatchObject({ ok: true, value: { state: 'running' } });
    await rig.decide(again);
    await rig.candle(again, 2, 14);
    expect(await states()).toEqual([{ v: 2, toy: expect.objectContaining({ held: 1, cycle: 1 }) }]);
  });
});
