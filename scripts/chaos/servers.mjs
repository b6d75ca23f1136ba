import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import pg from 'pg';
import { openProxy } from './proxy.mjs';

const DISK = '2g';
const GONE_MS = 15_000;

/** A folder on a disk of its own where that may be mounted; it can be filled then. */
export function makeDisk() {
  const folder = mkdtempSync(join(tmpdir(), 'tradingboost-chaos-'));
  // As root the database runs as another user, who has to reach its folder.
  chmodSync(folder, 0o755);
  const mounted =
    process.platform === 'linux' &&
    spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK},mode=755`, 'tmpfs', folder]).status === 0;
  const ballast = join(folder, 'ballast');
  return {
    folder,
    canFill: mounted,
    /** Leaves nothing free. */
    fill: async () => {
      const file = await open(ballast, 'w');
      const block = Buffer.alloc(1 << 20);
      try {
        for (let free = freeBytes(folder); free > 0; free = freeBytes(folder))
          await file.write(block, 0, Math.min(block.length, free));
      } catch (error) {
        if (error.code !== 'ENOSPC') throw error;
      } finally {
        await file.close();
      }
    },
    empty: () => rm(ballast, { force: true }),
    remove: () => {
      if (mounted) execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const freeBytes = (folder) => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

/** The Postgres of the product behind a proxy, which may be ended and started again. */
export async function openPostgres(folder) {
  const { startEmbeddedPostgres } =
    await import('../../dist/shared/platform/embedded-postgres/start-embedded-postgres.js');
  const dataDir = join(folder, 'postgres');
  const proxy = await openProxy();
  let server = null;
  const start = async () => {
    server = await startEmbeddedPostgres({ dataDir });
    proxy.leadTo(Number(new URL(server.url).port));
  };
  const down = () => {
    proxy.leadTo(null);
    proxy.cutAll();
  };
  await start();
  const through = new URL(server.url);
  through.port = String(proxy.port);
  return {
    proxy,
    /** For the program: through the proxy, whatever becomes of the server. */
    url: through.href,
    start,
    stop: async () => {
      down();
      await server.stop();
    },
    /** As a power failure of the server alone. */
    kill: async () => {
      down();
      const pid = Number(readFileSync(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
      process.kill(pid, 'SIGKILL');
      await server.stop();
      const deadline = performance.now() + GONE_MS;
      while (alive(pid) && performance.now() < deadline) await sleep(50);
    },
    /** Runs `work` with a connection that goes round the proxy. */
    with: async (work) => {
      const client = new pg.Client({ connectionString: server.url });
      client.on('error', () => undefined);
      await client.connect();
      try {
        return await work(client);
      } finally {
        await client.end().catch(() => undefined);
      }
    },
    close: async () => {
      proxy.close();
      await server.stop();
    },
  };
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A Redis of its own behind a proxy; null where there is no `redis-server`. */
export async function openRedis(folder) {
  if (spawnSync('redis-server', ['--version']).status !== 0) return null;
  const proxy = await openProxy();
  const port = await freePort();
  let server = null;
  const ask = async (question) => {
    const client = new Redis({ port, maxRetriesPerRequest: null, retryStrategy: () => 50 });
    client.on('error', () => undefined);
    try {
      return await question(client);
    } finally {
      client.disconnect();
    }
  };
  const start = async () => {
    const options = ['--port', port, '--bind', '127.0.0.1', '--dir', folder, '--save', ''].map(String);
    server = spawn('redis-server', [...options, '--maxmemory-policy', 'noeviction'], { stdio: 'ignore' });
    await ask((client) => client.ping());
    proxy.leadTo(port);
  };
  const stop = async () => {
    proxy.leadTo(null);
    proxy.cutAll();
    const exit = once(server, 'exit');
    server.kill('SIGKILL');
    await exit;
  };
  await start();
  return {
    url: `redis://127.0.0.1:${proxy.port}`,
    start,
    stop,
    flush: () => ask((client) => client.flushall()),
    close: async () => {
      proxy.close();
      await stop();
    },
  };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}
