import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { family, survivors } from '../smoke/processes.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));

const READY_MS = 60_000;
const GONE_MS = 10_000;
/** Kinds of complaints that are told apart. */
const MOST_KINDS = 50;

export const machine = () =>
  `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;

/** What a result is about: the sources, the day, the machine, and how busy it is as the check ends. */
export function ranOn() {
  const git = (...words) => execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim();
  return {
    commit: git('rev-parse', 'HEAD'),
    uncommitted: git('status', '--porcelain', '--', '.', ':!docs/verification') !== '',
    date: new Date().toISOString().slice(0, 10),
    machine: machine(),
    load: loadavg().map((value) => Math.round(value * 10) / 10),
  };
}

/** A data folder of its own for one check, taken away at the end. */
export function makeDataFolder(name) {
  const folder = mkdtempSync(join(tmpdir(), `tradingboost-${name}-`));
  // As root the database runs as another user, who has to reach its folder.
  chmodSync(folder, 0o755);
  return { dataDir: join(folder, 'data'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The built program on an embedded database in `dataDir`, with nothing of our environment but PATH and HOME. */
export async function startProgram(dataDir, variables = {}, { nodeOptions = [] } = {}) {
  const port = await freePort();
  const begun = performance.now();
  const child = spawn(process.execPath, [...nodeOptions, 'bin/tradingboost.mjs', 'start'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      TB_DATA_DIR: dataDir,
      PORT: String(port),
      // The books are read at the end, so nothing is forgotten before.
      TB_RECORD_RETENTION_HOURS: '100',
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes) => (output = (output + bytes).slice(-20_000)));
  const complaints = gatherComplaints(child.stderr);
  const ended = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  const end = async (signal) => {
    const members = family(child.pid);
    child.kill(signal);
    await ended;
    const deadline = performance.now() + GONE_MS;
    while (survivors(members).length > 0) {
      if (performance.now() > deadline)
        throw new Error(`processes are left: ${JSON.stringify(survivors(members))}`);
      await sleep(20);
    }
  };
  return {
    url,
    pid: child.pid,
    begun,
    /** Settles when the program has ended, however that came. */
    ended,
    /** Null while it runs. */
    exitCode: () => child.exitCode ?? (child.signalCode === null ? null : 128),
    signal: (name) => void process.kill(child.pid, name),
    /** @returns milliseconds from the start to the first ready answer */
    ready: async () => {
      const deadline = performance.now() + READY_MS;
      for (;;) {
        if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}:\n${output}`);
        const answer = await fetch(`${url}/ready`).catch(() => null);
        if (answer?.status === 200) return performance.now() - begun;
        if (performance.now() > deadline) throw new Error(`not ready within ${READY_MS} ms:\n${output}`);
        await sleep(25);
      }
    },
    status: async () => (await fetch(`${url}/ready`)).json(),
    output: () => output,
    /** What was warned of and what failed, each kind with how often and the first line of it. */
    complaints,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

function gatherComplaints(stream) {
  const kinds = new Map();
  createInterface(stream).on('line', (line) => {
    // The last line of a program that was killed may be cut off.
    if (!/"level":"(?:warn|error|fatal)".*\}$/.test(line)) return;
    const { msg, context, err, reason } = JSON.parse(line);
    const kind = [context, msg, (err ?? reason)?.message].filter(Boolean).join(': ');
    const known = kinds.get(kind);
    if (known !== undefined) known.times += 1;
    else if (kinds.size < MOST_KINDS) kinds.set(kind, { kind, times: 1, first: line });
  });
  return () => [...kinds.values()];
}

/** Runs `work` with a connection to the embedded database of a running program. */
export async function withDatabase(dataDir, work) {
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

export function median(numbers) {
  return Math.round([...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]);
}

/** The same seed, the same moments (mulberry32). */
export function seeded(start) {
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
