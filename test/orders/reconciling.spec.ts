import { eventually } from '../kit/eventually.js';
import { limit, place, stop, SYMBOL, World } from './world.js';

describe('books held against the venue', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.forget();
    await world.openGate();
  });

  const differed = async () =>
    (await world.told())
      .filter(({ type }) => type === 'orders.account-differed.v1')
      .map(({ data }) => [data['kind'], data['ours'], data['theirs']]);

  /** Everything that our books say happened long enough ago for the venue to have seen it. */
  const look = async () => {
    await world.pool.query(`UPDATE orders.intent SET updated_at = updated_at - interval '1 minute'`);
    world.reconciler.atReconnect();
    await world.reconciler.idle();
    await world.quiet();
  };

  test('an order that should rest there and does not is looked for, and what it became is booked', async () => {
    await world.apply([place('a', limit('buy', '100', '1')), place('b', limit('buy', '99', '1'))]);
    world.venue.open.delete(world.idOf('a'));
    world.venue.ended.set(world.idOf('a'), 'filled');
    world.venue.trades = [world.filled('a', 't-1', '1')];
    world.venue.positions = [{ ...{ symbol: SYMBOL, side: 'long', size: '1' }, ...PRICES }];
    await look();
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['a filled', 'b open']);
    expect(await differed()).toEqual([]);
  });

  test('one that is nowhere has ended unheard; one that was cancelled there is cancelled here', async () => {
    await world.apply([place('a', limit('buy', '100', '1')), place('b', limit('buy', '99', '1'))]);
    world.venue.open.clear();
    world.venue.ended.set(world.idOf('b'), 'cancelled');
    await look();
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['a cancelled gone-at-venue', 'b cancelled cancelled']);
  });

  test('what changed just now is left alone', async () => {
    await world.apply([place('a', limit('buy', '100', '1'))]);
    world.venue.open.clear();
    world.reconciler.atReconnect();
    await world.reconciler.idle();
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['a open']);
  });

  test('orders of others are neither told nor touched; one with an id of ours that nobody wanted is told once', async () => {
    await world.apply([place('a', limit('buy', '100', '1'))]);
    world.venue.open.add('by-hand');
    world.venue.open.add(world.idOf('nobody-wanted'));
    await look();
    await look();
    expect(await differed()).toEqual([['unknown-order', null, world.idOf('nobody-wanted')]]);
    expect(world.venue.operations).toHaveLength(1);
    expect(world.alarms).toHaveLength(1);
  });

  test('a position that differs for long holds back what adds and is told; agreeing again, and told, it goes on', async () => {
    await world.apply([place('a', limit('buy', '100', '1'))]);
    await world.report([world.filled('a', 't-1', '1')]);
    await look();
    expect(await differed()).toEqual([]);
    world.nowMs += 9_000;
    await look();
    expect(await differed()).toEqual([]);
    world.nowMs += 1_000;
    await look();
    await look();
    expect(await differed()).toEqual([['position', '1', '0']]);
    await world.apply([place('b', limit('buy', '99', '1')), place('s', stop('90', '1'))]);
    expect((await world.statuses()).slice(1)).toEqual(['b denied position-differs', 's open']);
    world.venue.positions = [{ ...{ symbol: SYMBOL, side: 'long', size: '1' }, ...PRICES }];
    await look();
    expect((await differed()).at(-1)).toEqual(['position-agrees', '1', '1']);
    await world.apply([place('c', limit('buy', '99', '1'))]);
    expect((await world.statuses()).at(-1)).toBe('c open');
  });

  test('after a start nothing is sent for an account before its venue has been asked', async () => {
    await world.apply([place('a', limit('buy', '100', '1'))]);
    world.venue.reachable = false;
    const started = world.startAnew();
    await world.apply([place('b', limit('buy', '99', '1'))]);
    started.nudge();
    await started.idle();
    await world.quiet();
    expect(await world.statuses()).toEqual(['a open', 'b planned']);
    world.venue.reachable = true;
    await eventually(async () => {
      started.atReconnect();
      await started.idle();
      await world.quiet();
      return (await world.statuses()).join() === 'a open,b open';
    });
    await started.stop();
    world.failures.length = 0;
  });
});

const PRICES = { averagePrice: '100', liquidationPrice: null };
