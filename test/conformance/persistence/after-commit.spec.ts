import { empty } from 'sql-template-tag';
import { Database } from '../../../src/shared/platform/persistence/database.js';
import { PgUnitOfWork } from '../../../src/shared/platform/persistence/pg-unit-of-work.js';
import { createTestDatabase, type TestDatabase } from '../../kit/postgres.js';

describe('what is to be done after a commit', () => {
  let place: TestDatabase;
  let database: Database;
  let unitOfWork: PgUnitOfWork;
  let done: string[];

  beforeAll(async () => {
    place = await createTestDatabase();
    database = new Database(place.url);
    unitOfWork = new PgUnitOfWork({
      pool: database.pool('trade'),
      context: () => {
        throw new Error('nothing is recorded here');
      },
      outbox: () => empty,
      committed: () => undefined,
    });
  });
  afterAll(async () => {
    await database.close();
    await place.drop();
  });
  beforeEach(() => {
    done = [];
  });

  test('is done in order, once the work is stored', async () => {
    await unitOfWork.runParted(async (tx) => {
      tx.afterCommit(() => done.push('first'));
      tx.afterCommit(() => done.push('second'));
      expect(done).toEqual([]);
    });
    expect(done).toEqual(['first', 'second']);
  });

  test('is not done when the work fails, nor for a part that failed', async () => {
    const failing = unitOfWork.runParted(async (tx) => {
      tx.afterCommit(() => done.push('never'));
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    await unitOfWork.runParted(async (tx) => {
      tx.afterCommit(() => done.push('before'));
      const part = tx.part(async () => {
        tx.afterCommit(() => done.push('undone'));
        throw new Error('this part only');
      });
      await expect(part).rejects.toThrow('this part only');
      tx.afterCommit(() => done.push('after'));
    });
    expect(done).toEqual(['before', 'after']);
  });

  test('is done once when the work had to run again', async () => {
    let runs = 0;
    await unitOfWork.runParted(async (tx) => {
      runs += 1;
      tx.afterCommit(() => done.push('once'));
      if (runs === 1) throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
    });
    expect([runs, done]).toEqual([2, ['once']]);
  });
});
