import { POSITION_INVARIANTS } from '../../src/modules/positions/outbound/position-invariants.js';
import { PgBooks } from '../../src/shared/platform/audit/outbound/pg-books.js';
import { funding, openWorld, orderFilled, positionAdjusted, type World } from './world.js';

/** Damage to the books of positions, and the invariant that must see it. */
const DAMAGE: readonly (readonly [sql: string, number: string])[] = [
  [`UPDATE positions.position SET size = size + 1, max_size = max_size + 1 WHERE closed_at IS NULL`, 'I1'],
  [`UPDATE positions.fill SET size = size + 1 WHERE trade_id = 't4'`, 'I1'],
  [`UPDATE positions.position SET fees = fees + 1`, 'I17'],
  [`UPDATE positions.position SET flow = flow - 1 WHERE closed_at IS NULL`, 'I17'],
  [`UPDATE positions.position SET funding = funding + 1`, 'I17'],
  [`UPDATE positions.bill SET amount = amount - 1`, 'I17'],
  [`UPDATE positions.bill SET state = 'waiting'`, 'I17'],
  [`UPDATE positions.adjustment SET size = size + 1`, 'I1'],
  [`UPDATE positions.adjustment SET flow = flow + 1`, 'I17'],
];

describe('the auditor of the positions', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.pool.query(
      'TRUNCATE positions.position, positions.fill, positions.funding, positions.adjustment, positions.bill CASCADE',
    );
    await world.happens(
      'orders',
      orderFilled({ tradeId: 't1', side: 'buy', size: '2', price: '100', fee: '0.1' }),
      orderFilled({ tradeId: 't2', side: 'sell', size: '0.5', price: '103.3', fee: '0.07' }),
      // Turns the position over: it ends one and begins another.
      orderFilled({ tradeId: 't3', side: 'sell', size: '2', price: '99', fee: '0.11' }),
      orderFilled({ tradeId: 't4', side: 'buy', size: '3', price: '10', fee: '0.03', instanceId: 'bot-2' }),
    );
    await world.happens('orders', positionAdjusted('gone', '-0.1', 'bot-2'));
    await world.happens('exchange', funding('b1', '-0.25'));
  });

  const broken = async (scope: 'recent' | 'whole'): Promise<readonly string[]> =>
    (await new PgBooks(world.pool).breaches(POSITION_INVARIANTS, scope)).map(({ number }) => number);

  test('finds nothing in positions that are right, one that was turned over among them', async () => {
    expect([await broken('recent'), await broken('whole')]).toEqual([[], []]);
  });

  test.each(DAMAGE)('sees %s', async (sql, number) => {
    await world.pool.query(sql);
    expect(await broken('recent')).toContain(number);
    expect(await broken('whole')).toContain(number);
  });
});
