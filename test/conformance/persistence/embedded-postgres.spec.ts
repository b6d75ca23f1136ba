import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { livePostmaster } from '../../../src/shared/platform/embedded-postgres/postmaster.js';
import { processFacts } from '../../../src/shared/platform/embedded-postgres/process-facts.js';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../../src/shared/platform/embedded-postgres/start-embedded-postgres.js';
import { assertSafeSettings } from '../../../src/shared/platform/persistence/safe-settings.js';
import { eventually } from '../../kit/eventually.js';
import { compileSources, runProgram } from '../../kit/source-program.js';

/** One cluster for all stories here: making it is the slow part, each story starts a server on it again. */
let dataDir: string;
let cluster: string;
let compiled: string;
const started: EmbeddedPostgres[] = [];

const start = async (options: { readonly onLost?: (sentence: string) => void } = {}) => {
  const server = await startEmbeddedPostgres({ dataDir, ...options });
  started.push(server);
  return server;
};

async function query<Row extends object>(url: string, text: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Process ids of a process and everything below it. */
async function treeOf(root: number): Promise<readonly number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,ppid=']);
  const pairs = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const below = (parent: number): number[] =>
    pairs.filter(([, ppid]) => ppid === parent).flatMap(([pid = 0]) => [pid, ...below(pid)]);
  return [root, ...below(root)];
}

/** Those that still run; one that ended and that nobody looked after does not. */
async function alive(pids: readonly number[]): Promise<readonly number[]> {
  const facts = await Promise.all(pids.map(processFacts));
  return pids.filter((_, i) => facts[i]?.zombie === false);
}

const serverPid = async () => {
  const pid = await livePostmaster(cluster);
  if (pid === null) throw new Error('no server runs');
  return pid;
};

const parentOf = async (pid: number) =>
  Number((await promisify(execFile)('ps', ['-o', 'ppid=', '-p', String(pid)])).stdout.trim());

const gone = (pids: readonly number[]) =>
  eventually(async () => (await alive(pids)).length === 0, {
    what: 'the end of the server',
    timeoutMs: 20_000,
  });

/** A program that writes rows one commit at a time and prints the number of each confirmed one. */
const writer = () => `
  import pg from 'pg';
  import { startEmbeddedPostgres } from ${JSON.stringify(`${compiled}/shared/platform/embedded-postgres/start-embedded-postgres.js`)};
  const server = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} });
  const client = new pg.Client(server.url);
  await client.connect();
  await client.query('CREATE TABLE IF NOT EXISTS written (n int PRIMARY KEY)');
  const { rows } = await client.query('SELECT coalesce(max(n), 0) AS n FROM written');
  for (let n = rows[0].n + 1; ; n += 1) {
    await client.query('INSERT INTO written VALUES ($1)', [n]);
    console.log(n);
  }`;

beforeAll(async () => {
  const home = await mkdtemp(join(tmpdir(), 'embedded-'));
  await chmod(home, 0o755);
  dataDir = join(home, 'pg');
  cluster = join(dataDir, 'cluster');
  compiled = await compileSources('shared/platform/embedded-postgres', 'shared/platform/startup-failure.ts');
  await (await start()).stop();
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
});
afterAll(() => rm(join(dataDir, '..'), { recursive: true, force: true }));

describe('a running embedded Postgres', () => {
  test('keeps what it confirms, lets in whoever has the password only, and listens on 127.0.0.1 only', async () => {
    const { url } = await start();
    const client = new Client({ connectionString: url });
    await client.connect();
    await assertSafeSettings(client);
    const shown = async (name: string) =>
      (await client.query(`SELECT current_setting($1) AS value`, [name])).rows[0].value;
    expect(await shown('fsync')).toBe('on');
    expect(await shown('synchronous_commit')).toBe('on');
    expect(await shown('unix_socket_directories')).toBe('');
    expect(await shown('max_connections')).toBe('200');
    expect(await shown('shared_buffers')).toBe('64MB');
    expect(await shown('timezone')).toBe('UTC');
    const rules = await client.query(`SELECT DISTINCT auth_method FROM pg_hba_file_rules`);
    expect(rules.rows).toEqual([{ auth_method: 'scram-sha-256' }]);
    await client.end();

    const wrong = new URL(url);
    wrong.password = 'guess';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });

    const outside = Object.values(networkInterfaces())
      .flat()
      .find((each) => each?.internal === false && each.family === 'IPv4');
    const refused = new Promise((resolve) => {
      createConnection({ host: outside?.address ?? '127.0.0.2', port: Number(wrong.port) })
        .on('error', resolve)
        .on('connect', () => {
          resolve('connected');
        });
    });
    expect(await refused).toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('has a password of its own in a file that its owner alone can read', async () => {
    const { url } = await start();
    const password = join(dataDir, 'password');
    expect((await stat(password)).mode & 0o777).toBe(0o600);
    const secret = (await readFile(password, 'utf8')).trim();
    expect(secret).toHaveLength(32);
    expect(new URL(url).password).toBe(secret);
  });

  test('leaves no process, no lock and no owner when it is stopped, once or twice', async () => {
    const server = await start();
    const tree = await treeOf(await parentOf(await serverPid()));
    expect(tree.length).toBeGreaterThan(3);
    await Promise.all([server.stop(), server.stop()]);
    await server.stop();
    expect(await alive(tree)).toEqual([]);
    for (const file of [join(cluster, 'postmaster.pid'), join(dataDir, 'owner.json')]) {
      await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' });
    }
  });

  test('that dies is reported once with one sentence, and can be started again', async () => {
    const told: string[] = [];
    const server = await start({ onLost: (sentence) => told.push(sentence) });
    await query(server.url, 'CREATE TABLE IF NOT EXISTS survivor (n int)');
    process.kill(await serverPid(), 'SIGKILL');
    await eventually(() => told.length > 0);
    await server.stop();
    expect(told).toEqual([
      `The embedded Postgres on ${dataDir} ended by itself: look at its log, then start the program again.`,
    ]);
    const again = await start();
    expect(await query(again.url, `SELECT count(*)::int AS n FROM survivor`)).toEqual([{ n: 0 }]);
  });

  test('does not go on without its watchdog', async () => {
    const told: string[] = [];
    await start({ onLost: (sentence) => told.push(sentence) });
    const pid = await serverPid();
    const tree = await treeOf(pid);
    process.kill(await parentOf(pid), 'SIGKILL');
    await gone(tree);
    expect(told).toEqual([expect.stringContaining('watchdog')]);
  });
});

