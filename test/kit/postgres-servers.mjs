/** Servers for tests, each with a folder of its own that goes with it. */
import { execFile } from 'node:child_process';
import { chown, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getuid } from 'node:process';
import { promisify } from 'node:util';
import pg from 'pg';
import { compileSources } from './compile-sources.mjs';
import { serverFolder } from './server-folder.mjs';

export const TEMPLATE = 'template_migrated';

const platform = async (path) => {
  const compiled = await compileSources(
    'shared/platform/embedded-postgres',
    'shared/platform/persistence/migrations',
    'shared/platform/startup-failure.ts',
  );
  return import(join(compiled, 'shared', 'platform', path));
};

/** The Postgres of the product, started by the product's launcher. */
export async function startEmbeddedServer() {
  const { startEmbeddedPostgres } = await platform('embedded-postgres/start-embedded-postgres.js');
  const dataDir = await serverFolder();
  const server = await startEmbeddedPostgres({ dataDir });
  await makeTemplate(server.url);
  const stop = async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { url: server.url, stop };
}

/** A Postgres of this computer; `installation` is the folder above its `bin`. */
export async function startSystemServer(installation) {
  const { spawnServer } = await platform('embedded-postgres/server-process.js');
  const { freePort } = await platform('embedded-postgres/free-port.js');
  const user = getuid() === 0 ? { uid: 65534, gid: 65534 } : null;
  const dataDir = await serverFolder();
  const cluster = join(dataDir, 'cluster');
  const password = join(dataDir, 'password');
  await writeFile(password, 'test');
  if (user !== null) for (const path of [dataDir, password]) await chown(path, user.uid, user.gid);
  const wishes = [
    '--auth=scram-sha-256',
    '--locale=C',
    '--encoding=UTF8',
    '--username=tester',
    `--pwfile=${password}`,
  ];
  await promisify(execFile)(join(installation, 'bin', 'initdb'), [...wishes, '-D', cluster], {
    ...user,
    cwd: dataDir,
  });
  const port = await freePort();
  const server = spawnServer({ binaries: installation, cluster, port, user, onLine: () => undefined });
  const complaint = await server.ready;
  if (complaint !== null) throw new Error(`${installation}: ${complaint}`);
  const url = `postgresql://tester:test@127.0.0.1:${port}/postgres`;
  await makeTemplate(url);
  const stop = async () => {
    server.hangUp();
    await server.ended;
    await rm(dataDir, { recursive: true, force: true });
  };
  return { url, stop };
}

async function makeTemplate(url) {
  const { migrate } = await platform('persistence/migrations/migrate.js');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // The usual gigabyte of log is much for a server that lives for minutes, and in memory.
    await client.query(`ALTER SYSTEM SET max_wal_size = '256MB'`);
    await client.query('SELECT pg_reload_conf()');
    await client.query(`CREATE DATABASE ${TEMPLATE}`);
    const template = new URL(url);
    template.pathname = TEMPLATE;
    await migrate(template.href);
  } finally {
    await client.end();
  }
}
