import fc from 'fast-check';
import { PasswordsBusy } from '../application/ports/passwords.port.js';
import { HashingQueue } from './hashing-queue.js';

/** Work that ends when it is told to. */
function work() {
  let end!: () => void;
  let fail!: (error: Error) => void;
  const done = new Promise<void>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  const job = { begun: false, end: () => end(), fail: (error: Error) => fail(error) };
  return {
    job,
    run: async () => {
      job.begun = true;
      await done;
    },
  };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('the queue of passwords to hash', () => {
  it('runs as many at once as allowed, the rest in the order they came, and refuses what is too much', async () => {
    const queue = new HashingQueue({ atOnce: 2, waiting: 2 });
    const works = Array.from({ length: 4 }, work);
    const runs = works.map(({ run }) => queue.run(run));
    const begun = () => works.map(({ job }) => job.begun);
    await settle();
    expect(begun()).toEqual([true, true, false, false]);
    await expect(queue.run(async () => 'too much')).rejects.toBeInstanceOf(PasswordsBusy);
    works[1]!.job.end();
    await settle();
    expect(begun()).toEqual([true, true, true, false]);
    for (const { job } of works) job.end();
    await Promise.all(runs);
    expect(begun()).toEqual([true, true, true, true]);
    expect(await queue.run(async () => 'free again')).toBe('free again');
  });

  it('gives the place of work that failed to the next', async () => {
    const queue = new HashingQueue({ atOnce: 1, waiting: 1 });
    const [failing, next] = [work(), work()];
    const failed = queue.run(failing.run);
    const ran = queue.run(next.run);
    failing.job.fail(new Error('out of memory'));
    await expect(failed).rejects.toThrow('out of memory');
    next.job.end();
    await ran;
    expect(next.job.begun).toBe(true);
  });

  it('never runs more than allowed, and never loses or repeats any it took', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 8 }),
        fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 40 }),
        async (atOnce, waiting, turns) => {
          const queue = new HashingQueue({ atOnce, waiting });
          let running = 0;
          let most = 0;
          let ran = 0;
          const outcomes = await Promise.allSettled(
            turns.map((count) =>
              queue.run(async () => {
                most = Math.max(most, (running += 1));
                for (let turn = 0; turn < count; turn += 1) await settle();
                running -= 1;
                ran += 1;
              }),
            ),
          );
          const taken = outcomes.filter(({ status }) => status === 'fulfilled').length;
          expect(most).toBeLessThanOrEqual(atOnce);
          expect(ran).toBe(taken);
          expect(taken).toBe(Math.min(turns.length, atOnce + waiting));
        },
      ),
      { numRuns: 50 },
    );
  });
});
