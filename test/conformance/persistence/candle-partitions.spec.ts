import { empty } from 'sql-template-tag';
import { Client } from 'pg';
import { ensureCandlePartitions } from '../../../src/modules/market-data/outbound/candle-partitions.js';
import { Database } from '../../../src/shared/platform/persistence/database.js';
import { PgUnitOfWork } from '../../../src/shared/platform/persistence/pg-unit-of-work.js';
import { epochMs } from '../../../src/shared/pure/time/epoch.js';
import {
  createTestDatabase,
  describeWithRealPostgres,
  type TestDatabase,
  type TestServer,
} from '../../kit/postgres.js';

const at = (text: string) => epochMs(Date.parse(text));

function suite(server: TestServer): void {
  let home: TestDatabase;
  let database: Database;
  let client: Client;

  beforeAll(async () => {
    home = await createTestDatabase(server);
    database = new Database(home.url);
    client = new Client({ connectionString: home.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.close();
    await home.drop();
  });

  const ensure = (from: string, to: string) => {
    const context = () => {
      throw new Error('nothing is recorded here');
    };
    const parts = {
      pool: database.pool('trade'),
      context,
      outbox: () => empty,
      committed: () => undefined,
    };
    return new PgUnitOfWork(parts).run((tx) => ensureCandlePartitions(tx, at(from), at(to)));
  };
  const write = (
    openTime: string,
    [open, high, low, close, volume]: readonly string[] = ['10', '11', '9', '10', '0'],
  ) =>
    client.query(
      `INSERT INTO market_data.candle VALUES ('paper', 'BTC/USDT', '1m', $1, $2, $3, $4, $5, $6)`,
      [openTime, open, high, low, close, volume],
    );
  const partitionOf = async (openTime: string) => {
    const { rows } = await client.query(
      `SELECT tableoid::regclass::text AS name FROM market_data.candle WHERE open_time = $1`,
      [openTime],
    );
    return rows.map(({ name }) => name as string);
  };

  test('the last millisecond of a month and the first of the next lie in two partitions', async () => {
    expect(await ensure('2025-01-31T23:59:59.999Z', '2025-02-01T00:00:00Z')).toEqual([
      'candle_2025_01',
      'candle_2025_02',
    ]);
    await write('2025-01-31T23:59:59.999Z');
    await write('2025-02-01T00:00:00.000Z');
    expect(await partitionOf('2025-01-31T23:59:59.999Z')).toEqual(['market_data.candle_2025_01']);
    expect(await partitionOf('2025-02-01T00:00:00.000Z')).toEqual(['market_data.candle_2025_02']);
  });

  test('months that are there are left alone', async () => {
    await ensure('2025-04-10T00:00:00Z', '2025-04-10T00:00:00Z');
    expect(await ensure('2025-04-01T00:00:00Z', '2025-05-01T00:00:00Z')).toEqual(['candle_2025_05']);
    expect(await ensure('2025-04-01T00:00:00Z', '2025-05-01T00:00:00Z')).toEqual([]);
  });

  test('eight callers at once make each month once and none fails', async () => {
    const calls = Array.from({ length: 8 }, (_, i) =>
      ensure(i % 2 ? '2030-01-05T00:00:00Z' : '2030-03-05T00:00:00Z', '2030-06-05T00:00:00Z'),
    );
    const made = (await Promise.all(calls)).flat().sort();
    expect(made).toEqual(['01', '02', '03', '04', '05', '06'].map((month) => `candle_2030_${month}`));
  });

  test('a new month does not wait for a transaction that is writing candles', async () => {
    await ensure('2031-01-01T00:00:00Z', '2031-01-01T00:00:00Z');
    await client.query('BEGIN');
    await write('2031-01-01T00:00:00Z');
    expect(await ensure('2031-02-01T00:00:00Z', '2031-02-01T00:00:00Z')).toEqual(['candle_2031_02']);
    await client.query('ROLLBACK');
  });

  test('a candle of a month that nobody prepared is refused', async () => {
    await expect(write('1999-01-01T00:00:00Z')).rejects.toMatchObject({
      code: '23514',
      message: expect.stringContaining('no partition'),
    });
  });

  test.each([
    ['low above high', ['10', '9', '11', '10', '0']],
    ['open outside the range', ['12', '11', '9', '10', '0']],
    ['close outside the range', ['10', '11', '9', '8', '0']],
    ['a price of zero', ['10', '11', '0', '10', '0']],
    ['a negative volume', ['10', '11', '9', '10', '-1']],
  ])('%s is refused in every partition', async (_, prices) => {
    await ensure('2025-01-01T00:00:00Z', '2025-01-01T00:00:00Z');
    await expect(write('2025-01-02T00:00:00Z', prices)).rejects.toMatchObject({
      code: '23514',
      table: 'candle_2025_01',
    });
  });

  test('a second candle for the same minute is refused', async () => {
    await ensure('2025-03-01T00:00:00Z', '2025-03-01T00:00:00Z');
    await write('2025-03-01T00:00:00Z');
    await expect(write('2025-03-01T00:00:00Z')).rejects.toMatchObject({ code: '23505' });
  });
}

describe('candle partitions on the embedded Postgres', () => {
  suite('embedded');
});

describeWithRealPostgres('candle partitions on the Postgres of this computer', () => {
  suite('system');
});
