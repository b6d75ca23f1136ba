import { cancel, limit, place, stop, World } from './world.js';

describe('orders of which nobody has heard', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.forget();
    await world.openGate();
  });

  test('an answer that is lost makes the order unknown; after its deadline the venue is asked and it is open', async () => {
    world.venue.weather = 'answer-lost';
    await world.apply([place('a', limit('buy', '100', '1'))]);
    expect(await world.statuses()).toEqual(['a unknown timeout']);
    expect(await world.words()).toEqual([]);
    expect(await world.unsettled(7)).toBe(1);
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['a open']);
    expect(await world.words()).toEqual(['order-placed a']);
    expect(world.venue.operations).toHaveLength(1);
    expect(await world.unsettled(7)).toBe(0);
  });

  test('nothing is looked for before the venue can no longer accept it', async () => {
    world.venue.weather = 'request-lost';
    await world.apply([place('a', limit('buy', '100', '1'))]);
    world.resolver.nudge();
    await world.quiet();
    expect(await world.statuses()).toEqual(['a unknown timeout']);
    const { rows } = await world.pool.query<{ early: boolean }>(
      'SELECT look_at <= send_deadline AS early FROM orders.intent',
    );
    expect(rows).toEqual([{ early: false }]);
  });

  test('a request that never arrived is attempted again in its old place while a stepped market waits', async () => {
    world.venue.weather = 'request-lost';
    await world.apply([place('a', limit('buy', '100', '1')), place('b', limit('buy', '99', '1'), 'a')]);
    await world.apply([place('c', limit('buy', '98', '1'))]);
    expect(await world.statuses()).toEqual(['a unknown timeout', 'b unknown timeout', 'c planned']);
    world.venue.weather = 'fine';
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['a absent', 'b absent', 'c open', 'a open', 'b open']);
    expect(world.venue.operations).toMatchObject([
      { leg: 'a', clientOrderId: world.idOf('a', 2) },
      // What was to take the place of the first attempt takes that of the second.
      { leg: 'b', clientOrderId: world.idOf('b', 2), replaces: world.idOf('a', 2) },
      { leg: 'c', clientOrderId: world.idOf('c') },
    ]);
    expect(await world.words()).toEqual(['order-placed a', 'order-placed b', 'order-placed c']);
  });

  test('an order that came too late for the venue is attempted again, because it was never looked at', async () => {
    world.venue.weather = 'too-late';
    world.venue.meanwhile = async () => {
      world.venue.weather = 'fine';
    };
    await world.apply([place('a', limit('buy', '100', '1'))]);
    expect(await world.statuses()).toEqual(['a absent', 'a open']);
    expect(await world.words()).toEqual(['order-placed a']);
  });

  test('without a market that waits an entry is given back, and protection is attempted again', async () => {
    world.venue.weather = 'request-lost';
    const live = { correlationId: 'c-live' };
    await world.apply([place('a', limit('buy', '100', '1')), place('s', stop('90', '1'))], {}, live);
    world.venue.weather = 'fine';
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['a absent', 's absent', 's open']);
    expect(await world.words()).toEqual(['order-denied a never-arrived', 'order-placed s']);
  });

  test('protection whose place another order has taken meanwhile is given back: both would rest at the venue', async () => {
    const live = { correlationId: 'c-live' };
    world.venue.weather = 'request-lost';
    await world.apply([place('s', stop('90', '1'))], {}, live);
    world.venue.weather = 'fine';
    await world.apply([place('t', stop('91', '2'), 's')], {}, live);
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['s absent', 't open']);
    expect(await world.words()).toEqual(['order-placed t', 'order-denied s never-arrived']);
  });

  test('it is attempted again where the other was refused', async () => {
    const live = { correlationId: 'c-live' };
    world.venue.weather = 'request-lost';
    await world.apply([place('s', stop('90', '1'))], {}, live);
    world.venue.weather = 'refused';
    await world.apply([place('t', stop('91', '2'), 's')], {}, live);
    world.venue.weather = 'fine';
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['s absent', 't rejected below-minimum', 's open']);
  });

  test('an order that never arrives is not attempted for ever', async () => {
    world.venue.weather = 'request-lost';
    await world.apply([place('a', limit('buy', '100', '1'))]);
    for (let time = 0; time < 7; time += 1) await world.afterDeadlines();
    expect(await world.statuses()).toEqual(Array.from({ length: 5 }, () => 'a absent'));
    expect(await world.words()).toEqual(['order-denied a never-arrived']);
    expect(await world.unsettled(7)).toBe(0);
  });

  test('a process that died between the mark and the request: the order is found not to be there and sent', async () => {
    await world.sender.stop();
    await world.apply([place('a', limit('buy', '100', '1'))]);
    await world.claim();
    expect(await world.statuses()).toEqual(['a sending']);
    await world.restartSender();
    expect(world.venue.operations).toEqual([]);
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['a absent', 'a open']);
    expect(world.venue.operations).toHaveLength(1);
  });

  test('a process that died between the request and its answer: the order is found and not sent again', async () => {
    await world.sender.stop();
    await world.apply([place('a', limit('buy', '100', '1'))]);
    const { lanes } = await world.claim();
    world.venue.open.add(lanes[0]!.operations[0]!.intent.clientOrderId);
    await world.restartSender();
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['a open']);
    expect(world.venue.operations).toEqual([]);
  });

  test('a fill that comes meanwhile is the answer', async () => {
    world.venue.weather = 'request-lost';
    await world.apply([place('a', limit('buy', '100', '1'))]);
    await world.report([world.filled('a', 't-1', '1')]);
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['a filled']);
    expect(await world.words()).toEqual(['order-placed a', 'order-filled a']);
  });

  test('a duplicate is read at once', async () => {
    world.venue.open.add(world.idOf('a'));
    await world.apply([place('a', limit('buy', '100', '1'))]);
    world.resolver.nudge();
    await world.quiet();
    expect(await world.statuses()).toEqual(['a open']);
  });

  test('a question that fails is no answer; after ten minutes a person is needed, and an answer still ends it', async () => {
    world.venue.weather = 'answer-lost';
    await world.apply([place('a', limit('buy', '100', '1'))]);
    world.venue.reachable = false;
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['a unknown timeout']);
    await world.pool.query(`UPDATE orders.intent SET created_at = created_at - interval '11 minutes'`);
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['a needs-human']);
    expect(await world.unsettled(7)).toBe(1);
    world.venue.reachable = true;
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['a open']);
  });

  test('a cancel of which nobody has heard is asked for again while the order is there, and settled when it is gone', async () => {
    await world.apply([place('a', limit('buy', '100', '1'))]);
    world.venue.weather = 'request-lost';
    await world.apply([cancel('a')]);
    expect(await world.statuses()).toEqual(['a cancel-requested']);
    expect(await world.unsettled(7)).toBe(1);
    world.venue.weather = 'fine';
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['a cancelled asked']);
    expect(await world.unsettled(7)).toBe(0);
    expect(await world.words()).toEqual(['order-placed a', 'order-cancelled a asked']);
  });

  test('a cancel that finds nothing is settled by what the order became', async () => {
    await world.apply([place('a', limit('buy', '100', '1')), place('b', limit('buy', '99', '1'))]);
    world.venue.open.clear();
    await world.apply([cancel('a'), cancel('b')]);
    await world.report([world.filled('a', 't-1', '1')]);
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['a filled', 'b cancelled asked']);
    expect(await world.words()).toEqual([
      ...['order-placed a', 'order-placed b', 'order-filled a', 'order-cancelled b asked'],
    ]);
  });

  test('an order whose end was wanted is not attempted again', async () => {
    world.venue.weather = 'request-lost';
    await world.apply([place('a', limit('buy', '100', '1'))]);
    await world.apply([cancel('a')]);
    world.venue.weather = 'fine';
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['a absent']);
    expect(await world.unsettled(7)).toBe(0);
    expect(world.venue.operations).toEqual([]);
  });

  test('an order that was filled and closed before anybody looked is found, not made again, and its trade is booked', async () => {
    world.venue.weather = 'answer-lost';
    await world.apply([place('a', limit('buy', '100', '1'))]);
    world.venue.open.clear();
    world.venue.ended.set(world.idOf('a'), 'filled');
    await world.afterDeadlines();
    // Its status says that it was filled; only a trade says how much, at what price.
    expect(await world.statuses()).toEqual(['a open']);
    world.venue.trades = [world.filled('a', 't-1', '1')];
    await world.afterDeadlines();
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['a filled']);
    expect(await world.words()).toEqual(['order-placed a', 'order-filled a']);
    expect(world.venue.operations).toHaveLength(1);
  });

  test('a venue that does not say everything has said nothing', async () => {
    world.venue.weather = 'request-lost';
    await world.apply([place('a', limit('buy', '100', '1'))]);
    world.venue.unsaid.add(world.idOf('a'));
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['a unknown timeout']);
  });

  test('a refusal that is on no list leaves the order unknown, and it is read', async () => {
    world.venue.weather = 'refused-somehow';
    await world.apply([place('a', limit('buy', '100', '1'))]);
    expect(await world.statuses()).toEqual(['a unknown system-busy']);
    world.venue.open.add(world.idOf('a'));
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['a open']);
  });

  test('a person is told of an order that needs one, and nothing that adds goes until it is known', async () => {
    world.venue.weather = 'answer-lost';
    await world.apply([place('a', limit('buy', '100', '1'))]);
    world.venue.reachable = false;
    await world.pool.query(`UPDATE orders.intent SET created_at = created_at - interval '11 minutes'`);
    await world.afterDeadlines();
    expect(await world.words()).toEqual(['order-needs-human a']);
    await world.apply([place('b', limit('buy', '99', '1')), place('s', stop('90', '1'))]);
    expect(await world.statuses()).toEqual(['a needs-human', 'b denied unresolved-order', 's planned']);
  });

  test('what a process learnt is not written when another one has taken its shard', async () => {
    world.venue.meanwhile = async () => {
      await world.pool.query(`UPDATE orders.lease SET owner = 'somebody else', fence = fence + 1`);
    };
    await world.apply([place('a', limit('buy', '100', '1'))]);
    expect(await world.statuses()).toEqual(['a sending']);
    expect(await world.words()).toEqual([]);
    expect(world.failures.splice(0)).toMatchObject([{ name: 'FenceLost' }]);
    // Nor does it send anything more, or look for what it has sent: that is the business of the other one.
    world.venue.meanwhile = async () => undefined;
    await world.apply([place('b', limit('buy', '99', '1'))], { symbol: 'ETH/USDT:USDT' });
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['a sending', 'b planned']);
    await world.pool.query('TRUNCATE orders.lease');
    await world.takesShardsAgain();
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['a open', 'b open']);
  });

  test('a process that slept after its claim sends nothing, and the order is attempted once by the next', async () => {
    await world.sender.stop();
    await world.apply([place('a', limit('buy', '100', '1'))]);
    const { lanes } = await world.claim();
    await world.pool.query(`UPDATE orders.lease SET owner = 'somebody else', fence = fence + 1`);
    await expect(world.claim()).resolves.toEqual({ lanes: [], abandoned: [] });
    expect(lanes[0]!.lease.fence).toBe(lanes[0]!.operations[0]!.intent.fence);
    await world.pool.query('TRUNCATE orders.lease');
    await world.takesShardsAgain();
  });
});
