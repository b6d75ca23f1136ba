import { readFileSync, writeFileSync } from 'node:fs';
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Client } from 'pg';
import {
  quoted,
  readCatalogue,
  schemasOf,
} from '../../../src/shared/platform/persistence/backup/catalogue.js';
import { checkBackup, openBackup } from '../../../src/shared/platform/persistence/backup/read-backup.js';
import { restoreBackup } from '../../../src/shared/platform/persistence/backup/restore-backup.js';
import { writeBackup } from '../../../src/shared/platform/persistence/backup/write-backup.js';
import {
  approveRestorations,
  waitingRestoration,
} from '../../../src/shared/platform/persistence/backup/restorations.js';
import {
  findMigrations,
  readMigrations,
} from '../../../src/shared/platform/persistence/migrations/migration-files.js';
import { eventually } from '../../kit/eventually.js';
import {
  createEmptyDatabase,
  createTestDatabase,
  describeWithRealPostgres,
  type TestDatabase,
  type TestServer,
} from '../../kit/postgres.js';

jest.setTimeout(120_000);

const SECRET = 'the key of the backups of this test';
const MARKS = ['platform.restoration', 'platform.restoration_settled'];

async function onDatabase<Answer>(url: string, work: (client: Client) => Promise<Answer>): Promise<Answer> {
  const client = new Client({ connectionString: url, options: '-c timezone=UTC' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Every table with the digest of its rows, and every sequence with the number it gave last. */
const contents = (url: string): Promise<Record<string, string>> =>
  onDatabase(url, async (client) => {
    const { tables, sequences } = await readCatalogue(
      client,
      schemasOf(await readMigrations(findMigrations())),
    );
    const found: Record<string, string> = {};
    for (const table of tables) {
      const { rows } = await client.query(
        `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, chr(10) ORDER BY t::text)), '') AS digest
         FROM ${quoted(table)} t`,
      );
      found[`${table.schema}.${table.name}`] = rows[0].digest;
    }
    for (const { schema, name, last } of sequences) found[`${schema}.${name}`] = String(last);
    return Object.fromEntries(Object.entries(found).filter(([name]) => !MARKS.includes(name)));
  });

/** Text that Postgres stores, with everything that an export could trip over. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }).map((value) => value.replaceAll('\u0000', '').toWellFormed()),
  fc.constantFrom('\\N', '\\.', '', '\t', '\r\n', "'; DROP TABLE x; --", '한국어 텍스트', '"\\"', '\\x41'),
);
const row = fc.record({
  key: text,
  route: text,
  outcome: fc.option(fc.jsonValue({ maxDepth: 2 }), { nil: null }),
  month: fc.integer({ min: 0, max: 40 }),
  units: fc.bigInt({ min: 1n, max: 10n ** 38n - 1n }),
});

function suite(server: TestServer): void {
  let source: TestDatabase;
  let target: TestDatabase;
  let folder: string;
  let path: string;

  beforeAll(async () => {
    [source, target] = await Promise.all([createTestDatabase(server), createEmptyDatabase(server)]);
    folder = await mkdtemp(join(tmpdir(), 'tradingboost-backup-'));
    await chmod(folder, 0o755);
    await fill(source.url, fc.sample(row, { numRuns: 20, seed: 1 }));
    path = join(folder, 'first');
    await write(path);
  });
  afterAll(async () => {
    await Promise.all([source.drop(), target.drop()]);
    await rm(folder, { recursive: true, force: true });
  });

  type Row = ReturnType<typeof fc.sample<typeof row extends fc.Arbitrary<infer R> ? R : never>>[number];

  /** Rows with references, identities, partitions, large numbers, nothings and hostile texts. */
  const fill = (url: string, rows: readonly Row[]): Promise<void> =>
    onDatabase(url, async (client) => {
      await client.query(`
        CREATE TABLE IF NOT EXISTS market_data.candle_2025_01 PARTITION OF market_data.candle
          FOR VALUES FROM ('2025-01-01 00:00:00+00') TO ('2025-02-01 00:00:00+00');
        CREATE TABLE IF NOT EXISTS market_data.candle_2025_02 PARTITION OF market_data.candle
          FOR VALUES FROM ('2025-02-01 00:00:00+00') TO ('2029-02-01 00:00:00+00')`);
      for (const [index, { key, route, outcome, month, units }] of rows.entries()) {
        await client.query(
          `INSERT INTO platform.idempotency_key (user_id, route, key, body_hash, claim, claimed_at, expires_at, outcome)
           VALUES ($1, $2, $3, $3, $2, now(), now(), $4) ON CONFLICT DO NOTHING`,
          [`u-${index}`, route, key, outcome === null ? null : JSON.stringify(outcome)],
        );
        await client.query(
          `INSERT INTO market_data.candle (venue, symbol, timeframe, open_time, open, high, low, close, volume)
           VALUES ($1, $2, '1m', timestamptz '2025-01-15 00:00Z' + $3 * interval '1 month', $4, $4, $4, $4, $4)
           ON CONFLICT DO NOTHING`,
          [
            `venue ${index}`,
            key,
            month,
            `${units / 10n ** 18n}.${String(units < 0n ? -units : units).slice(-6)}`,
          ],
        );
        await client.query(
          `INSERT INTO users."user" (id, email, role, language, password_hash, demo, created_at)
           VALUES ($1, $2, 'trader', 'ko', 'x', false, now()) ON CONFLICT DO NOTHING`,
          [`u-${index}`, `p${index}@example.org`],
        );
        await client.query(
          `INSERT INTO users.session (id, user_id, refresh_hash, created_at, expires_at, last_used_at, user_agent)
           VALUES ($1, $1, $1, now(), now() + interval '1 day', now(), $2) ON CONFLICT DO NOTHING`,
          [`u-${index}`, key],
        );
      }
    });

  /** Backups that wait for a lock. */
  const waiting = (): Promise<number> =>
    onDatabase(source.url, async (client) => {
      const { rowCount } = await client.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
           AND application_name = 'tradingboost:backup'`,
      );
      return rowCount ?? 0;
    });

  const write = (to: string, secret: string | null = SECRET) =>
    writeBackup({ url: source.url, path: to, secret, program: '0.1.0' });
  const restore = async (from: string, replace = false, secret: string | null = SECRET) =>
    restoreBackup({ url: target.url, backup: await openBackup(from, secret), replace });

  test('after a restore every table and every sequence is what it was', async () => {
    const facts = await checkBackup(await openBackup(path, SECRET));
    const { rows, tables, migrated } = await restore(path);
    expect({ rows, tables, migrated }).toEqual({ rows: facts.rows, tables: facts.tables, migrated: [] });
    expect(rows).toBeGreaterThan(60);
    expect(await contents(target.url)).toEqual(await contents(source.url));
  });

  test('a database that has rows is refused unless it is to be replaced', async () => {
    const before = await contents(target.url);
    await expect(restore(path)).rejects.toMatchObject({ code: 'database-not-empty', exitCode: 2 });
    expect(await contents(target.url)).toEqual(before);
    await restore(path, true);
    expect(await contents(target.url)).toEqual(before);
  });

  test('whatever the rows hold, they come back (property)', async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (rows) => {
        await fill(source.url, rows);
        const file = join(folder, `property-${(count += 1)}`);
        await write(file, count % 2 === 0 ? SECRET : null);
        await restore(file, true);
        expect(await contents(target.url)).toEqual(await contents(source.url));
      }),
      { numRuns: 2 },
    );
  });

  test('what is written meanwhile is not half in it: the file is one moment', async () => {
    const file = join(folder, 'moment');
    await onDatabase(source.url, (client) =>
      client.query(`INSERT INTO platform.restoration (id, taken_at, restored_at, approved_at)
                    VALUES ('before', now(), now(), now())`),
    );
    const holder = new Client({ connectionString: source.url });
    await holder.connect();
    await holder.query('BEGIN; LOCK TABLE exchange.account IN ACCESS EXCLUSIVE MODE');
    const writing = writeBackup({ url: source.url, path: file, secret: null, program: '0.1.0' });
    // It stands at a table that comes before the one that is written to now.
    await eventually(async () => (await waiting()) === 1);
    await onDatabase(source.url, (client) =>
      client.query(`INSERT INTO platform.restoration (id, taken_at, restored_at, approved_at)
                    VALUES ('meanwhile', now(), now(), now())`),
    );
    await holder.query('COMMIT');
    await holder.end();
    await writing;
    await restore(file, true);
    const ids = await onDatabase(target.url, async (client) =>
      (await client.query(`SELECT id FROM platform.restoration WHERE length(id) < 20 ORDER BY id`)).rows.map(
        ({ id }) => id,
      ),
    );
    expect(ids).toEqual(['before']);
  });

  test('a restored database waits for a word, which is given once', async () => {
    await restore(path, true);
    expect(await waitingRestoration(target.url)).toMatchObject({ takenAt: expect.any(Date) });
    expect(await approveRestorations(target.url)).toHaveLength(1);
    expect(await waitingRestoration(target.url)).toBeNull();
    expect(await approveRestorations(target.url)).toEqual([]);
  });

  test('any changed byte, any cut and any addition is refused, and the database is as before', async () => {
    await restore(path, true);
    const before = await contents(target.url);
    const whole = readFileSync(path);
    const wrong = join(folder, 'wrong');
    const at = fc.integer({ min: 0, max: whole.length - 1 });
    const change = fc.oneof(
      fc.tuple(at, fc.integer({ min: 1, max: 255 })).map(([where, bits]) => {
        const changed = Buffer.from(whole);
        changed[where]! ^= bits;
        return changed;
      }),
      at.map((length) => whole.subarray(0, length)),
      fc.uint8Array({ minLength: 1, maxLength: 40 }).map((more) => Buffer.concat([whole, more])),
    );
    await fc.assert(
      fc.asyncProperty(change, async (bytes) => {
        writeFileSync(wrong, bytes);
        const outcome = openBackup(wrong, SECRET).then((backup) =>
          restoreBackup({ url: target.url, backup, replace: true }),
        );
        await expect(outcome).rejects.toMatchObject({ name: 'StartupFailure', exitCode: 2 });
      }),
      { numRuns: 8 },
    );
    expect(await contents(target.url)).toEqual(before);
  });

  test('a sealed backup needs its key and shows nothing; a plain one is checked all the same', async () => {
    expect(readFileSync(path).includes('example.org')).toBe(false);
    await expect(openBackup(path, null)).rejects.toMatchObject({ code: 'backup-sealed' });
    await expect(openBackup(path, `${SECRET}.`)).rejects.toMatchObject({ code: 'backup-of-another-key' });
    const plain = join(folder, 'plain');
    await write(plain, null);
    expect((await checkBackup(await openBackup(plain, SECRET))).sealed).toBe(false);
    const bytes = readFileSync(plain);
    bytes[bytes.length - 30]! ^= 1;
    writeFileSync(plain, bytes);
    await expect(openBackup(plain, null).then(checkBackup)).rejects.toMatchObject({ code: 'backup-damaged' });
  });

  test('only its owner may read the file, and it replaces none', async () => {
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await expect(write(path)).rejects.toMatchObject({ code: 'backup-exists' });
  });

  test('while a program runs on the database nothing is restored into it', async () => {
    const program = new Client({ connectionString: target.url, application_name: 'tradingboost:trade' });
    await program.connect();
    await expect(restore(path, true)).rejects.toMatchObject({ code: 'database-in-use' });
    await program.end();
  });

  test('what is no backup, and an empty database, are refused in a sentence', async () => {
    const other = join(folder, 'other');
    writeFileSync(other, 'hello');
    await expect(openBackup(other, null)).rejects.toMatchObject({ code: 'not-a-backup' });
    await expect(openBackup(join(folder, 'absent'), null)).rejects.toMatchObject({
      code: 'backup-unreadable',
    });
    const empty = await createEmptyDatabase(server);
    const nothing = writeBackup({ url: empty.url, path: join(folder, 'empty'), secret: null, program: '1' });
    await expect(nothing).rejects.toMatchObject({ code: 'nothing-to-back-up' });
    await empty.drop();
  });
}

describe('a backup of the embedded Postgres', () => suite('embedded'));
describeWithRealPostgres('a backup of an installed Postgres', () => suite('system'));
