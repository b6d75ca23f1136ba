import fc from 'fast-check';
import { money } from '../../src/shared/pure/numbers/money.js';
import { ORDER_INVARIANTS } from '../../src/modules/orders/outbound/order-invariants.js';
import { PgBooks } from '../../src/shared/platform/audit/outbound/pg-books.js';
import { cancel, limit, place, World } from './world.js';

/** A venue whose answers lag, so that funds are looked after here. */
const REAL = { venue: 'okx', leverage: 1 } as const;
const LIVE = { correlationId: 'c-1' };

describe('the funds of an account', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.forget();
    await world.openGate();
  });

  const has = (total: string) =>
    world.pool.query(
      `INSERT INTO orders.balance (account_id, currency, total, moved_at) VALUES ('a-1', 'USDT', $1, now())`,
      [total],
    );
  const funds = async (): Promise<string> => {
    const { rows } = await world.pool.query<{ total: string | null; reserved: string; held: string }>(
      `SELECT trim_scale(total)::text AS total, trim_scale(reserved)::text AS reserved,
              (SELECT trim_scale(coalesce(sum(amount), 0))::text FROM orders.reservation) AS held FROM orders.balance`,
    );
    const [row] = rows;
    expect(row!.held).toBe(row!.reserved);
    return `${row!.total} of which ${row!.reserved} reserved`;
  };
  const broken = () => new PgBooks(world.pool).breaches(ORDER_INVARIANTS, 'whole');

  test('are reserved with the intent, given back when it is cancelled, and spent as it fills', async () => {
    await has('1000');
    await world.apply(
      [place('a', limit('buy', '100', '2')), place('b', limit('buy', '90', '1'))],
      REAL,
      LIVE,
    );
    expect(await funds()).toBe('1000 of which 290 reserved');
    await world.report([world.filled('a', 't-1', '0.5')]);
    expect(await funds()).toBe('950 of which 240 reserved');
    await world.apply([cancel('b')], REAL, LIVE);
    expect(await funds()).toBe('950 of which 150 reserved');
    await world.report([world.filled('a', 't-2', '1.5')]);
    expect(await funds()).toBe('800 of which 0 reserved');
    expect(await broken()).toEqual([]);
  });

  test('that are not enough are a refusal with its numbers; exits need none', async () => {
    await has('100');
    const orders = [place('a', limit('buy', '100', '0.8')), place('b', limit('buy', '100', '0.3'))];
    await world.apply([...orders, place('x', limit('sell', '110', '5', true))], REAL, LIVE);
    expect(await world.statuses()).toEqual(['a open', 'b denied not-enough-free', 'x open']);
    const denied = (await world.told()).find(({ data }) => data['code'] === 'not-enough-free');
    expect(denied!.data['details']).toEqual({
      ...{ currency: 'USDT', needed: '30', available: '20', reserved: '80', total: '100' },
    });
  });

  test.each(['refused', 'too-late'] as const)(
    'come back when the venue says a definite no: %s',
    async (no) => {
      await has('100');
      world.venue.weather = no;
      await world.apply([place('a', limit('buy', '100', '1'))], REAL, LIVE);
      expect(await funds()).toBe('100 of which 0 reserved');
    },
  );

  test('stay reserved while the fate of an order is unknown, and come back when it never arrived', async () => {
    await has('100');
    world.venue.weather = 'request-lost';
    await world.apply([place('a', limit('buy', '100', '1'))], REAL, LIVE);
    expect(await funds()).toBe('100 of which 100 reserved');
    world.venue.weather = 'fine';
    await world.afterDeadlines();
    expect(await funds()).toBe('100 of which 100 reserved');
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['a absent']);
    expect(await funds()).toBe('100 of which 0 reserved');
  });

  test('come back when an order is given up before it was sent', async () => {
    await has('100');
    await world.sender.stop();
    await world.apply([place('a', limit('buy', '100', '1'))], REAL, LIVE);
    expect(await funds()).toBe('100 of which 100 reserved');
    await world.openGate(1, false);
    await world.restartSender();
    expect(await world.statuses()).toEqual(['a abandoned gate-closed']);
    expect(await funds()).toBe('100 of which 0 reserved');
  });

  test('are unknown after an exit has filled, until the venue shows them; nothing is refused meanwhile', async () => {
    await has('100');
    const orders = [place('a', limit('buy', '100', '1')), place('x', limit('sell', '110', '1', true))];
    await world.apply(orders, REAL, LIVE);
    await world.report([world.filled('a', 't-1', '1')]);
    await world.report([{ ...world.filled('x', 't-2', '1', '110'), side: 'sell' } as never]);
    expect(await funds()).toBe('null of which 0 reserved');
    await world.apply([place('c', limit('buy', '10', '50'))], REAL, LIVE);
    expect(await funds()).toBe('null of which 500 reserved');
    world.venue.balances = [{ currency: 'USDT', total: '1000', free: '400' }];
    await world.pool.query(`UPDATE orders.balance SET moved_at = moved_at - interval '1 minute'`);
    await world.reconcile();
    expect(await funds()).toBe('900 of which 500 reserved');
  });

  test('are never taken twice, however many bots want them at once', async () => {
    const wish = fc.record({ bot: fc.nat({ max: 7 }), price: fc.integer({ min: 1, max: 60 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(wish, { minLength: 6, maxLength: 30 }), async (wishes) => {
        await world.forget();
        await has('300');
        const bots = [...new Set(wishes.map(({ bot }) => bot))];
        for (const bot of bots) await world.openGateOf(`i-${bot}`, 'a-1');
        await Promise.all(
          wishes.map(({ bot, price }, index) =>
            world.record([place(`l${index}`, limit('buy', String(price), '1'))], {
              ...{ ...REAL, instanceId: `i-${bot}`, symbol: `C${bot}/USDT` },
            }),
          ),
        );
        await world.quiet();
        const orders = await world.orders();
        expect(orders).toHaveLength(wishes.length);
        const sum = (list: typeof orders) => list.reduce((all, { price }) => all + money(price!), 0n);
        const taken = sum(orders.filter(({ status }) => status === 'open'));
        const denied = orders.filter(({ status }) => status === 'denied');
        expect(taken <= money('300')).toBe(true);
        expect(await funds()).toBe(`300 of which ${taken / 10n ** 18n} reserved`);
        // What is free has only become less: what would be enough now was enough then.
        for (const { price } of denied) expect(taken + money(price!) > money('300')).toBe(true);
        expect(await broken()).toEqual([]);
      }),
      { numRuns: 4 },
    );
  }, 60_000);
});
