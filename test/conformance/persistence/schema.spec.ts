import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { Client } from 'pg';
import {
  createTestDatabase,
  describeWithRealPostgres,
  type TestDatabase,
  type TestServer,
} from '../../kit/postgres.js';

const PROJECT = resolve(__dirname, '../../..');
const SCHEMAS = [
  'users',
  'exchange',
  'market_data',
  'orders',
  'positions',
  'hyper_rsi',
  'grid',
  'notifications',
];

/** Runs the drift check as a developer does. */
function check(url: string): Promise<{ code: number; said: string }> {
  return new Promise((settle) => {
    const parameters = ['tools/migrations/cli.mjs', 'check', '--url', url];
    execFile(process.execPath, parameters, { cwd: PROJECT }, (error, stdout, stderr) => {
      settle({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout + stderr });
    });
  });
}

function suite(server: TestServer): void {
  let database: TestDatabase;
  let client: Client;

  beforeAll(async () => {
    database = await createTestDatabase(server);
    client = new Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });
  beforeEach(() => client.query('BEGIN'));
  afterEach(() => client.query('ROLLBACK'));

  const send = (schema: string, id: string, key: string, seq: number) =>
    client.query(
      `INSERT INTO ${schema}.outbox (id, key, seq, type, data, correlation_id, recorded_at) VALUES ($1, $2, $3, 't', '{}', 'c', now())`,
      [id, key, seq],
    );
  const receive = (schema: string, id: string, seq: number, attempts = 0) =>
    client.query(
      `INSERT INTO ${schema}.inbox (message_id, source, key, seq, type, data, correlation_id, recorded_at, received_at, attempts)
       VALUES ($1, 's', 'k', $2, 't', '{}', 'c', now(), now(), $3)`,
      [id, seq, attempts],
    );

  test('every module has the same outbox and inbox, down to indexes and checks', async () => {
    const shapeOf = async (schema: string) => {
      const columns = await client.query(
        `SELECT table_name, column_name, data_type, datetime_precision, is_nullable, column_default, identity_generation
         FROM information_schema.columns
         WHERE table_schema = $1 AND table_name IN ('outbox', 'outbox_key', 'inbox') ORDER BY table_name, ordinal_position`,
        [schema],
      );
      const indexes = await client.query(
        `SELECT replace(indexdef, schemaname || '.', '') AS definition FROM pg_indexes
         WHERE schemaname = $1 AND tablename IN ('outbox', 'outbox_key', 'inbox') ORDER BY indexname`,
        [schema],
      );
      const checks = await client.query(
        `SELECT conname, pg_get_constraintdef(oid) AS definition FROM pg_constraint
         WHERE connamespace = $1::regnamespace AND contype = 'c' AND conrelid::regclass::text ~ '(outbox|outbox_key|inbox)$' ORDER BY conname`,
        [schema],
      );
      return { columns: columns.rows, indexes: indexes.rows, checks: checks.rows };
    };
    const shapes: Awaited<ReturnType<typeof shapeOf>>[] = [];
    for (const schema of SCHEMAS) shapes.push(await shapeOf(schema));
    const [first, ...others] = shapes;
    expect(first?.columns).toHaveLength(32);
    expect(first?.indexes).toHaveLength(12);
    expect(first?.checks).toHaveLength(4);
    for (const other of others) expect(other).toEqual(first);
  });

  test.each(SCHEMAS)('%s: positions count up by themselves and cannot be chosen', async (schema) => {
    await send(schema, 'a', 'k', 1);
    await send(schema, 'b', 'k', 2);
    const { rows } = await client.query(`SELECT position FROM ${schema}.outbox ORDER BY seq`);
    expect(rows).toEqual([{ position: '1' }, { position: '2' }]);
    await expect(client.query(`UPDATE ${schema}.outbox SET position = 9`)).rejects.toMatchObject({
      code: '428C9',
    });
  });

  test.each<[string, () => Promise<unknown>, string]>([
    [
      'two messages at one place of a key',
      async () => (await send('orders', 'a', 'k', 1), send('orders', 'b', 'k', 1)),
      '23505',
    ],
    ['a message at place zero of its key', () => send('orders', 'a', 'k', 0), '23514'],
    [
      'a key whose last place is zero',
      () => client.query(`INSERT INTO orders.outbox_key VALUES ('k', 0)`),
      '23514',
    ],
    [
      'a message received twice',
      async () => (await receive('grid', 'a', 1), receive('grid', 'a', 1)),
      '23505',
    ],
    ['a received message at place zero', () => receive('grid', 'a', 0), '23514'],
    ['fewer than no attempts', () => receive('grid', 'a', 1, -1), '23514'],
    [
      'two addressees of one command',
      () =>
        client.query(
          `INSERT INTO platform.subscription VALUES ('place', 'orders', 'command'), ('place', 'grid', 'command')`,
        ),
      '23505',
    ],
    [
      'a kind that is neither event nor command',
      () => client.query(`INSERT INTO platform.subscription VALUES ('t', 'm', 'query')`),
      '23514',
    ],
  ])('the database refuses %s', async (_, attempt, code) => {
    await expect(attempt()).rejects.toMatchObject({ code });
  });

  test('an event may have any number of listeners', async () => {
    const { rowCount } = await client.query(
      `INSERT INTO platform.subscription VALUES ('filled', 'grid', 'event'), ('filled', 'positions', 'event')`,
    );
    expect(rowCount).toBe(2);
  });
}

describe('tables on the embedded Postgres', () => {
  suite('embedded');
});

describeWithRealPostgres('tables on the Postgres of this computer', () => {
  suite('system');
});

describe('the migrations lead to the shape of prisma/schema', () => {
  let database: TestDatabase;
  let client: Client;

  beforeEach(async () => {
    database = await createTestDatabase();
    client = new Client({ connectionString: database.url });
    await client.connect();
  });
  afterEach(async () => {
    await client.end();
    await database.drop();
  });

  test('and months of candles are no part of it', async () => {
    await client.query(`CREATE TABLE market_data.candle_2025_01 PARTITION OF market_data.candle
      FOR VALUES FROM ('2025-01-01T00:00:00Z') TO ('2025-02-01T00:00:00Z')`);
    expect(await check(database.url)).toEqual({ code: 0, said: 'Schema, migrations and database agree.\n' });
  });

  test.each([
    [
      'a missing column',
      'ALTER TABLE users.inbox DROP COLUMN last_error',
      'ADD COLUMN     "last_error" TEXT',
    ],
    [
      'another type',
      'ALTER TABLE grid.outbox ALTER COLUMN sent_at TYPE timestamp',
      '"sent_at" SET DATA TYPE TIMESTAMPTZ(3)',
    ],
    [
      'a column that may be empty',
      'ALTER TABLE orders.inbox ALTER COLUMN data DROP NOT NULL',
      '"data" SET NOT NULL',
    ],
    [
      'a missing partial index',
      'DROP INDEX orders.inbox_undone_step',
      'CREATE INDEX "inbox_undone_step" ON "orders"."inbox"("step") WHERE',
    ],
    [
      'a price with fewer digits',
      'ALTER TABLE market_data.candle ALTER COLUMN open TYPE numeric(20,8)',
      '"open" SET DATA TYPE DECIMAL(38,18)',
    ],
  ])('%s is found', async (_, change, remedy) => {
    await client.query(change);
    const { code, said } = await check(database.url);
    expect(code).toBe(2);
    expect(said).toContain(remedy);
  });
});
