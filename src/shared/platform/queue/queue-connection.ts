/** Where BullMQ keeps its jobs: Redis when there is one, else a schema of its own in the database. */
export type QueueConnection =
  | { readonly backend: 'postgres'; readonly url: string; readonly schema: string }
  | { readonly backend: 'redis'; readonly url: string; readonly prefix: string };

/** Schema and prefix carry BullMQ's major version: two majors never read each other's jobs. */
export const QUEUE_NAMESPACE = 'bullmq6';

export function queueConnection(databaseUrl: string, redisUrl: string | null): QueueConnection {
  return redisUrl === null
    ? { backend: 'postgres', url: databaseUrl, schema: QUEUE_NAMESPACE }
    : { backend: 'redis', url: redisUrl, prefix: `tradingboost-${QUEUE_NAMESPACE}` };
}
