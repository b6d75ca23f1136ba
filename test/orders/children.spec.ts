import type { Execution } from '../../src/modules/exchange/contracts/events/executions-reported.event.js';
import { epochMs } from '../../src/shared/pure/time/epoch.js';
import { inOneWorld } from './in-one-world.js';
import { DAY, limit, place, stop, type World } from './world.js';

const at = epochMs(DAY);
const CHILD = 'c-1';
const live = { correlationId: 'c-live' };

describe('a stop that another order acts for', () => {
  let world: World;
  inOneWorld(
    (opened) => (world = opened),
    async () => {
      await world.openGateOf('i-1', 'a-1', 1, true, true);
      await world.apply([place('a', limit('buy', '100', '2')), place('s', stop('90', '2'))], {}, live);
      await world.report([world.filled('a', 't-1', '2')]);
    },
  );

  /** As the venue tells it, which gives the child no client id. */
  const sold = (tradeId: string, size: string, clientOrderId = ''): Execution => ({
    ...(world.filled('s', tradeId, size) as Extract<Execution, { kind: 'filled' }>),
    ...{ clientOrderId, childOrderId: CHILD, side: 'sell' },
  });
  const triggered = (child: string | null): Execution => ({
    ...{ kind: 'triggered', clientOrderId: world.idOf('s'), price: '90', at, child },
  });
  const held = async (): Promise<object | undefined> => {
    const { rows } = await world.pool.query<object>(
      `SELECT trim_scale(l.position)::text AS position, trim_scale(o.size)::text AS held
       FROM orders.lane l JOIN orders.obligation o USING (account_id, symbol)`,
    );
    return rows[0];
  };
  const look = async (): Promise<void> => {
    await world.pool.query(
      `UPDATE orders.intent SET updated_at = updated_at - interval '1 minute', look_at = look_at - interval '1 minute'`,
    );
    await world.reconcile();
    await world.afterDeadlines();
  };
  /** The stop is in no list of orders that rest any more. */
  const goes = (child: Parameters<World['venue']['children']['set']>[1]): void => {
    world.venue.open.delete(world.idOf('s'));
    world.venue.ended.set(world.idOf('s'), 'triggered');
    world.venue.children.set(world.idOf('s'), child);
  };

  test('is there as long as that one is under way, and is filled by what that one fills, once', async () => {
    await world.report([triggered(null)]);
    await world.report([triggered(CHILD), triggered(null)]);
    expect(await world.statuses()).toEqual(['a filled', 's open']);
    expect(await world.words()).not.toContain('order-triggered s');
    await world.report([sold('t-2', '0.5')]);
    await world.report([sold('t-2', '0.5'), sold('t-3', '1.5', world.idOf('s'))]);
    await world.report([sold('t-3', '1.5')]);
    expect(await world.statuses()).toEqual(['a filled', 's filled']);
    expect(await held()).toEqual({ position: '0', held: '0' });
    expect(await world.violations()).toEqual([]);
  });

  test('is not filled again, nor is anybody else, by what its child has filled, whatever has become of the child’s id', async () => {
    await world.report([triggered(CHILD), sold('t-2', '2')]);
    await world.pool.query(`UPDATE orders.intent SET venue_order_id = 'another' WHERE leg = 's'`);
    await world.report([sold('t-2', '2')]);
    expect(await held()).toEqual({ position: '0', held: '0' });
    const { rows } = await world.pool.query('SELECT key FROM orders.foreign_execution');
    expect(rows).toEqual([]);
  });

  test('gets back what was taken for somebody else’s before anybody knew whose it was', async () => {
    await world.report([sold('t-2', '2')]);
    expect(await held()).toEqual({ position: '0', held: '2' });
    goes({ venueOrderId: CHILD, status: 'filled', code: null });
    world.venue.trades = [sold('t-2', '2', world.idOf('s'))];
    await look();
    expect(await world.statuses()).toEqual(['a filled', 's filled']);
    expect(await held()).toEqual({ position: '0', held: '0' });
    const { rows } = await world.pool.query('SELECT key FROM orders.foreign_execution');
    expect(rows).toEqual([]);
    expect(await world.violations()).toEqual([]);
  });

  test('is not missing while no list shows any of the two, and is missing when that lasts', async () => {
    goes(null);
    await world.pool.query(`UPDATE orders.intent SET updated_at = updated_at - interval '1 minute'`);
    await world.reconcile();
    for (let time = 0; time < 3; time += 1) {
      await world.afterDeadlines();
      expect(await world.statuses()).toEqual(['a filled', 's open']);
    }
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['a filled', 's cancelled child-missing']);
  });

  test('is missing once that one has died, however that is told', async () => {
    await world.report([triggered(CHILD)]);
    const died = {
      kind: 'rejected',
      clientOrderId: '',
      childOrderId: CHILD,
      code: 'insufficient-margin',
      at,
    };
    await world.report([died as Execution]);
    expect(await world.statuses()).toEqual(['a filled', 's cancelled insufficient-margin']);
    expect((await world.words()).at(-1)).toBe('order-cancelled s insufficient-margin');
  });
});
