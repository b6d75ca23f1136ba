import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { bullOptions } from '../../../src/shared/platform/queue/bullmq-options.js';
import { BullMqWakeups, selectBackend } from '../../../src/shared/platform/queue/bullmq-wakeups.js';
import type { QueueConnection } from '../../../src/shared/platform/queue/queue-connection.js';
import { WAKE_QUEUES } from '../../../src/shared/platform/queue/wakeups.port.js';
import type { WakeupsUnderTest } from './wakeups.suite.js';

/** The adapter on a real backend, with the means to delete everything it has stored. */
export async function openBullMq(connection: QueueConnection): Promise<WakeupsUnderTest> {
  selectBackend(connection);
  const queues = new Map(
    WAKE_QUEUES.map((name) => [name, new Queue(name, bullOptions(connection, 'producer'))] as const),
  );
  await Promise.all([...queues.values()].map((queue) => queue.waitUntilReady()));
  const wakeups = new BullMqWakeups(connection, queues, {
    lost: () => undefined,
    failed: () => undefined,
    repaired: () => undefined,
  });
  return {
    wakeups,
    wipe: () => (connection.backend === 'postgres' ? dropSchema(connection) : flush(connection.url)),
    close: async () => {
      await wakeups.close();
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}

async function dropSchema({ url, schema }: { url: string; schema: string }): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`DROP SCHEMA ${schema} CASCADE`);
  await client.end();
}

async function flush(url: string): Promise<void> {
  const client = new Redis(url);
  await client.flushall();
  client.disconnect();
}
