/**
 * The first minutes of a newcomer: a fresh copy in an empty folder, nothing in the environment but PATH and HOME,
 * `npm start`, Ctrl-C; then a power cut (kill -9), and a stop by a supervisor (SIGTERM). Nothing may be left running.
 * Times are printed and only bounded generously: they tell about the machine as much as about the program.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freshCopy } from './smoke/fresh-copy.mjs';
import { family, processTable, survivors } from './smoke/processes.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const USUAL_PORT = 3000;
const FIRST_START_MS = 300_000;
const LATER_START_MS = 60_000;
const STOP_MS = 12_000;
const POLL_MS = 50;
const SHOWN_LINES = 60;

const started = new Set();

class Run {
  constructor(folder, port) {
    this.url = `http://127.0.0.1:${port}`;
    this.output = '';
    this.startedAt = performance.now();
    const env = { PATH: process.env.PATH, HOME: process.env.HOME };
    if (port !== USUAL_PORT) env.PORT = String(port);
    // A group of its own, so that a signal to the group is what Ctrl-C is in a terminal.
    this.child = spawn('npm', ['start'], {
      cwd: folder,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.ended = once(this.child, 'close').then(([code, signal]) => ({ code, signal }));
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (this.output += text));
    }
    started.add(this);
  }

  /** Waits for readiness and answers the seconds it took. */
  async ready(withinMs) {
    await until(withinMs, `${this.url}/ready did not answer 200`, async () => {
      if (this.child.exitCode !== null) throw new Error(`npm start ended with ${this.child.exitCode}`);
      const answer = await fetch(`${this.url}/ready`, { signal: AbortSignal.timeout(2000) }).catch(
        () => null,
      );
      await answer?.arrayBuffer();
      return answer?.status === 200;
    });
    this.members = family(this.child.pid);
    if (!this.members.some(({ words }) => /postgres/.test(words))) {
      throw new Error(`no database server among the processes:\n${list(this.members)}`);
    }
    return ((performance.now() - this.startedAt) / 1000).toFixed(1);
  }

  get programId() {
    const found = this.members.filter(({ words }) => /^\S*node \S*bin\/tradingboost\.mjs start/.test(words));
    if (found.length !== 1) throw new Error(`cannot tell the program from:\n${list(this.members)}`);
    return found[0].pid;
  }

  /** Waits for the end of npm and of everything below it, and answers npm's exit code. */
  async end() {
    const { code } = await Promise.race([
      this.ended,
      sleep(STOP_MS, undefined, { ref: false }).then(() => {
        throw new Error(`npm start did not end within ${STOP_MS / 1000} s`);
      }),
    ]);
    await until(STOP_MS, 'processes are left', () => survivors(this.members).length === 0).catch((error) => {
      throw new Error(`${error.message}:\n${list(survivors(this.members))}`);
    });
    started.delete(this);
    return code;
  }

  destroy() {
    const table = processTable();
    const doomed = [...family(this.child.pid, table), ...survivors(this.members ?? [], table)];
    for (const { pid } of doomed) tryKill(pid);
  }
}

async function until(withinMs, otherwise, holds) {
  const deadline = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`${otherwise} within ${withinMs / 1000} s`);
    await sleep(POLL_MS);
  }
}

const list = (members) => members.map(({ pid, words }) => `  ${pid} ${words}`).join('\n');

function tryKill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already, which is what was wanted.
  }
}

/** The port a newcomer gets, or a free one when somebody has it. */
async function choosePort() {
  const free = async (port) => {
    const server = createServer();
    try {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      return server.address().port;
    } catch {
      return null;
    } finally {
      server.close();
    }
  };
  return (await free(USUAL_PORT)) ?? (await free(0));
}

function expectCode(code, wanted, what) {
  if (code !== wanted) throw new Error(`${what}: exit code ${code}, expected ${wanted}`);
}

async function smoke(folder) {
  const port = await choosePort();
  if (port !== USUAL_PORT) console.log(`port ${USUAL_PORT} is taken; using ${port}`);

  const first = new Run(folder, port);
  console.log(`ready after ${await first.ready(FIRST_START_MS)} s (install, build, first start)`);
  process.kill(-first.child.pid, 'SIGINT');
  expectCode(await first.end(), 0, 'Ctrl-C');
  console.log('Ctrl-C: exit code 0, no process left');

  const second = new Run(folder, port);
  console.log(`ready after ${await second.ready(LATER_START_MS)} s (installed and built)`);
  process.kill(second.programId, 'SIGKILL');
  if ((await second.end()) === 0) throw new Error('kill -9: npm start answered 0');
  console.log('kill -9: no process left');

  const third = new Run(folder, port);
  console.log(`ready after ${await third.ready(LATER_START_MS)} s (after kill -9)`);
  process.kill(third.child.pid, 'SIGTERM');
  expectCode(await third.end(), 0, 'SIGTERM');
  console.log('SIGTERM: exit code 0, no process left');
}

const folder = freshCopy(root);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    for (const run of started) run.destroy();
    rmSync(folder, { recursive: true, force: true });
    process.exit(1);
  });
}
try {
  await smoke(folder);
  console.log('smoke: passed');
} catch (error) {
  for (const run of started) {
    console.log(run.output.split('\n').slice(-SHOWN_LINES).join('\n'));
    run.destroy();
  }
  console.log(`smoke: failed: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
