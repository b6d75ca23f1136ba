import type { QueueOptions } from 'bullmq';
import type { QueueConnection } from './queue-connection.js';

type Role = 'producer' | 'worker';

/**
 * BullMQ options for one Queue or Worker. Each object opens its own connections, so Postgres pools stay small; a producer on
 * Redis gives up quickly (the scanner makes the wake-up again), a worker never does.
 */
export function bullOptions(connection: QueueConnection, role: Role): QueueOptions {
  if (connection.backend === 'postgres') {
    const postgres = { connectionString: connection.url, schema: connection.schema, migrate: true, max: 2 };
    // BullMQ's option type knows Redis connections only; its Postgres backend reads this shape.
    return { connection: postgres };
  }
  const url = new URL(connection.url);
  return {
    prefix: connection.prefix,
    connection: {
      host: url.hostname,
      port: Number(url.port || '6379'),
      username: url.username === '' ? undefined : decodeURIComponent(url.username),
      password: url.password === '' ? undefined : decodeURIComponent(url.password),
      db: Number(url.pathname.slice(1) || '0'),
      tls: url.protocol === 'rediss:' ? {} : undefined,
      maxRetriesPerRequest: role === 'worker' ? null : 1,
      enableOfflineQueue: role === 'worker',
      connectTimeout: 3_000,
    },
  };
}
