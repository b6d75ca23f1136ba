import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { assertMigrated, migrate } from '../../../src/shared/platform/persistence/migrations/migrate.js';
import {
  createEmptyDatabase,
  describeWithRealPostgres,
  type TestDatabase,
  type TestServer,
} from '../../kit/postgres.js';
import { compileSources, runProgram } from '../../kit/source-program.js';

function suite(server: TestServer): void {
  let database: TestDatabase;
  let client: Client;
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'migrations-'));
    database = await createEmptyDatabase(server);
    client = new Client({ connectionString: database.url });
    await client.connect();
  });
  afterEach(async () => {
    await client.end();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const add = async (name: string, sql: string) => {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, 'migration.sql'), sql);
  };
  const run = () => migrate(database.url, { folder });
  const rows = async (text: string) => (await client.query(text)).rows;
  const tables = async () =>
    (
      await rows(
        `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '\\_%' ORDER BY 1`,
      )
    ).map(({ tablename }) => tablename as string);

  test('migrations run in the order of their names, each told after its commit, and only once', async () => {
    await add('0002_second', 'ALTER TABLE a ADD COLUMN m int');
    await add('0001_first', 'CREATE TABLE a (n int); INSERT INTO a VALUES (1)');
    const told: string[] = [];
    const outcome = await migrate(database.url, { folder, onApplied: (name) => told.push(name) });
    expect(outcome).toEqual({ applied: ['0001_first', '0002_second'], alreadyThere: 0 });
    expect(told).toEqual(outcome.applied);
    await add('0003_third', 'CREATE TABLE b (n int)');
    expect(await run()).toEqual({ applied: ['0003_third'], alreadyThere: 2 });
    expect(await run()).toEqual({ applied: [], alreadyThere: 3 });
    expect(await rows('SELECT * FROM a')).toEqual([{ n: 1, m: null }]);
  });

  test('whoever only looks is told that something is missing, and writes nothing', async () => {
    await add('0001_first', 'CREATE TABLE a (n int)');
    await expect(assertMigrated(database.url, { folder })).rejects.toMatchObject({ code: 'database-older' });
    expect(await rows(`SELECT to_regclass('public._prisma_migrations') AS ledger`)).toEqual([
      { ledger: null },
    ]);
    await run();
    await expect(assertMigrated(database.url, { folder })).resolves.toBeUndefined();
    await add('0002_second', 'CREATE TABLE b (n int)');
    await expect(assertMigrated(database.url, { folder })).rejects.toThrow('0002_second is missing');
    expect(await tables()).toEqual(['a']);
  });

  test('the ledger is the one Prisma writes', async () => {
    await add('0001_first', 'CREATE TABLE a (n int)');
    await run();
    const [row] = await rows('SELECT *, finished_at >= started_at AS ordered FROM _prisma_migrations');
    expect(row).toMatchObject({
      migration_name: '0001_first',
      checksum: '735852939c534ffa1e33bdc1fea8221666a4f7608bee6589f84057f6313ee855',
      applied_steps_count: 1,
      rolled_back_at: null,
      logs: null,
      ordered: true,
    });
  });

  test('two processes at once both succeed and each migration runs once', async () => {
    const compiled = await compileSources(
      'shared/platform/persistence/migrations',
      'shared/platform/startup-failure.ts',
    );
    await add('0001_first', 'CREATE TABLE a (n int); SELECT pg_sleep(0.3)');
    await add('0002_second', 'INSERT INTO a VALUES (1)');
    const text = `
      import { migrate } from ${JSON.stringify(`${compiled}/shared/platform/persistence/migrations/migrate.js`)};
      const outcome = await migrate(${JSON.stringify(database.url)}, { folder: ${JSON.stringify(folder)} });
      console.log(outcome.applied.length);`;
    const programs = [runProgram(text), runProgram(text)];
    const ends = await Promise.all(programs.map(({ ended }) => ended));
    expect(ends.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      Array(2).fill({ code: 0, stderr: '' }),
    );
    expect(programs.map(({ lines }) => lines[0]).sort()).toEqual(['0', '2']);
    expect(await rows('SELECT * FROM a')).toEqual([{ n: 1 }]);
  });

  test('a migration that fails is undone, named, and leaves those before it', async () => {
    await add('0001_good', 'CREATE TABLE a (n int)');
    await add('0002_bad', 'CREATE TABLE b (n int); INSERT INTO nowhere VALUES (1)');
    await add('0003_never', 'CREATE TABLE c (n int)');
    await expect(run()).rejects.toMatchObject({
      name: 'StartupFailure',
      code: 'migration-failed',
      message: expect.stringMatching(
        /^The migration 0002_bad failed and was undone \(relation "nowhere" does not exist\): [^\n]+$/,
      ),
    });
    expect(await tables()).toEqual(['a']);
    await add('0002_bad', 'CREATE TABLE b (n int)');
    expect(await run()).toEqual({ applied: ['0002_bad', '0003_never'], alreadyThere: 1 });
  });

  test('a migration that was changed after it ran is refused before anything runs', async () => {
    await add('0001_first', 'CREATE TABLE a (n int)');
    await run();
    await add('0001_first', 'CREATE TABLE a (n bigint)');
    await add('0002_second', 'CREATE TABLE b (n int)');
    await expect(run()).rejects.toMatchObject({
      code: 'migration-changed',
      message: expect.stringContaining('0001_first'),
    });
    expect(await tables()).toEqual(['a']);
  });

  test('a database of a newer version is refused with the name of what this version does not know', async () => {
    await add('0001_first', 'CREATE TABLE a (n int)');
    await add('0002_newer', 'CREATE TABLE b (n int)');
    await run();
    await rm(join(folder, '0002_newer'), { recursive: true });
    await expect(run()).rejects.toMatchObject({
      code: 'database-newer',
      message: expect.stringMatching(/newer version of the program \(it has 0002_newer/),
    });
  });

  test('a migration that another tool left half-way is refused; one that it rolled back runs', async () => {
    await add('0001_first', 'CREATE TABLE a (n int)');
    await run();
    await add('0002_second', 'CREATE TABLE b (n int)');
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'y', '0002_second')`,
    );
    await expect(run()).rejects.toMatchObject({
      code: 'migration-half-applied',
      message: expect.stringContaining('0002_second'),
    });
    await client.query(`UPDATE _prisma_migrations SET rolled_back_at = now() WHERE id = 'x'`);
    expect(await run()).toEqual({ applied: ['0002_second'], alreadyThere: 1 });
  });

  test('the migrations of the product are found from here and fit an empty database', async () => {
    const { applied } = await migrate(database.url);
    expect(applied[0]).toBe('0001_ground');
    expect(await migrate(database.url)).toEqual({ applied: [], alreadyThere: applied.length });
  });
}

describe('migrations on the embedded Postgres', () => {
  suite('embedded');
});

describeWithRealPostgres('migrations on the Postgres of this computer', () => {
  suite('system');
});
