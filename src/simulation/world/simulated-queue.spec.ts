import { MemoryWakeups } from '../../shared/platform/queue/memory-wakeups.js';
import { Draws } from '../kernel/draws.js';
import { Kernel } from '../kernel/kernel.js';
import { Trace } from '../kernel/trace.js';
import { FAULT_KINDS, type FaultKind } from '../process/fault-kinds.js';
import { ALL_FAULTS, Faults } from '../process/faults.js';
import { SimulatedQueue } from './simulated-queue.js';

const SENT = 300;

/** Sends wake-ups one by one through a queue with these faults only; how often each came, and what the queue says of itself. */
async function sent(...kinds: readonly FaultKind[]) {
  const without = new Set(FAULT_KINDS.filter((kind) => !kinds.includes(kind)));
  const seed = [...Array(100).keys()].find((one) =>
    kinds.every((kind) => new Faults(new Draws(one), { ...ALL_FAULTS, without }).of(kind) > 0.02),
  )!;
  const draws = new Draws(seed);
  const faults = new Faults(draws, { ...ALL_FAULTS, without });
  const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const kernel = new Kernel({ draws, breath, trace: new Trace(0), check: () => undefined }, 0);
  const said: string[] = [];
  const say = (what: string): void => void said.push(what);
  const queue = new SimulatedQueue(new MemoryWakeups(), { kernel, draws, faults, say });
  const came = new Map<string, number>();
  const consumer = await queue.wakeups.consume('strategy', async ({ id }) => {
    came.set(id, (came.get(id) ?? 0) + 1);
  });
  queue.beside.add('kept');
  for (let number = 0; number < SENT; number += 1)
    kernel.after(number * 10, 'somebody is woken', () => {
      void queue.put('strategy', { kind: 'grid', id: String(number) });
    });
  await kernel.run(60_000);
  await consumer.close();
  return { times: [...came.values()], said, beside: queue.beside };
}

describe('the queue of a world', () => {
  it('hands out every wake-up once when nothing happens to it', async () => {
    const { times } = await sent();
    expect(times).toEqual(Array.from({ length: SENT }, () => 1));
  });

  it('hands some of them out twice, and never more often', async () => {
    const { times } = await sent('wakeup-twice');
    expect(times).toHaveLength(SENT);
    expect(new Set(times)).toEqual(new Set([1, 2]));
  });

  it('forgets what lies in it at one moment, and goes on with what comes then', async () => {
    const { times, said, beside } = await sent('queue-flushed');
    expect(said).toContain('the queue has forgotten everything');
    expect(times.length).toBeLessThan(SENT);
    expect(times.length).toBeGreaterThan(0);
    expect(beside.size).toBe(0);
  });
});
