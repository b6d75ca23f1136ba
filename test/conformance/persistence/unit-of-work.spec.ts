import sql from 'sql-template-tag';
import { Database } from '../../../src/shared/platform/persistence/database.js';
import { PgUnitOfWork } from '../../../src/shared/platform/persistence/pg-unit-of-work.js';
import { createTestDatabase, type TestDatabase } from '../../kit/postgres.js';

describe('one transaction', () => {
  let place: TestDatabase;
  let database: Database;
  let unitOfWork: PgUnitOfWork;
  let commits: number;

  beforeAll(async () => {
    place = await createTestDatabase();
    database = new Database(place.url);
    await database.pool('trade').query('CREATE TABLE public.thing (name text PRIMARY KEY)');
  });
  afterAll(async () => {
    await database.close();
    await place.drop();
  });
  beforeEach(async () => {
    commits = 0;
    await database.pool('trade').query('TRUNCATE public.thing');
    unitOfWork = new PgUnitOfWork({
      pool: database.pool('trade'),
      context: () => ({ correlationId: 'c' as never, causationId: null, userId: null, step: null }),
      outbox: () => sql`INSERT INTO public.thing VALUES ('recorded')`,
      committed: () => {
        commits += 1;
      },
    });
  });

  const add = (name: string) => sql`INSERT INTO public.thing VALUES (${name})`;
  const names = async (): Promise<string[]> => {
    const { rows } = await database
      .pool('trade')
      .query<{ name: string }>(sql`SELECT name FROM public.thing ORDER BY 1`);
    return rows.map(({ name }) => name);
  };

  test('what goes with the commit is stored with it', async () => {
    await unitOfWork.runParted(async (tx) => {
      await tx.execute(add('worked'));
      tx.withCommit(add('closing'));
      tx.record({ key: 'k' } as never);
    });
    expect(await names()).toEqual(['closing', 'recorded', 'worked']);
    expect(commits).toBe(1);
  });

  test('a closing statement that fails undoes everything and is the error of the whole', async () => {
    const work = unitOfWork.runParted(async (tx) => {
      await tx.execute(add('twice'));
      tx.withCommit(add('twice'));
    });
    await expect(work).rejects.toMatchObject({ code: '23505' });
    expect(await names()).toEqual([]);
    expect(commits).toBe(0);
  });

  test('a statement that failed and was passed over makes the commit fail, it is not lost in silence', async () => {
    const work = unitOfWork.runParted(async (tx) => {
      await tx.execute(add('kept'));
      await tx.execute(add('kept')).catch(() => undefined);
    });
    await expect(work).rejects.toThrow('the transaction was undone');
    expect(await names()).toEqual([]);
  });

  test('a part that fails takes what it wanted to close with away, too', async () => {
    await unitOfWork.runParted(async (tx) => {
      const part = tx.part(async () => {
        tx.withCommit(add('of the part'));
        throw new Error('this part only');
      });
      await expect(part).rejects.toThrow('this part only');
      tx.withCommit(add('of the whole'));
    });
    expect(await names()).toEqual(['of the whole']);
  });

  test('work that need not await the disk commits relaxed, other work as the server is set', async () => {
    const setting = async (awaitDisk: boolean): Promise<string> =>
      unitOfWork.runParted(
        async (tx) =>
          (await tx.query<{ synchronous_commit: string }>(sql`SHOW synchronous_commit`))[0]!
            .synchronous_commit,
        { awaitDisk },
      );
    const usual = await setting(true);
    expect(await setting(false)).toBe('off');
    expect(await setting(true)).toBe(usual);
  });

  test('a tagged statement is prepared once for a connection', async () => {
    const prepared = await unitOfWork.runParted(async (tx) => {
      for (const name of ['a', 'b', 'c']) await tx.execute(sql`SELECT ${name}::text AS prepared_once`);
      return tx.query<{ n: string }>(
        sql`SELECT count(*) AS n FROM pg_prepared_statements WHERE statement LIKE '%AS prepared_once'`,
      );
    });
    expect(prepared[0]!.n).toBe('1');
  });

  test('a table that was altered under a prepared statement is read anew', async () => {
    const pool = database.pool('trade');
    const everything = () => unitOfWork.runParted((tx) => tx.query(sql`SELECT * FROM public.altered`));
    await pool.query('CREATE TABLE public.altered (one int)');
    await pool.query('INSERT INTO public.altered VALUES (1)');
    expect(await everything()).toEqual([{ one: 1 }]);
    await pool.query('ALTER TABLE public.altered ADD COLUMN two int DEFAULT 2');
    expect(await everything()).toEqual([{ one: 1, two: 2 }]);
  });
});
