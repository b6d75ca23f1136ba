import { Client, type Pool, type PoolClient } from 'pg';
import {
  Database,
  POOL_LIMITS,
  POOL_NAMES,
  type PoolName,
} from '../../../src/shared/platform/persistence/database.js';
import { openPrisma } from '../../../src/shared/platform/persistence/prisma.js';
import { assertSafeSettings } from '../../../src/shared/platform/persistence/safe-settings.js';
import { sql } from '../../../src/shared/platform/persistence/sql.js';
import { eventually } from '../../kit/eventually.js';
import {
  createTestDatabase,
  describeWithRealPostgres,
  type TestDatabase,
  type TestServer,
} from '../../kit/postgres.js';

function suite(server: TestServer): void {
  let home: TestDatabase;
  let database: Database;
  let broken: { readonly pool: PoolName; readonly message: string }[];

  beforeAll(async () => {
    home = await createTestDatabase(server);
  });
  afterAll(() => home.drop());
  beforeEach(() => {
    broken = [];
    database = new Database(home.url, {
      onConnectionError: (pool, { message }) => broken.push({ pool, message }),
    });
  });
  afterEach(() => database.close());

  const take = (pool: Pool, count: number): Promise<PoolClient[]> =>
    Promise.all(Array.from({ length: count }, () => pool.connect()));

  test('for whoever only reads the server refuses what would write, on every pool', async () => {
    const reading = new Database(home.url, { readOnly: true });
    for (const name of POOL_NAMES) {
      await expect(reading.pool(name).query(sql`CREATE TABLE public.never (n int)`)).rejects.toMatchObject({
        code: '25006',
      });
      expect((await reading.pool(name).query(sql`SELECT 1 AS one`)).rows).toEqual([{ one: 1 }]);
    }
    await reading.close();
  });

  test('each pool has its limit, its name in the server and the time limits of the program', async () => {
    for (const name of POOL_NAMES) {
      const { rows } = await database.pool(name).query(sql`
        SELECT current_setting('application_name') AS name, current_setting('statement_timeout') AS statement,
               current_setting('lock_timeout') AS lock, current_setting('idle_in_transaction_session_timeout') AS idle,
               current_setting('TimeZone') AS zone`);
      expect(rows).toEqual([
        { name: `tradingboost:${name}`, statement: '5s', lock: '2s', idle: '10s', zone: 'UTC' },
      ]);
    }
    expect(POOL_LIMITS).toEqual({ protect: 4, trade: 10, api: 10, relay: 4, bulk: 2 });
  });

  test('a pool that is used up makes its own callers wait and nobody else', async () => {
    const held = await take(database.pool('api'), POOL_LIMITS.api);
    const waiting = database.pool('api').query('SELECT 1 AS one');
    await eventually(() => database.poolStats().find(({ pool }) => pool === 'api')?.waiting === 1);
    const { rows } = await database.pool('protect').query('SELECT 1 AS one');
    expect(rows).toEqual([{ one: 1 }]);
    expect(database.poolStats()).toEqual([
      { pool: 'protect', limit: 4, open: 1, idle: 1, waiting: 0 },
      { pool: 'trade', limit: 10, open: 0, idle: 0, waiting: 0 },
      { pool: 'api', limit: 10, open: 10, idle: 0, waiting: 1 },
      { pool: 'relay', limit: 4, open: 0, idle: 0, waiting: 0 },
      { pool: 'bulk', limit: 2, open: 0, idle: 0, waiting: 0 },
    ]);
    held.forEach((client) => {
      client.release();
    });
    expect((await waiting).rows).toEqual([{ one: 1 }]);
  });

  test('numbers that a double cannot hold come as text, times as dates', async () => {
    const { rows } = await database.pool('trade').query(sql`
      SELECT 9007199254740993::int8 AS big, 0.123456789012345678::numeric(38,18) AS money,
             '2025-01-01T00:00:00.123Z'::timestamptz(3) AS at, 7::int4 AS small`);
    expect(rows).toEqual([
      {
        big: '9007199254740993',
        money: '0.123456789012345678',
        at: new Date('2025-01-01T00:00:00.123Z'),
        small: 7,
      },
    ]);
  });

  test('a connection that breaks is told, in nobody’s hands and in its user’s, and the pool opens another', async () => {
    const pool = database.pool('relay');
    const [idle, held] = await take(pool, 2);
    const pids = await Promise.all(
      [idle!, held!].map(async (each) => (await each.query('SELECT pg_backend_pid() AS pid')).rows[0].pid),
    );
    await held!.query('BEGIN');
    idle!.release();
    await database
      .pool('api')
      .query(sql`SELECT pg_terminate_backend(pid) FROM unnest(${pids}::int[]) AS pid`);
    await eventually(() => broken.length >= 2);
    expect(broken.every((each) => each.pool === 'relay')).toBe(true);
    await expect(held!.query('SELECT 1')).rejects.toThrow();
    held!.release(true);
    // A break is told by the connection and by its pool; the pool may hear of the idle one last.
    await eventually(() => database.poolStats().find(({ pool }) => pool === 'relay')?.idle === 0);
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  test('closing waits for connections in use, and may be asked for twice', async () => {
    const client = await database.pool('trade').connect();
    const closing = database.close();
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    client.release();
    await closing;
    await database.close();
    await expect(database.pool('trade').query('SELECT 1')).rejects.toThrow();
  });

  test('this server keeps what it confirms; a session that gave that up is refused', async () => {
    await assertSafeSettings(database.pool('api'));
    const client = new Client({ connectionString: home.url });
    await client.connect();
    await client.query('SET synchronous_commit = off');
    await expect(assertSafeSettings(client)).rejects.toMatchObject({
      code: 'database-unsafe',
      message: expect.stringContaining('synchronous_commit=off'),
    });
    await client.end();
  });

  test('Prisma reads the same rows on a few connections of its own', async () => {
    await database.pool('trade').query(sql`
      INSERT INTO orders.outbox (id, key, seq, type, data, correlation_id, step, recorded_at)
      VALUES ('m1', 'k1', 1, 'orders.order-placed.v1', '{"size": "0.1"}', 'c1', 9007199254740993, '2025-01-01T00:00:00.123Z')`);
    const reads = openPrisma(home.url);
    expect(await reads.client.ordersOutbox.findMany()).toEqual([
      {
        id: 'm1',
        position: 1n,
        key: 'k1',
        seq: 1n,
        type: 'orders.order-placed.v1',
        data: { size: '0.1' },
        correlationId: 'c1',
        causationId: null,
        userId: null,
        step: 9007199254740993n,
        recordedAt: new Date('2025-01-01T00:00:00.123Z'),
        sentAt: null,
      },
    ]);
    await reads.close();
    const { rows } = await database.pool('api').query(sql`
      SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'tradingboost:reads' AND datname = current_database()`);
    expect(rows).toEqual([{ n: 0 }]);
  });
}

describe('connections to the embedded Postgres', () => {
  suite('embedded');
});

describeWithRealPostgres('connections to the Postgres of this computer', () => {
  suite('system');
});
