import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { eventually } from './eventually.js';

/** Whether a `redis-server` can be started here. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

/** A suite that needs a Redis server; counted as skipped where there is none. */
export const describeWithRedis: jest.Describe = hasRedis ? describe : describe.skip;

export interface TestRedis {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a private Redis with nothing in it; it ends with `stop`, or with this process. */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  const directory = mkdtempSync(join(tmpdir(), 'tradingboost-redis-'));
  const options = [
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
    '--dir',
    directory,
    '--save',
    '',
    '--maxmemory-policy',
    'noeviction',
  ];
  const server = spawn('redis-server', options, { stdio: 'ignore' });
  const kill = (): void => void server.kill('SIGKILL');
  process.once('exit', kill);
  const url = `redis://127.0.0.1:${port}`;
  const client = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: null, retryStrategy: () => 50 });
  client.on('error', () => undefined);
  await eventually(async () => (await client.ping()).length > 0, { what: 'an answer of the Redis server' });
  client.disconnect();
  return {
    url,
    stop: async () => {
      process.off('exit', kill);
      await ended(server, kill);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function ended(server: ChildProcess, kill: () => void): Promise<void> {
  if (server.exitCode !== null) return;
  const exit = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  kill();
  await exit;
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
