import { eventually } from '../kit/eventually.js';
import { limit, place, SYMBOL, World } from './world.js';

const NEVER = 10 ** 9;
const live = { correlationId: 'c-live' };

describe('orders of which a venue has forgotten what became of them', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.forget();
    await world.openGate();
  });

  /** One was sent, no answer came, and the venue shows it nowhere. */
  const unanswered = async (): Promise<void> => {
    world.venue.weather = 'answer-lost';
    await world.apply([place('a', limit('buy', '100', '1'))], {}, live);
    world.venue.weather = 'fine';
    world.venue.open.clear();
  };

  const look = async (): Promise<void> => {
    await world.pool.query(`UPDATE orders.intent SET updated_at = updated_at - interval '1 minute'`);
    await world.reconcile();
  };

  const long = (size: string): void => {
    const prices = { averagePrice: '100', liquidationPrice: null } as const;
    world.venue.positions = [{ symbol: SYMBOL, side: 'long', size, ...prices }];
  };

  test('nobody says of one that it never arrived; it has filled nothing, so it is over, and is not sent again', async () => {
    world.venue.remembers = { unfilledMs: 0, executionsMs: NEVER };
    await unanswered();
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['a cancelled forgotten']);
    expect(await world.words()).toEqual(['order-cancelled a forgotten']);
    expect(world.venue.operations).toHaveLength(1);
  });

  test('one that the venue would still know never arrived', async () => {
    world.venue.remembers = { unfilledMs: NEVER, executionsMs: NEVER };
    await unanswered();
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['a absent']);
  });

  test('where fills are forgotten as well a person is told and what is held decides: it agrees, so nothing was filled', async () => {
    world.venue.remembers = { unfilledMs: 0, executionsMs: 0 };
    await unanswered();
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['a needs-human forgotten']);
    expect(await world.words()).toEqual(['order-needs-human a']);
    await world.apply([place('b', limit('buy', '99', '1'))], {}, live);
    expect((await world.statuses()).at(-1)).toBe('b denied unresolved-order');
    await look();
    expect(await world.statuses()).toEqual(['a cancelled forgotten', 'b denied unresolved-order']);
    await world.apply([place('c', limit('buy', '99', '1'))], {}, live);
    expect((await world.statuses()).at(-1)).toBe('c open');
    expect(await world.violations()).toEqual([]);
  });

  test('what is held beyond our books is taken over before it is over', async () => {
    world.venue.remembers = { unfilledMs: 0, executionsMs: 0 };
    await unanswered();
    await world.afterDeadlines();
    long('1');
    await look();
    for (const waitMs of [10_000, 60_000]) {
      world.nowMs += waitMs;
      await look();
      expect(await world.statuses()).toEqual(['a needs-human forgotten']);
    }
    world.nowMs += 50_000;
    await look();
    expect(await world.statuses()).toEqual(['a cancelled forgotten']);
    const { rows } = await world.pool.query('SELECT trim_scale(position)::text AS position FROM orders.lane');
    expect(rows).toEqual([{ position: '1' }]);
    expect(await world.words()).toContain('account-differed');
    expect(await world.violations()).toEqual([]);
  });

  test('one that rested goes on counting until what is held has decided', async () => {
    await world.apply([place('a', limit('buy', '100', '1'))], {}, live);
    world.venue.remembers = { unfilledMs: 0, executionsMs: 0 };
    world.venue.open.clear();
    await look();
    await world.afterDeadlines();
    await eventually(async () => (await world.statuses())[0] === 'a open forgotten');
    await look();
    expect(await world.statuses()).toEqual(['a cancelled forgotten']);
  });
});
