import { PgBooks } from '../../src/shared/platform/audit/outbound/pg-books.js';
import type { AuditScope, Breach } from '../../src/shared/platform/audit/invariant.js';
import { laneInvariants } from '../../src/shared/platform/audit/lane-invariants.js';
import { ReportBreaches } from '../../src/modules/orders/contracts/commands/report-breaches.command.js';
import { ORDER_INVARIANTS } from '../../src/modules/orders/outbound/order-invariants.js';
import { inOneWorld } from './in-one-world.js';
import { cancel, limit, place, stop, type World } from './world.js';

/** Damage to the books, and the invariant that must see it. */
const DAMAGE: readonly (readonly [sql: string, number: string])[] = [
  [`UPDATE orders.lane SET position = position + 1`, 'I1'],
  [`UPDATE orders.obligation SET size = size + 1`, 'I1'],
  [`UPDATE orders.intent SET leg = 'a', attempt = 9, announced = true WHERE leg = 's'`, 'I2'],
  [`UPDATE orders.cancellation SET done_at = NULL`, 'I5'],
  [`INSERT INTO orders.balance VALUES ('a-1', 'USDT', 100, 1, now())`, 'I5'],
  [`INSERT INTO orders.reservation SELECT id, 'a-1', 'USDT', 1, 1 FROM orders.intent WHERE leg = 'a'`, 'I5'],
  [`UPDATE orders.intent SET status = 'unknown' WHERE leg = 's'`, 'I7'],
  [
    `UPDATE orders.intent SET status = 'planned', valid_until = now() - interval '1 hour' WHERE leg = 's'`,
    'I7',
  ],
  [`UPDATE orders.gate SET open = false, moved_at = now() - interval '1 hour'`, 'I7'],
  [`UPDATE orders.intent SET filled_size = 0`, 'I9'],
  [`UPDATE orders.intent SET size = 1 WHERE leg = 'a'`, 'I9'],
  [`UPDATE orders.intent SET status = 'open' WHERE leg = 'a'`, 'I10'],
  [`UPDATE orders.intent SET send_deadline = NULL`, 'I11'],
  [`UPDATE orders.gate SET open = false, settled_at = now()`, 'I12'],
  [`UPDATE orders.intent SET fence = fence + 1000`, 'I13'],
  [`UPDATE orders.obligation SET due_at = now() - interval '1 minute'`, 'I15'],
  [`DELETE FROM orders.intent_event`, 'I16'],
  [`UPDATE orders.obligation SET size = 0, due_at = now() - interval '5 minutes'`, 'I20'],
];

describe('the auditor of the books', () => {
  let world: World;
  inOneWorld(
    (opened) => (world = opened),
    async () => {
      await world.openGateOf('i-1', 'a-1', 1, true, true);
      await world.apply([place('a', limit('buy', '100', '2')), place('b', limit('buy', '99', '1'))]);
      await world.report([world.filled('a', 't-1', '2')]);
      await world.apply([place('s', stop('90', '2')), place('c', limit('buy', '98', '1')), cancel('b')]);
    },
  );

  const breaches = (scope: AuditScope): Promise<readonly Breach[]> =>
    new PgBooks(world.pool).breaches([...ORDER_INVARIANTS, ...laneInvariants('orders')], scope);
  const broken = async (scope: AuditScope): Promise<readonly string[]> =>
    (await breaches(scope)).map(({ number }) => number);
  const report = (found: readonly Breach[]): Promise<void> =>
    world.reportBreaches.execute(new ReportBreaches({ module: 'orders', breaches: found }));

  test('finds nothing in books that are right', async () => {
    expect([await broken('recent'), await broken('whole')]).toEqual([[], []]);
  });

  test.each(DAMAGE)('sees %s', async (sql, number) => {
    await world.pool.query(sql);
    expect(await broken('whole')).toContain(number);
    // Without any step there is nothing recent; the look at everything sees it.
    if (!sql.startsWith('DELETE')) expect(await broken('recent')).toContain(number);
  });

  test.each([
    ['messages that nobody has sent', `outbox SET sent_at = NULL, recorded_at = now() - interval '1 hour'`],
    ['messages that nobody has taken', `inbox SET done_at = NULL, received_at = now() - interval '1 hour'`],
    [
      'messages that were overtaken',
      `inbox SET done_at = NULL WHERE position = (SELECT min(position) FROM orders.inbox)`,
    ],
  ])('sees %s', async (_, damage) => {
    // Behind the back of the relay, which would repair it at once.
    const client = await world.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query(`UPDATE orders.${damage}`);
      const found: number[] = [];
      for (const { broken: statement } of laneInvariants('orders'))
        found.push((await client.query(statement('recent'))).rows.length);
      expect(Math.max(...found)).toBeGreaterThan(0);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });

  test('says whom it concerns, and how many rows there are', async () => {
    await world.pool.query(`UPDATE orders.intent SET filled_size = filled_size + 1 WHERE leg IN ('s', 'c')`);
    expect(await breaches('recent')).toEqual([
      {
        ...{ number: 'I9', says: 'filled sizes that are not the sum of the fills', rows: 2 },
        concerned: [{ userId: 'u-1', accountId: 'a-1', instanceId: 'i-1' }],
      },
    ]);
  });

  test('what it finds holds back the entries of that bot alone, and is told once until it holds again', async () => {
    await world.pool.query(`UPDATE orders.intent SET filled_size = filled_size + 1 WHERE leg = 'c'`);
    const found = await breaches('recent');
    await report(found);
    await report(found);
    await world.quiet();
    expect((await world.words()).filter((word) => /books-broken|halted/.test(word))).toEqual([
      'instance-halted instance-books-broken',
      'books-broken',
    ]);
    expect(await world.statuses()).toEqual([
      ...['a filled', 'b cancelled asked', 's open', 'c cancelled asked'],
    ]);
    await world.apply([place('d', limit('buy', '97', '1')), place('x', limit('sell', '110', '1', true))]);
    expect((await world.statuses()).slice(-2)).toEqual(['d denied instance-books-broken', 'x open']);
    await report([]);
    await report(found);
    expect((await world.words()).filter((word) => word === 'books-broken')).toHaveLength(2);
  });

  test('where only the account is known, that is held back; where nobody is, it is told', async () => {
    const says = 'something';
    const concerned = [{ userId: 'u-1', accountId: 'a-1', instanceId: null }];
    await report([
      { number: 'I1', says, rows: 1, concerned },
      { number: 'I16', says, rows: 3, concerned: [{ userId: null, accountId: null, instanceId: null }] },
    ]);
    await world.quiet();
    const told = (await world.told()).filter(({ type }) => /books-broken|halted/.test(type));
    expect(told.map(({ data }) => data)).toMatchObject([
      { accountId: 'a-1', code: 'books-broken', details: { invariant: 'I1', says, rows: '1' } },
      { module: 'orders', invariant: 'I1', rows: 1, heldBack: 1 },
      { module: 'orders', invariant: 'I16', rows: 3, heldBack: 0 },
    ]);
    await world.apply([place('d', limit('buy', '97', '1'))]);
    expect((await world.statuses()).at(-1)).toBe('d denied books-broken');
  });
});
