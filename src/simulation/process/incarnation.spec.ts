import { Draws } from '../kernel/draws.js';
import { Kernel } from '../kernel/kernel.js';
import { Trace } from '../kernel/trace.js';
import { FAULT_KINDS, type FaultKind } from './fault-kinds.js';
import { ALL_FAULTS, Faults } from './faults.js';
import { Conflict, Incarnation } from './incarnation.js';

const START_MS = 1_750_000_000_000;
const HOUR_MS = 3_600_000;

/** One life in a world in which nothing but these faults happens, of the first seed that has them all. */
function lifeWith(...kinds: readonly FaultKind[]) {
  const without = new Set(FAULT_KINDS.filter((kind) => !kinds.includes(kind)));
  for (let seed = 1; ; seed += 1) {
    const draws = new Draws(seed);
    const faults = new Faults(draws, { ...ALL_FAULTS, without });
    if (kinds.some((kind) => faults.of(kind) === 0)) continue;
    const breath = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));
    const kernel = new Kernel({ draws, breath, trace: new Trace(0), check: () => undefined }, START_MS);
    const nothing = (): void => undefined;
    const life = new Incarnation({
      ...{ kernel, draws, faults, process: 'p', number: 1, trace: nothing, died: nothing },
      fate: { at: () => 0 },
    });
    return { life, kernel, faults };
  }
}

/** What the clock of a process shows against that of the world, second by second. */
async function offsets({ life, kernel }: ReturnType<typeof lifeWith>, seconds: number): Promise<number[]> {
  const seen: number[] = [];
  for (let second = 1; second <= seconds; second += 1) {
    kernel.after(1_000, 'a second', () => undefined);
    await kernel.run(START_MS + second * 1_000);
    seen.push(life.clock.now() - kernel.nowMs);
  }
  return seen;
}

describe('the clock of a process', () => {
  it('is right as long as nobody sets it', async () => {
    expect(new Set(await offsets(lifeWith(), 60))).toEqual(new Set([0]));
  });

  it('is set forth and back by an hour at most, and what measures durations knows nothing of it', async () => {
    const world = lifeWith('clock-steps');
    const seen = await offsets(world, 600);
    expect(Math.max(...seen)).toBeGreaterThan(60_000);
    expect(Math.min(...seen)).toBeLessThan(-60_000);
    expect(Math.max(...seen.map(Math.abs))).toBeLessThanOrEqual(HOUR_MS);
    expect(world.life.clock.monotonicMs()).toBe(world.kernel.nowMs);
  });

  it('is set right when faults are over, and left alone', async () => {
    const world = lifeWith('clock-steps');
    await offsets(world, 120);
    world.faults.stop();
    expect((await offsets(world, 140)).at(-1)).toBe(0);
    const { events } = world.kernel;
    await world.kernel.run(START_MS + HOUR_MS);
    expect(world.kernel.events).toBe(events);
  });
});

describe('a statement that another transaction refuses', () => {
  const outcomes = async (name: string, times: number): Promise<ReadonlySet<unknown>> => {
    const { life } = lifeWith('database-conflict');
    const seen = new Set<unknown>();
    for (let time = 0; time < times; time += 1)
      await life.connection.statement(name).then(
        () => seen.add('done'),
        (error: unknown) => seen.add(error instanceof Conflict ? error.code : error),
      );
    return seen;
  };

  it('is refused now and then, as a deadlock or as not serialisable', async () => {
    expect(await outcomes('orders.claim', 3_000)).toEqual(new Set(['done', '40001', '40P01']));
  });

  it('is never the one that begins a transaction', async () => {
    expect(await outcomes('orders.begin', 3_000)).toEqual(new Set(['done']));
  });
});
