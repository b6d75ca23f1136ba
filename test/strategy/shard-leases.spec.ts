import type { Pool } from 'pg';
import { SystemClock } from '../../src/shared/platform/clock/system-clock.js';
import { Database } from '../../src/shared/platform/persistence/database.js';
import {
  isDead,
  ownIdentity,
  parseIdentity,
  identityText,
  type ProcessIdentity,
} from '../../src/shared/platform/leases/process-identity.js';
import { PgShardLeases, type LeaseTimes } from '../../src/shared/platform/leases/outbound/pg-shard-leases.js';
import { createTestDatabase, type TestDatabase } from '../kit/postgres.js';

/** Above what any system gives out. */
const NO_SUCH_PROCESS = 2 ** 30;

/** A clock that a test moves. */
class HandClock extends SystemClock {
  ms = 0;
  override monotonicMs(): number {
    return this.ms;
  }
}

describe('leases of shards', () => {
  let place: TestDatabase;
  let database: Database;
  let pool: Pool;
  let self: ProcessIdentity;
  beforeAll(async () => {
    self = await ownIdentity();
    place = await createTestDatabase();
    database = new Database(place.url);
    pool = database.pool('api');
  });
  afterAll(async () => {
    await database.close();
    await place.drop();
  });
  beforeEach(() => pool.query('TRUNCATE grid.lease'));

  const leases = (identity: ProcessIdentity, clock = new HandClock(), times?: LeaseTimes): PgShardLeases =>
    new PgShardLeases(pool, 'grid', clock, identity, times);
  const elsewhere = (host: string): ProcessIdentity => ({ pid: 7, host, startMark: 'm' });
  const expire = () => pool.query(`UPDATE grid.lease SET expires_at = now() - interval '1 ms'`);

  test('the first to ask gets it, asking again keeps its fence, somebody else gets nothing', async () => {
    const [one, two] = [leases(elsewhere('a')), leases(elsewhere('b'))];
    expect(await one.take(3)).toEqual({ shard: 3, owner: '7 a m', fence: 1 });
    expect(await one.take(3)).toMatchObject({ fence: 1 });
    expect(await two.take(3)).toBeNull();
    expect([one.holds(3), two.holds(3), one.holds(4)]).toEqual([true, false, false]);
  });

  test('of many that ask at once one gets it', async () => {
    const taken = await Promise.all(
      Array.from({ length: 10 }, (_, n) => leases(elsewhere(`host${n}`)).take(1)),
    );
    expect(taken.filter((lease) => lease !== null)).toHaveLength(1);
  });

  test('several are asked for together, and those that somebody living has are left out', async () => {
    const [one, two] = [leases(elsewhere('a')), leases(self)];
    await one.take(2);
    await leases({ ...self, pid: NO_SUCH_PROCESS }).take(3);
    const taken = [...(await two.takeAll([3, 1, 2]))].sort((left, right) => left.shard - right.shard);
    expect(taken).toMatchObject([
      { shard: 1, fence: 1 },
      { shard: 3, fence: 2 },
    ]);
    expect([two.holds(1), two.holds(2), two.holds(3)]).toEqual([true, false, true]);
    expect(await two.takeAll([2])).toEqual([]);
  });

  test('the fence rises when an expired lease changes hands, and the old owner’s renewal does not bring it back', async () => {
    const [one, two] = [leases(elsewhere('a')), leases(elsewhere('b'))];
    await one.take(0);
    await expire();
    expect(await two.take(0)).toMatchObject({ fence: 2 });
    await one.renew();
    expect(one.holds(0)).toBe(false);
    expect(await one.take(0)).toBeNull();
    expect(two.holds(0)).toBe(true);
  });

  test('a holder stops trusting its lease before anybody else may take it', async () => {
    const clock = new HandClock();
    const one = leases(elsewhere('a'), clock, { ttlMs: 15_000, trustedMs: 10_000 });
    await one.take(0);
    clock.ms = 9_999;
    expect(one.holds(0)).toBe(true);
    clock.ms = 10_000;
    expect(one.holds(0)).toBe(false);
    await one.renew();
    expect(one.holds(0)).toBe(true);
  });

  test('what is released can be taken at once', async () => {
    const [one, two] = [leases(elsewhere('a')), leases(elsewhere('b'))];
    await one.take(0);
    await one.release();
    expect(one.holds(0)).toBe(false);
    expect(await two.take(0)).toMatchObject({ fence: 2 });
  });

  test('a lease of a process of this host that is gone is taken at once', async () => {
    await leases({ ...self, pid: NO_SUCH_PROCESS }).take(0);
    expect(await leases(self).take(0)).toMatchObject({ fence: 2 });
  });

  test('a lease of a process whose number another process has now is taken at once', async () => {
    await leases({ ...self, startMark: 'an older one' }).take(0);
    expect(await leases({ ...self, pid: NO_SUCH_PROCESS }).take(0)).toMatchObject({ fence: 2 });
  });

  test('a lease of a living process, or of another host or container, has to run out', async () => {
    await leases(self).take(0);
    expect(await leases({ ...self, pid: NO_SUCH_PROCESS }).take(0)).toBeNull();
    await leases({ ...self, host: 'another', pid: NO_SUCH_PROCESS }).take(1);
    expect(await leases(self).take(1)).toBeNull();
  });

  test('an identity reads back as it was written; one that cannot be told counts as alive', async () => {
    expect(parseIdentity(identityText(self))).toEqual(self);
    expect(parseIdentity('nonsense')).toBeNull();
    expect(await isDead({ ...self, pid: NO_SUCH_PROCESS, startMark: 'unknown' }, self)).toBe(false);
    expect(await isDead(self, self)).toBe(false);
  });
});