describe('after kill -9 of the program', () => {
  test('no process is left and no confirmed row is lost', async () => {
    for (let round = 1; round <= 2; round += 1) {
      const program = runProgram(writer());
      await eventually(() => program.lines.length >= 50 * round, { timeoutMs: 20_000, what: 'rows' });
      const tree = await treeOf(await parentOf(await serverPid()));
      program.process.kill('SIGKILL');
      await program.ended;
      await gone(tree);
      const confirmed = Number(program.lines.at(-1));
      const server = await start();
      const [row] = await query<{ n: number; top: number }>(
        server.url,
        'SELECT count(*)::int AS n, max(n) AS top FROM written',
      );
      expect(row?.top).toBeGreaterThanOrEqual(confirmed);
      expect(row?.n).toBe(row?.top);
      await server.stop();
    }
  });

  test('a server whose watchdog was killed too is stopped by the next program, which finds every confirmed row', async () => {
    const program = runProgram(writer());
    await eventually(() => program.lines.length >= 20, { timeoutMs: 20_000, what: 'rows' });
    const orphan = await serverPid();
    const watchdog = await parentOf(orphan);
    // The program must not notice the watchdog's end before its own.
    program.process.kill('SIGSTOP');
    process.kill(watchdog, 'SIGKILL');
    program.process.kill('SIGKILL');
    await program.ended;
    expect(await livePostmaster(cluster)).toBe(orphan);
    const { url } = await start();
    expect(await alive([orphan])).toEqual([]);
    const [row] = await query<{ top: number }>(url, 'SELECT max(n) AS top FROM written');
    expect(row?.top).toBeGreaterThanOrEqual(Number(program.lines.at(-1)));
  });

  test('a lock file that names a living process which is no server does not stand in the way', async () => {
    await writeFile(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n1\n5432\n\n127.0.0.1\n`);
    const { url } = await start();
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('an owner whose process id went to another program is no owner', async () => {
    await writeFile(join(dataDir, 'owner.json'), JSON.stringify({ pid: process.pid, startMark: 'long ago' }));
    const { url } = await start();
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('a cluster that was being made is made anew', async () => {
    const beside = join(dataDir, '..', 'young');
    await mkdir(join(beside, 'cluster.new', 'base'), { recursive: true });
    const server = await startEmbeddedPostgres({ dataDir: beside });
    started.push(server);
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('a second program on the same folder', () => {
  test('is refused with a clear sentence, from this process and from another, and the first goes on', async () => {
    const { url } = await start();
    const sentence = `The program is already running on ${dataDir} (process ${process.pid}): use that one, stop it first, or choose another data folder.`;
    await expect(start()).rejects.toMatchObject({ code: 'data-dir-in-use', message: sentence });
    const other = await runProgram(writer()).ended;
    expect(other.code).toBe(1);
    expect(other.stderr).toContain(sentence);
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('of several that start at once, one gets it', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => start()));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'data-dir-in-use' });
    }
  });

  test('does not stop a server that somebody started by other means', async () => {
    const { url } = await start();
    const owner = join(dataDir, 'owner.json');
    const text = await readFile(owner, 'utf8');
    await rm(owner);
    await expect(start()).rejects.toMatchObject({
      code: 'data-dir-in-use',
      message: expect.stringContaining('A Postgres that this program did not start'),
    });
    await writeFile(owner, text);
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('a folder the database cannot use', () => {
  test('made by another Postgres version is refused with both versions', async () => {
    const version = join(cluster, 'PG_VERSION');
    const text = await readFile(version, 'utf8');
    await writeFile(version, '15\n');
    await expect(start()).rejects.toMatchObject({
      code: 'database-of-another-version',
      message: expect.stringMatching(/made by Postgres 15 .* brings Postgres 18/),
    });
    await writeFile(version, text);
  });

  test('below a folder closed to the server is refused with the name of that folder', async () => {
    const closed = join(dataDir, '..', 'closed');
    await mkdir(closed);
    await chmod(closed, 0);
    const attempt = startEmbeddedPostgres({ dataDir: join(closed, 'pg') });
    await expect(attempt).rejects.toMatchObject({
      name: 'StartupFailure',
      code: expect.stringMatching(/^data-dir-(unreachable|not-writable)$/),
      message: expect.stringContaining(closed),
    });
    await chmod(closed, 0o700);
  });

  test('whose password was lost is refused with the name of the file', async () => {
    const password = join(dataDir, 'password');
    const text = await readFile(password, 'utf8');
    const facts = await stat(password);
    await rm(password);
    await expect(start()).rejects.toMatchObject({
      code: 'database-password-missing',
      message: expect.stringContaining(password),
    });
    await writeFile(password, text, { mode: facts.mode });
  });
});
