import { Overloaded } from './overload.js';
import { patiently } from './patiently.js';

/** A clock on which every wait is over at once, and takes its time. */
function quickClock() {
  let nowMs = 0;
  return {
    monotonicMs: () => nowMs,
    sleep: async (ms: number) => {
      nowMs += ms;
    },
  };
}

describe('work that a start waits for', () => {
  const locked = () => Object.assign(new Error('canceling statement due to lock timeout'), { code: '55P03' });

  it('is done again while another process keeps a lock', async () => {
    let tries = 0;
    const waits: unknown[] = [];
    const answer = await patiently(
      async () => {
        tries += 1;
        if (tries < 4) throw locked();
        return 'done';
      },
      quickClock(),
      (error) => waits.push(error),
    );
    expect({ answer, tries, waits: waits.length }).toEqual({ answer: 'done', tries: 4, waits: 3 });
  });

  it('fails at once with anything but a lack of time', async () => {
    let tries = 0;
    const work = async () => {
      tries += 1;
      throw new Error('relation does not exist');
    };
    await expect(patiently(work, quickClock(), () => undefined)).rejects.toThrow('does not exist');
    expect(tries).toBe(1);
  });

  it('fails with what it failed with when nobody lets go', async () => {
    const clock = quickClock();
    const work = async () => {
      throw new Overloaded('nobody lets go');
    };
    await expect(patiently(work, clock, () => undefined)).rejects.toThrow('nobody lets go');
    expect(clock.monotonicMs()).toBe(30_000);
  });
});
