import { Redis } from 'ioredis';

const PATIENCE_MS = 3_000;

/** Milliseconds that Redis takes for a ping, and its version. @throws Error when it does not answer. */
export async function pingRedis(
  url: string,
): Promise<{ readonly latencyMs: number; readonly version: string }> {
  const redis = new Redis(url, {
    ...{ lazyConnect: true, connectTimeout: PATIENCE_MS, commandTimeout: PATIENCE_MS },
    ...{ maxRetriesPerRequest: 0, retryStrategy: () => null },
  });
  // Told by the command that fails; without a listener it would be printed as well.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    const began = performance.now();
    await redis.ping();
    const latencyMs = Math.round((performance.now() - began) * 10) / 10;
    const version = /redis_version:(\S+)/.exec(await redis.info('server'))?.[1] ?? 'unknown';
    return { latencyMs, version };
  } finally {
    redis.disconnect();
  }
}
