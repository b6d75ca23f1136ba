import type { Said, Update } from '../../modules/notifications/domain/index.js';
import { Draws } from '../kernel/draws.js';
import { Kernel } from '../kernel/kernel.js';
import { Trace } from '../kernel/trace.js';
import { FAULT_KINDS } from '../process/fault-kinds.js';
import { ALL_FAULTS, Faults } from '../process/faults.js';
import type { Incarnation } from '../process/incarnation.js';
import { UpdateFeed } from './update-feed.js';

const P = { name: 'p.1' } as Incarnation;
const Q = { name: 'q.1' } as Incarnation;
const STATUS: Said = {
  ...{ chatId: '1', fromId: '1', isPrivate: true, text: '/status', press: null, forwarded: false },
};

/** The feed of a world in which updates may come twice, or nothing goes wrong at all. */
function open({ twice = false } = {}) {
  const without = new Set(FAULT_KINDS.filter((kind) => !twice || kind !== 'update-twice'));
  const worlds = [...Array(50).keys()].map((seed) => {
    const draws = new Draws(seed);
    return { draws, faults: new Faults(draws, { ...ALL_FAULTS, without }) };
  });
  const strongest = worlds.sort(
    (left, right) => right.faults.of('update-twice') - left.faults.of('update-twice'),
  );
  const { draws, faults } = strongest[0]!;
  const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const kernel = new Kernel({ draws, breath, trace: new Trace(0), check: () => undefined }, 0);
  const collisions: string[] = [];
  const taken: number[] = [];
  const feed = new UpdateFeed({
    ...{ kernel, draws, faults, say: () => undefined, isDown: () => false },
    collided: (...lives) => void collisions.push(lives.map(({ name }) => name).join()),
    bring: async ({ updateId }) => void taken.push(updateId),
  });
  const { signal } = new AbortController();
  const fetched: number[][] = [];
  const fetch = (confirmed: number | null, life = P): Promise<string> =>
    feed.fetch(confirmed, life, signal).then(
      (updates: readonly Update[]) => {
        fetched.push(updates.map(({ updateId }) => updateId));
        return 'answered';
      },
      (error: unknown) => (error as Error).message,
    );
  return { feed, kernel, collisions, taken, fetched, fetch };
}

describe('the updates of a world', () => {
  it('come again until a question asks for what is after them', async () => {
    const { feed, kernel, fetch, fetched } = open();
    const first = feed.say(STATUS);
    void fetch(null).then(() => fetch(null));
    await kernel.run(5_000);
    const second = feed.say(STATUS);
    void fetch(first);
    await kernel.run(10_000);
    expect(fetched).toEqual([[first], [first], [second]]);
  });

  it('are waited for, and a question that waits for long is answered with none', async () => {
    const { feed, kernel, fetch, fetched } = open();
    let said = 0;
    kernel.after(10_000, 'somebody speaks', () => void (said = feed.say(STATUS)));
    void fetch(null).then(() => fetch(said));
    await kernel.run(60_000);
    expect(fetched).toEqual([[said], []]);
  });

  it('are told to one of two that ask, and the other is refused', async () => {
    const { feed, kernel, fetch, fetched, collisions } = open();
    const answers: string[] = [];
    void fetch(null, P).then((answer) => void answers.push(answer));
    kernel.after(
      5_000,
      'another asks',
      () => void fetch(null, Q).then((answer) => void answers.push(answer)),
    );
    kernel.after(10_000, 'somebody speaks', () => void feed.say(STATUS));
    await kernel.run(20_000);
    expect(answers).toEqual(['409 Conflict: terminated by other getUpdates request', 'answered']);
    expect([collisions, fetched.length]).toEqual([['p.1,q.1'], 1]);
  });

  it('are brought until they are taken, and then no more', async () => {
    const { feed, kernel, taken } = open();
    void feed.useWebhook();
    const said = [feed.say(STATUS), feed.say(STATUS), feed.say(STATUS)];
    await kernel.run(60_000);
    expect([...taken].sort()).toEqual(said);
    expect(feed.waiting).toBe(0);
  });

  it('come twice where that may happen: in one answer, and after they were confirmed', async () => {
    const { feed, kernel, fetch, fetched } = open({ twice: true });
    const said = Array.from({ length: 100 }, () => feed.say(STATUS));
    const round = async (confirmed: number | null): Promise<void> => {
      if ((await fetch(confirmed)) !== 'answered') return;
      await round(Math.max(0, ...fetched.at(-1)!) || null);
    };
    void round(null);
    await kernel.run(200_000);
    expect(fetched[0]!.length).toBeGreaterThan(said.length);
    expect(fetched.slice(1).flat().length).toBeGreaterThan(0);
    expect(new Set(fetched.flat())).toEqual(new Set(said));
  });
});
