import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { Client } from 'pg';

export interface TestDatabase {
  readonly url: string;
  /** Ends its connections and deletes it. */
  drop(): Promise<void>;
}

/** Made by `postgres-servers.mjs` with every migration applied. */
const TEMPLATE = 'template_migrated';

/** Which server: the one the product brings, or the Postgres installed on this computer. */
export type TestServer = 'embedded' | 'system';

/** A migrated database of its own, on a server that all test files share. */
export async function createTestDatabase(server: TestServer = 'embedded'): Promise<TestDatabase> {
  return createDatabase(server, `TEMPLATE ${TEMPLATE}`);
}

/** A database without any table, for tests of the migrations themselves. */
export async function createEmptyDatabase(server: TestServer = 'embedded'): Promise<TestDatabase> {
  return createDatabase(server, 'TEMPLATE template0');
}

async function createDatabase(server: TestServer, from: string): Promise<TestDatabase> {
  const admin = await serverUrl(server);
  const name = `test_${randomBytes(8).toString('hex')}`;
  await administer(admin, `CREATE DATABASE ${name} ${from}`);
  const url = new URL(admin);
  url.pathname = name;
  return { url: url.href, drop: () => administer(admin, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

/** Connection string of a shared server's administrative database; the server starts when first asked for. */
export async function serverUrl(server: TestServer): Promise<string> {
  const broker = process.env.TB_TEST_POSTGRES;
  if (broker === undefined) throw new Error('jest runs without globalSetup: test/kit/global-setup.mjs');
  const asked = new URL(broker);
  if (server === 'system') asked.searchParams.set('installation', systemPostgres() ?? '');
  const response = await fetch(asked);
  const text = await response.text();
  if (!response.ok) throw new Error(`the test server did not start: ${text}`);
  return text;
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Folder above `bin` of the newest Postgres of this computer with initdb; null when there is none. */
export function systemPostgres(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'initdb'));
  const programs = [...versions.map((version) => join(debian, version, 'bin', 'initdb')), ...onPath];
  const initdb = programs.find(
    (program) => existsSync(program) && existsSync(join(dirname(realpathSync(program)), 'postgres')),
  );
  return initdb === undefined ? null : dirname(dirname(realpathSync(initdb)));
}

/** A suite that runs on the Postgres of this computer; counted as skipped where there is none. */
export const describeWithRealPostgres: jest.Describe = systemPostgres() === null ? describe.skip : describe;

/** Connection string of the Postgres of this computer, started for these tests. */
export const realPostgresUrl = (): Promise<string> => serverUrl('system');
