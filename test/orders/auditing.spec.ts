import { PgAuditStore } from '../../src/modules/orders/outbound/pg-audit-store.js';
import { ORDER_INVARIANTS } from '../../src/modules/orders/outbound/order-invariants.js';
import { cancel, limit, place, stop, World } from './world.js';

/** Damage to the books, and the invariant that must see it. */
const DAMAGE: readonly (readonly [sql: string, number: string])[] = [
  [`UPDATE orders.lane SET position = position + 1`, 'I1'],
  [`UPDATE orders.obligation SET size = size + 1`, 'I1'],
  [`UPDATE orders.intent SET leg = 'a', attempt = 9, announced = true WHERE leg = 's'`, 'I2'],
  [`UPDATE orders.cancellation SET done_at = NULL`, 'I5'],
  [`UPDATE orders.intent SET status = 'unknown' WHERE leg = 's'`, 'I7'],
  [`UPDATE orders.intent SET filled_size = 0`, 'I9'],
  [`UPDATE orders.intent SET status = 'open' WHERE leg = 'a'`, 'I10'],
  [`UPDATE orders.intent SET send_deadline = NULL`, 'I11'],
  [`UPDATE orders.gate SET open = false, settled_at = now()`, 'I12'],
  [`UPDATE orders.intent SET fence = fence + 1000`, 'I13'],
  [`UPDATE orders.obligation SET due_at = now() - interval '1 minute'`, 'I15'],
  [`DELETE FROM orders.intent_event`, 'I16'],
];

describe('the auditor of the books', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.forget();
    await world.openGateOf('i-1', 'a-1', 1, true, true);
    await world.apply([place('a', limit('buy', '100', '2')), place('b', limit('buy', '99', '1'))]);
    await world.report([world.filled('a', 't-1', '2')]);
    await world.apply([place('s', stop('90', '2')), place('c', limit('buy', '98', '1')), cancel('b')]);
  });

  const broken = async (): Promise<readonly string[]> => {
    const found = await new PgAuditStore(world.pool).check();
    expect(found).toHaveLength(Object.keys(ORDER_INVARIANTS).length);
    return found.filter(({ count }) => count > 0).map(({ invariant }) => invariant.split(':')[0]!);
  };

  test('finds nothing in books that are right', async () => {
    expect(await broken()).toEqual([]);
  });

  test.each(DAMAGE)('sees %s', async (sql, number) => {
    await world.pool.query(sql);
    expect(await broken()).toContain(number);
  });
});
