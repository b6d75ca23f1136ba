/**
 * kill -9 at random moments while records flow, again and again; in between the queue's tables are deleted in mid-run. At
 * the end the books are read: nothing lost, nothing delivered twice to an effect, no process left.
 *
 *   node scripts/verify/kill-loop.mjs [--rounds 200] [--seed N] [--json FILE]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { family, survivors } from '../smoke/processes.mjs';
import { auditRecords } from './audit-records.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const READY_MS = 60_000;
const QUIET_MS = 60_000;

const { values } = parseArgs({
  options: { rounds: { type: 'string' }, seed: { type: 'string' }, json: { type: 'string' } },
});
const rounds = Number(values.rounds ?? '200');
const seed = Number(values.seed ?? '1');
const random = seeded(seed);

const folder = mkdtempSync(join(tmpdir(), 'tradingboost-kills-'));
// As root the database runs as another user, who has to reach its folder.
chmodSync(folder, 0o755);
const dataDir = join(folder, 'data');
const startedAt = performance.now();
let queueDeletions = 0;
const readyMs = [];

try {
  for (let round = 1; round <= rounds; round += 1) {
    const program = await start();
    // Every fourth one dies while it starts: migrations, backfill and the first relays are moments like others.
    if (round % 4 === 0) {
      await sleep(100 + random() * 1_500);
      await program.kill();
      continue;
    }
    readyMs.push(await program.ready());
    const lifeMs = 50 + random() * 1_500;
    if (round % 5 === 0) {
      await sleep(lifeMs / 2);
      await deleteQueue();
      queueDeletions += 1;
    }
    await sleep(lifeMs);
    await program.kill();
    process.stderr.write(`\r${round}/${rounds} kills, ${queueDeletions} queue deletions`);
  }
  process.stderr.write('\n');
  const program = await start({ TB_FEED_SPEED: '20' });
  await program.ready();
  await sleep(2_000);
  await program.stop();
  // A last start only reads: what was under way at the stop is settled before the next candle is told.
  const reader = await start({ TB_FEED_SPEED: '0.01' });
  await reader.ready();
  const report = await audit();
  await reader.kill();
  const result = {
    check: 'kill-loop',
    machine: `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`,
    seed,
    kills: rounds,
    queueDeletions,
    seconds: Math.round((performance.now() - startedAt) / 1000),
    readyMs: { median: median(readyMs), max: Math.round(Math.max(...readyMs)) },
    ...report,
  };
  console.log(JSON.stringify(result, null, 2));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
  if (report.violations.length > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function start(more = {}) {
  const port = await freePort();
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    TB_DATA_DIR: dataDir,
    PORT: String(port),
    TB_FEED_SPEED: '1000',
    TB_DEMO: 'off',
    // The books are read at the end, so nothing is forgotten before.
    TB_RECORD_RETENTION_HOURS: '100',
    ...more,
  };
  const begun = performance.now();
  const child = spawn(process.execPath, ['bin/tradingboost.mjs', 'start'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes) => (output = (output + bytes).slice(-4_000)));
  const ended = once(child, 'exit');
  let members = [];
  const gone = async () => {
    await ended;
    const deadline = performance.now() + 10_000;
    while (survivors(members).length > 0) {
      if (performance.now() > deadline)
        throw new Error(`processes are left: ${JSON.stringify(survivors(members))}`);
      await sleep(20);
    }
  };
  return {
    ready: async () => {
      const deadline = performance.now() + READY_MS;
      for (;;) {
        if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}:\n${output}`);
        const answer = await fetch(`http://127.0.0.1:${port}/ready`).catch(() => null);
        if (answer?.status === 200) break;
        if (performance.now() > deadline) throw new Error(`not ready within ${READY_MS} ms:\n${output}`);
        await sleep(25);
      }
      return performance.now() - begun;
    },
    kill: async () => {
      members = family(child.pid);
      child.kill('SIGKILL');
      await gone();
    },
    stop: async () => {
      members = family(child.pid);
      child.kill('SIGTERM');
      await gone();
    },
  };
}

/** The queue may be deleted at any time: rows are the truth. */
async function deleteQueue() {
  await withDatabase((client) => client.query('DROP SCHEMA IF EXISTS bullmq6 CASCADE'));
}

async function audit() {
  const deadline = performance.now() + QUIET_MS;
  for (;;) {
    const report = await withDatabase(auditRecords);
    if (report.waiting === 0 || performance.now() > deadline) return report;
    await sleep(200);
  }
}

async function withDatabase(work) {
  const [, , , port] = readFileSync(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').split('\n');
  const password = readFileSync(join(dataDir, 'password'), 'utf8').trim();
  const client = new pg.Client({
    host: '127.0.0.1',
    port: Number(port),
    user: 'tradingboost',
    password,
    database: 'postgres',
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function median(numbers) {
  return Math.round([...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]);
}

/** The same seed, the same moments (mulberry32). */
function seeded(start) {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}
