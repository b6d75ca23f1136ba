import type { Wakeups } from '../../shared/platform/queue/wakeups.port.js';
import { otherwise } from './changed-port.js';
import type { Mutation } from './mutation.js';

/** What can be done wrong with wake-ups, and with rows that somebody has to be woken for. Bots that decide are woken by them. */
export const WAKING_MUTATIONS: readonly Mutation[] = [
  {
    name: 'waiting-kept-in-the-queue',
    summary:
      'Which bots have something to decide is remembered beside the queue, and only those are looked for.',
    finds: ['I20 everything is decided'],
    needs: ['queue-flushed'],
    shell: (ports, { besideQueue, module }) => ({
      ...ports,
      decisions: otherwise(ports.decisions, {
        wake: async (right, tx, closed) => {
          const shards = await right(tx, closed);
          for (const shard of shards) besideQueue.add(`${module} ${shard}`);
          return shards;
        },
        waitingShards: async (right) =>
          (await right()).filter((shard) => besideQueue.has(`${module} ${shard}`)),
      }),
    }),
  },
  {
    name: 'twice-is-poison',
    summary:
      'A wake-up that comes a second time is taken for one that cannot be handled, and what it is about is left to a person.',
    finds: ['I20 everything is decided'],
    wakeups: (wakeups, { life, memory }) =>
      otherwise<Wakeups>(wakeups, {
        consume: (right, queue, handler, options) =>
          right(
            queue,
            async (wake) => {
              const seen = memory.get('wake-ups') as WeakSet<object> | undefined;
              if (seen?.has(wake) === true) memory.set(`${life.name} leaves ${wake.kind} ${wake.id}`, true);
              memory.set('wake-ups', (seen ?? new WeakSet<object>()).add(wake));
              await handler(wake);
            },
            options,
          ),
      }),
    shell: (ports, { life, memory, module }) => ({
      ...ports,
      decisions: otherwise(ports.decisions, {
        due: async (right, shard, limit) =>
          memory.has(`${life.name} leaves ${module} ${shard}`) ? [] : right(shard, limit),
      }),
    }),
  },
];
