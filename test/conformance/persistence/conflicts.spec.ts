import sql from 'sql-template-tag';
import { Database } from '../../../src/shared/platform/persistence/database.js';
import { codeOf, MAX_TRIES } from '../../../src/shared/platform/persistence/conflict.js';
import { pg } from '../../../src/shared/platform/persistence/pg-tx.js';
import { PgUnitOfWork } from '../../../src/shared/platform/persistence/pg-unit-of-work.js';
import type { Tx, UnitOfWork } from '../../../src/shared/platform/persistence/unit-of-work.port.js';
import { Conflict } from '../../../src/simulation/process/incarnation.js';
import { PLAIN_CONNECTION } from '../../../src/simulation/store/connection.js';
import { MemoryDatabase } from '../../../src/simulation/store/memory-database.js';
import { memory } from '../../../src/simulation/store/memory-tx.js';
import { MemoryUnitOfWork } from '../../../src/simulation/store/memory-unit-of-work.js';
import { Table } from '../../../src/simulation/store/table.js';
import { createTestDatabase, type TestDatabase } from '../../kit/postgres.js';

/** What a unit of work is tried with, on one kind of store. */
interface Side {
  readonly unitOfWork: UnitOfWork;
  readonly add: (tx: Tx, name: string) => Promise<unknown>;
  /** A statement that is refused because of another transaction. */
  readonly refused: (tx: Tx, code: '40001' | '40P01') => Promise<unknown>;
  /** The first so many commits of transactions that say so are refused. */
  readonly refuseCommits: (tx: Tx, times: number) => Promise<unknown>;
  readonly part: (tx: Tx, work: () => Promise<unknown>) => Promise<unknown>;
  readonly names: () => Promise<readonly string[]>;
  /** How often the end of a transaction was told. */
  readonly commits: () => number;
  readonly empty: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const context = () => ({ correlationId: 'c' as never, causationId: null, userId: null, step: null }) as const;

async function openPg(): Promise<Side> {
  const place: TestDatabase = await createTestDatabase();
  const database = new Database(place.url);
  const pool = database.pool('trade');
  let commits = 0;
  // Judged at COMMIT and not before, as a serialisation failure is.
  await pool.query('CREATE TABLE public.thing (name text PRIMARY KEY)');
  await pool.query('CREATE TABLE public.refusal (name text)');
  await pool.query('CREATE SEQUENCE public.tried');
  await pool.query(`
    CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF nextval('public.tried') <= NEW.name::int THEN RAISE EXCEPTION 'in the way' USING ERRCODE = '40001'; END IF;
      RETURN NULL;
    END $$`);
  await pool.query(`
    CREATE CONSTRAINT TRIGGER refuses AFTER INSERT ON public.refusal DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION public.refuse()`);
  return {
    unitOfWork: new PgUnitOfWork({
      ...{ pool, context, committed: () => void (commits += 1) },
      outbox: (records) => sql`INSERT INTO public.thing VALUES (${`recorded ${records.length}`})`,
    }),
    add: (tx, name) => pg(tx).execute(sql`INSERT INTO public.thing VALUES (${name})`),
    refused: (tx, code) =>
      pg(tx).execute(
        code === '40001'
          ? sql`DO $$ BEGIN RAISE EXCEPTION 'in the way' USING ERRCODE = '40001'; END $$`
          : sql`DO $$ BEGIN RAISE EXCEPTION 'in the way' USING ERRCODE = '40P01'; END $$`,
      ),
    refuseCommits: (tx, times) => pg(tx).execute(sql`INSERT INTO public.refusal VALUES (${String(times)})`),
    part: (tx, work) => pg(tx).part(work),
    names: async () => {
      const { rows } = await pool.query<{ name: string }>('SELECT name FROM public.thing ORDER BY name');
      return rows.map(({ name }) => name);
    },
    commits: () => commits,
    empty: async () => {
      commits = 0;
      await pool.query('TRUNCATE public.thing, public.refusal');
      await pool.query('ALTER SEQUENCE public.tried RESTART');
    },
    close: async () => {
      await database.close();
      await place.drop();
    },
  };
}

async function openMemory(): Promise<Side> {
  const database = new MemoryDatabase('things', () => 0);
  const things = new Table<{ readonly name: string }>(database, 'thing');
  let commits = 0;
  /** Commits that are still to be refused; null while nobody has said so. */
  let refusals: number | null = null;
  let refusedNext: '40001' | '40P01' | null = null;
  const add = (name: string): void => things.insert(name, { name });
  return {
    unitOfWork: new MemoryUnitOfWork({
      ...{ database, context, committed: () => void (commits += 1) },
      outbox: (records) => add(`recorded ${records.length}`),
      connection: {
        ...PLAIN_CONNECTION,
        statement: async (name) => {
          const code = refusedNext;
          refusedNext = null;
          if (code !== null) throw new Conflict(name, code);
        },
        commit: async (name) => {
          if (refusals === null || refusals === 0) return;
          refusals -= 1;
          throw new Conflict(name, '40001');
        },
      },
    }),
    add: (tx, name) => memory(tx).statement('things.add', () => add(name)),
    refused: (tx, code) => {
      refusedNext = code;
      return memory(tx).statement('things.refused', () => undefined);
    },
    refuseCommits: async (_, times) => {
      refusals ??= times;
    },
    part: (tx, work) => memory(tx).part(work),
    names: async () => [...things.all()].map(({ name }) => name).sort(),
    commits: () => commits,
    empty: async () => {
      [commits, refusals] = [0, null];
      for (const { name } of [...things.all()]) await database.statement(() => things.delete(name));
    },
    close: async () => undefined,
  };
}

describe.each([
  ['Postgres', openPg],
  ['memory', openMemory],
])('a transaction on %s that another one refuses', (_, open) => {
  let side: Side;

  beforeAll(async () => {
    side = await open();
  });
  afterAll(() => side.close());
  beforeEach(() => side.empty());

  test.each(['40001', '40P01'] as const)(
    'at a statement, with %s, is done again from its beginning',
    async (code) => {
      let tries = 0;
      const told: number[] = [];
      const value = await side.unitOfWork.run(async (tx) => {
        tries += 1;
        await side.add(tx, 'first');
        tx.record({ key: 'k' } as never);
        tx.afterCommit(() => told.push(tries));
        if (tries < 3) await side.refused(tx, code);
        await side.add(tx, 'second');
        return tries;
      });
      expect([value, told, side.commits()]).toEqual([3, [3], 1]);
      // What the tries before had recorded is gone with them.
      expect(await side.names()).toEqual(['first', 'recorded 1', 'second']);
    },
  );

  test('at its commit is done again, and is stored once', async () => {
    let tries = 0;
    await side.unitOfWork.run(async (tx) => {
      tries += 1;
      await side.refuseCommits(tx, 2);
      await side.add(tx, 'stored');
    });
    expect([tries, side.commits(), await side.names()]).toEqual([3, 1, ['stored']]);
  });

  test('again and again is given up after so many tries, and nothing of it is stored', async () => {
    let tries = 0;
    const work = side.unitOfWork.run(async (tx) => {
      tries += 1;
      await side.add(tx, 'never');
      await side.refused(tx, '40P01');
    });
    await expect(work).rejects.toMatchObject({ code: '40P01' });
    expect([tries, side.commits(), await side.names()]).toEqual([MAX_TRIES, 0, []]);
  });

  test('in a part loses that part alone when somebody goes on without it', async () => {
    let tries = 0;
    await side.unitOfWork.run(async (tx) => {
      tries += 1;
      await side.add(tx, 'before');
      const part = side.part(tx, async () => {
        await side.add(tx, 'inside');
        await side.refused(tx, '40P01');
      });
      await expect(part).rejects.toMatchObject({ code: '40P01' });
      await side.add(tx, 'after');
    });
    expect([tries, await side.names()]).toEqual([1, ['after', 'before']]);
  });

  test('takes nothing more until it is undone', async () => {
    const answers: string[] = [];
    const work = side.unitOfWork.run(async (tx) => {
      await side.refused(tx, '40001').catch((error: unknown) => answers.push(codeOf(error)));
      await side.add(tx, 'too late').catch((error: unknown) => answers.push(codeOf(error)));
      throw new RangeError('enough');
    });
    await expect(work).rejects.toThrow('enough');
    expect([answers, await side.names()]).toEqual([['40001', '25P02'], []]);
  });

  test('for another reason is not done again', async () => {
    let tries = 0;
    const work = side.unitOfWork.run(async (tx) => {
      tries += 1;
      await side.add(tx, 'twice');
      await side.add(tx, 'twice');
    });
    await expect(work).rejects.toMatchObject({ code: '23505' });
    expect(tries).toBe(1);
  });
});
