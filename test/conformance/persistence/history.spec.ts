import { Client } from 'pg';
import {
  approveRestorations,
  waitingRestoration,
} from '../../../src/shared/platform/persistence/backup/restorations.js';
import { Database } from '../../../src/shared/platform/persistence/database.js';
import { HistoryGuard, HistoryLost } from '../../../src/shared/platform/persistence/history/history-guard.js';
import { openHistory } from '../../../src/shared/platform/persistence/history/open-history.js';
import { historyOf } from '../../../src/shared/platform/persistence/history/pg-history-rows.js';
import type { Loss } from '../../../src/shared/platform/persistence/history/server-history.js';
import {
  createTestDatabase,
  describeWithRealPostgres,
  type TestDatabase,
  type TestServer,
} from '../../kit/postgres.js';

function suite(server: TestServer): void {
  let place: TestDatabase;
  let client: Client;

  beforeAll(async () => {
    place = await createTestDatabase(server);
    client = new Client({ connectionString: place.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await place.drop();
  });
  beforeEach(() => client.query('TRUNCATE platform.history, platform.restoration CASCADE'));

  const causes = async () =>
    (await client.query('SELECT cause, approved_at IS NOT NULL AS goes FROM platform.restoration')).rows.map(
      ({ cause, goes }) => [cause, goes],
    );

  test('a server tells its cluster, its timeline and how far its log is, to a user without any right', async () => {
    await client.query('BEGIN');
    await client.query('CREATE ROLE nobody_special NOLOGIN');
    await client.query('SET LOCAL ROLE nobody_special');
    const told = await historyOf(client);
    await client.query('ROLLBACK');
    expect(told).toEqual({ system: expect.stringMatching(/^\d+$/), timeline: 1, written: expect.anything() });
    await client.query('CREATE TABLE public.more AS SELECT generate_series(1, 1000)');
    expect((await historyOf(client)).written! > told.written!).toBe(true);
  });

  test('a database that goes on notes nothing', async () => {
    await openHistory(place.url, null);
    await openHistory(place.url, null);
    expect(await causes()).toEqual([]);
  });

  test('another timeline is noted once, whoever comes first, and everybody goes on', async () => {
    await openHistory(place.url, null);
    await client.query('UPDATE platform.history SET timeline = 7');
    await Promise.all(Array.from({ length: 4 }, () => openHistory(place.url, null)));
    expect(await causes()).toEqual([['another-timeline', true]]);
    expect(await waitingRestoration(place.url)).toBeNull();
  });

  test('after a long silence, and on another cluster, a person is waited for', async () => {
    await openHistory(place.url, null);
    await client.query(`UPDATE platform.history SET timeline = 7, alive_at = now() - interval '6 minutes'`);
    await openHistory(place.url, null);
    expect(await causes()).toEqual([['another-timeline', false]]);
    await approveRestorations(place.url);
    await client.query(`UPDATE platform.history SET system = '1'`);
    await openHistory(place.url, null);
    expect(await waitingRestoration(place.url)).toMatchObject({ cause: 'another-server' });
  });

  test('a connection to another history does nothing, and who has opened it is told once', async () => {
    const told: Loss[] = [];
    const seen = { ...(await historyOf(client)), timeline: 7 };
    const database = new Database(place.url, { guard: new HistoryGuard(seen, (loss) => told.push(loss)) });
    const write = 'CREATE TABLE public.never (one int)';
    for (const pool of ['trade', 'protect', 'trade'] as const)
      await expect(database.pool(pool).query(write)).rejects.toThrow(HistoryLost);
    await database.close();
    const { rows } = await client.query(`SELECT to_regclass('public.never') AS made`);
    expect([told, rows]).toEqual([['another-timeline'], [{ made: null }]]);
  });
}

describe('history of a database on the embedded Postgres', () => suite('embedded'));
describeWithRealPostgres('history of a database on an installed Postgres', () => suite('system'));
