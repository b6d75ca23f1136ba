import type { Wake, Wakeups } from '../../../src/shared/platform/queue/wakeups.port.js';
import { eventually } from '../../kit/eventually.js';

export interface WakeupsUnderTest {
  readonly wakeups: Wakeups;
  /** Deletes everything the queue has stored, in mid-run; absent where there is no store to delete. */
  readonly wipe?: () => Promise<void>;
  close(): Promise<void>;
}

const ids = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

/** What every queue must do, whatever it stands on. */
export function describeWakeups(name: string, open: () => Promise<WakeupsUnderTest>): void {
  describe(`wake-ups through ${name}`, () => {
    let under: WakeupsUnderTest;

    beforeAll(async () => {
      under = await open();
    });
    afterAll(() => under.close());

    test('a wake-up reaches a consumer with its kind and id', async () => {
      const seen: Wake[] = [];
      const consumer = await under.wakeups.consume('bus', async (wake) => void seen.push(wake));
      await under.wakeups.wake('bus', { kind: 'relay', id: 'orders' });
      await eventually(() => seen.length === 1);
      expect(seen).toEqual([{ kind: 'relay', id: 'orders' }]);
      await consumer.close();
    });

    test('a wake-up sent before anybody consumes is not lost', async () => {
      await under.wakeups.wake('strategy', { kind: 'early', id: 'one' });
      const seen: string[] = [];
      const consumer = await under.wakeups.consume('strategy', async ({ kind }) => void seen.push(kind));
      await eventually(() => seen.includes('early'));
      await consumer.close();
    });

    test('two hundred wake-ups sent at once by several senders all arrive', async () => {
      const seen = new Set<string>();
      const consumer = await under.wakeups.consume('strategy', async ({ id }) => void seen.add(id), {
        concurrency: 8,
      });
      const sent = ids('burst', 200);
      await Promise.all(sent.map((id) => under.wakeups.wake('strategy', { kind: 'shard', id })));
      await eventually(() => sent.every((id) => seen.has(id)), { timeoutMs: 20_000, what: 'every wake-up' });
      await consumer.close();
    }, 30_000);

    test('queues are apart: a consumer of one sees nothing of the other', async () => {
      const bus: string[] = [];
      const strategy: string[] = [];
      const consumers = [
        await under.wakeups.consume('bus', async ({ id }) => void bus.push(id)),
        await under.wakeups.consume('strategy', async ({ id }) => void strategy.push(id)),
      ];
      await under.wakeups.wake('bus', { kind: 'x', id: 'for-bus' });
      await under.wakeups.wake('strategy', { kind: 'x', id: 'for-strategy' });
      await eventually(() => bus.includes('for-bus') && strategy.includes('for-strategy'));
      expect(bus).not.toContain('for-strategy');
      expect(strategy).not.toContain('for-bus');
      await Promise.all(consumers.map((consumer) => consumer.close()));
    });

    test('a handler that throws is called again and does not stop the consumer', async () => {
      let tries = 0;
      const seen: string[] = [];
      const consumer = await under.wakeups.consume('bus', async ({ id }) => {
        if (id === 'stubborn' && (tries += 1) < 3) throw new Error('not yet');
        seen.push(id);
      });
      await under.wakeups.wake('bus', { kind: 'x', id: 'stubborn' });
      await under.wakeups.wake('bus', { kind: 'x', id: 'easy' });
      await eventually(() => seen.includes('stubborn') && seen.includes('easy'));
      expect(tries).toBe(3);
      await consumer.close();
    });

    test('counts what waits and what is being handled, queue by queue', async () => {
      expect((await under.wakeups.counts()).backtest).toMatchObject({ waiting: 0, active: 0 });
      await under.wakeups.wake('backtest', { kind: 'x', id: 'first' });
      await under.wakeups.wake('backtest', { kind: 'x', id: 'second' });
      expect((await under.wakeups.counts()).backtest).toMatchObject({ waiting: 2, active: 0 });
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      const consumer = await under.wakeups.consume('backtest', () => held, { concurrency: 1 });
      await eventually(async () => (await under.wakeups.counts()).backtest['active'] === 1);
      expect((await under.wakeups.counts()).backtest).toMatchObject({ waiting: 1 });
      release();
      await eventually(async () => {
        const { waiting, active } = (await under.wakeups.counts()).backtest;
        return waiting === 0 && active === 0;
      });
      await consumer.close();
    });

    test('two consumers share the work and neither waits for the other', async () => {
      const hands = { left: 0, right: 0 };
      const wait = () => new Promise((resolve) => setTimeout(resolve, 5));
      const left = await under.wakeups.consume('bus', async () => (await wait(), void (hands.left += 1)), {
        concurrency: 1,
      });
      const right = await under.wakeups.consume('bus', async () => (await wait(), void (hands.right += 1)), {
        concurrency: 1,
      });
      await Promise.all(ids('shared', 60).map((id) => under.wakeups.wake('bus', { kind: 'x', id })));
      await eventually(() => hands.left + hands.right >= 60, { timeoutMs: 20_000 });
      expect(hands.left).toBeGreaterThan(0);
      expect(hands.right).toBeGreaterThan(0);
      await Promise.all([left.close(), right.close()]);
    }, 30_000);

    test('closing a consumer waits for the wake-up being handled', async () => {
      let release = (): void => undefined;
      let started = false;
      let ended = false;
      const consumer = await under.wakeups.consume('strategy', async () => {
        started = true;
        await new Promise<void>((resolve) => (release = resolve));
        ended = true;
      });
      await under.wakeups.wake('strategy', { kind: 'x', id: 'slow' });
      await eventually(() => started);
      const closing = consumer.close();
      release();
      await closing;
      expect(ended).toBe(true);
    });

    test('a queue that was deleted in mid-run works again by itself', async () => {
      if (under.wipe === undefined) return;
      const seen = new Set<string>();
      const consumer = await under.wakeups.consume('bus', async ({ id }) => void seen.add(id));
      await under.wakeups.wake('bus', { kind: 'x', id: 'before' });
      await eventually(() => seen.has('before'));
      await under.wipe();
      let round = 0;
      await eventually(
        async () => {
          await under.wakeups.wake('bus', { kind: 'x', id: `after-${(round += 1)}` });
          return [...seen].some((id) => id.startsWith('after-'));
        },
        { timeoutMs: 30_000, everyMs: 250, what: 'a wake-up after the queue was deleted' },
      );
      await consumer.close();
    }, 45_000);
  });
}
