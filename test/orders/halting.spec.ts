import { HaltTrading } from '../../src/modules/orders/contracts/commands/halt-trading.command.js';
import { cancel, limit, place, stop, World } from './world.js';

describe('the kill switch', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.forget();
    await world.openGate();
  });

  const halt = (halted: boolean) => world.haltTrading.execute(new HaltTrading({ userId: 'u-1', halted }));
  const told = async () => (await world.words()).filter((word) => word.startsWith('halt-settled')).length;
  /** Every deadline passes, and the venue may be asked again. */
  const later = async (): Promise<void> => {
    await world.afterDeadlines();
    world.nowMs += 5_000;
    await world.watched();
  };

  test('is told to be carried out when no entry rests or is in doubt any more: once, and exits stay', async () => {
    await world.apply([place('a', limit('buy', '100', '1')), place('s', stop('90', '1'))]);
    world.venue.weather = 'request-lost';
    await halt(true);
    await world.watched();
    expect(await world.statuses()).toEqual(['a cancel-requested', 's open']);
    expect(await told()).toBe(0);
    world.venue.weather = 'fine';
    await later();
    await later();
    expect(await world.statuses()).toEqual(['a cancelled asked', 's open']);
    expect(await told()).toBe(1);
  });

  test('is not carried out while an entry is of unknown fate, or its venue does not answer', async () => {
    world.venue.weather = 'answer-lost';
    await world.apply([place('a', limit('buy', '100', '1'))]);
    await halt(true);
    await world.watched();
    expect([await world.statuses(), await told()]).toEqual([['a unknown timeout'], 0]);
    world.venue.weather = 'fine';
    world.venue.reachable = false;
    await later();
    expect(await told()).toBe(0);
    world.venue.reachable = true;
    await later();
    await later();
    expect([await world.statuses(), await told()]).toEqual([['a cancelled asked'], 1]);
    world.failures.length = 0;
  });

  test('takes away an entry that was given up and that its venue shows all the same, before it is told', async () => {
    world.venue.weather = 'request-lost';
    await world.apply([place('a', limit('buy', '100', '1'))], {}, { correlationId: 'c-1' });
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['a absent']);
    world.venue.weather = 'fine';
    world.venue.open.add(world.idOf('a'));
    await halt(true);
    await world.watched();
    expect(await told()).toBe(0);
    await later();
    expect([[...world.venue.open], await told()]).toEqual([[], 1]);
  });

  test('is ended by a person and by nobody else: not by its end, not by time, not by books that agree', async () => {
    await halt(true);
    await world.watched();
    expect(await told()).toBe(1);
    await world.pool.query(`UPDATE orders.risk_profile SET halted_at = halted_at - interval '40 days'`);
    await world.pool.query(`UPDATE orders.risk_account SET day = 0`);
    await world.reconcile();
    await world.openGate(2);
    await later();
    await world.apply([place('a', limit('buy', '100', '1'))], { epoch: 2 });
    expect(await world.statuses()).toEqual(['a denied kill-switch']);
    await halt(false);
    await world.apply([place('b', limit('buy', '100', '1'))], { epoch: 2 });
    expect((await world.statuses()).at(-1)).toBe('b open');
    await halt(true);
    await later();
    await later();
    expect(await told()).toBe(2);
  });
});

describe('a bot that is put right again and again', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.forget();
    await world.openGate();
  });

  const halted = async () =>
    (await world.told())
      .filter(({ type }) => type === 'orders.instance-halted.v1')
      .map(({ data }) => [data['instanceId'], data['code'], data['details']]);
  /** Somebody else cancels every order of the bot; the bot places the next one. */
  const undone = async (leg: string): Promise<void> => {
    world.venue.open.clear();
    await world.pool.query(`UPDATE orders.intent SET updated_at = updated_at - interval '1 minute'`);
    await world.reconcile();
    await world.afterDeadlines();
    await world.watched();
    await world.apply([place(leg, limit('buy', '99', '1'))]);
  };

  test('needs a person after three times within the hour: it opens nothing more, and is told once', async () => {
    await world.apply([place('a0', limit('buy', '99', '1')), place('b0', limit('buy', '98', '1'))]);
    // Two orders are gone at once, which is one repair.
    for (const leg of ['a1', 'a2', 'a3']) await undone(leg);
    expect(await halted()).toEqual([]);
    expect((await world.statuses()).at(-1)).toBe('a3 open');
    await undone('a4');
    expect((await world.statuses()).at(-1)).toBe('a4 denied instance-repairs');
    await world.watched();
    expect(await halted()).toEqual([['i-1', 'instance-repairs', { repairs: '4', limit: '3' }]]);
    expect(world.meter.counts.get('order_repairs_total order-gone')).toBe(4);
    expect(world.meter.counts.get('order_repair_limits_total')).toBe(1);
    await world.haltTrading.execute(new HaltTrading({ userId: 'u-1', halted: false }));
    await world.watched();
    await world.apply([place('c', limit('buy', '99', '1'))]);
    expect((await world.statuses()).at(-1)).toBe('c open');
  });

  test('still has its exits sent and its stop looked for', async () => {
    await world.apply([place('a0', limit('buy', '99', '1'))]);
    for (const leg of ['a1', 'a2', 'a3', 'a4']) await undone(leg);
    await world.apply([place('s', stop('90', '1'))]);
    expect((await world.statuses()).at(-1)).toBe('s open');
    await undone('a5');
    expect((await world.statuses()).filter((status) => status.startsWith('s '))).toEqual([
      's cancelled gone-at-venue',
    ]);
  });

  test('over a longer time is a bot like any other', async () => {
    await world.apply([place('a0', limit('buy', '99', '1'))]);
    for (const leg of ['a1', 'a2', 'a3', 'a4', 'a5']) {
      await world.pool.query(`UPDATE orders.repair SET at = at - interval '21 minutes'`);
      await undone(leg);
    }
    expect([await halted(), (await world.statuses()).at(-1)]).toEqual([[], 'a5 open']);
  });

  test('is not one whose own cancels are carried out', async () => {
    for (const leg of ['a', 'b', 'c', 'd', 'e']) {
      await world.apply([place(leg, limit('buy', '99', '1'))]);
      await world.apply([cancel(leg)]);
      await world.reconcile();
    }
    expect((await world.pool.query('SELECT 1 FROM orders.repair')).rows).toEqual([]);
  });
});
