import { HaltTrading } from '../../src/modules/orders/contracts/commands/halt-trading.command.js';
import { epochMs } from '../../src/shared/pure/time/epoch.js';
import { cancel, DAY, limit, place, stop, SYMBOL, World } from './world.js';

describe('orders on their way', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.forget();
    await world.openGate();
  });

  test('an order is stored, sent once and confirmed, and says so under the correlation id of its decision', async () => {
    await world.apply(
      [place('cell-1', limit('buy', '100', '2'))],
      {},
      { correlationId: 'c-decision', step: 3 },
    );
    const [order] = await world.orders();
    expect(order).toMatchObject({
      ...{ userId: 'u-1', accountId: 'a-1', instanceId: 'i-1', cycle: 1, leg: 'cell-1', status: 'open' },
      ...{ price: '100', size: '2', filledSize: '0', averagePrice: null, correlationId: 'c-decision' },
      ...{ clientOrderId: world.idOf('cell-1'), venueOrderId: `v-${world.idOf('cell-1')}` },
    });
    expect(world.venue.submitted).toHaveLength(1);
    expect(world.venue.submitted[0]).toMatchObject({ accountId: 'a-1', symbol: SYMBOL });
    expect(world.venue.submitted[0]!.scope).toMatchObject({
      correlationId: 'c-decision',
      userId: 'u-1',
      step: 3,
    });
    expect(world.venue.operations[0]).toMatchObject({ op: 'place', owner: 'i-1', leg: 'cell-1', cycle: 1 });
    expect(await world.told()).toMatchObject([
      { type: 'orders.order-placed.v1', correlation_id: 'c-decision', user_id: 'u-1', step: '3' },
    ]);
    expect(world.meter.counts.get(`orders_total paper ${SYMBOL} buy open`)).toBe(1);
    expect(world.failures).toEqual([]);
  });

  test('the venue may not accept it after the deadline that was stored with it', async () => {
    await world.apply([place('cell-1', limit('buy', '100', '2')), place('s', stop('90', '1'))]);
    const { rows } = await world.pool.query<{ send_deadline: Date; updated_at: Date }>(
      'SELECT DISTINCT send_deadline FROM orders.intent',
    );
    expect(rows).toHaveLength(1);
    expect(world.venue.submitted[0]!.deadline).toBe(rows[0]!.send_deadline.getTime());
  });

  test('a key that the venue refuses parks the account: told once, nothing is sent until it can be read, nothing opened until resumed', async () => {
    await world.reconcile();
    world.venue.weather = 'key-refused';
    world.venue.reachable = false;
    await world.apply([place('a', limit('buy', '100', '1'))]);
    expect(await world.statuses()).toEqual(['a rejected invalid-key']);
    await world.apply([place('s', stop('90', '1')), place('t', stop('91', '1'))]);
    await world.reconcile();
    await world.apply([place('b', limit('buy', '100', '1'))]);
    const halts = (await world.told()).filter(({ type }) => type === 'orders.trading-halted.v1');
    expect(halts.map(({ data }) => [data['accountId'], data['code']])).toEqual([['a-1', 'key-refused']]);
    // Its exits wait: the venue was asked once.
    expect(world.venue.operations).toHaveLength(1);
    expect((await world.statuses()).slice(1)).toEqual(['s planned', 't planned', 'b denied key-refused']);
    world.venue.weather = 'fine';
    world.venue.reachable = true;
    await world.reconcile();
    expect((await world.statuses()).slice(1, 3)).toEqual(['s open', 't open']);
    await world.haltTrading.execute(new HaltTrading({ userId: 'u-1', halted: false }));
    await world.apply([place('c', limit('buy', '100', '1'))]);
    expect((await world.statuses()).at(-1)).toBe('c open');
  });

  test('the same command delivered three times makes one order', async () => {
    const operations = [place('cell-1', limit('buy', '100', '2')), place('cell-2', limit('buy', '90', '2'))];
    for (let time = 0; time < 3; time += 1) await world.apply(operations);
    expect(await world.statuses()).toEqual(['cell-1 open', 'cell-2 open']);
    expect(world.venue.operations).toHaveLength(2);
  });

  test('operations leave in the order in which they were given, cancels among them', async () => {
    await world.apply([place('a', limit('buy', '100', '1')), place('b', limit('buy', '99', '1'))]);
    await world.apply([
      ...[
        place('c', limit('buy', '98', '1')),
        cancel('a'),
        place('d', limit('buy', '97', '1'), 'b'),
        cancel('c'),
      ],
    ]);
    // What was wanted and given up in one command never leaves.
    expect(world.venue.operations.slice(2)).toMatchObject([
      { op: 'cancel', clientOrderId: world.idOf('a') },
      { op: 'place', leg: 'd', replaces: world.idOf('b') },
    ]);
    expect(await world.statuses()).toEqual(['a cancelled asked', 'b open', 'd open']);
    expect(await world.words()).toEqual([
      ...['order-placed a', 'order-placed b', 'order-cancelled a asked', 'order-placed d'],
    ]);
  });

  test('a cancel of an order that has not left yet ends it without asking the venue', async () => {
    await world.sender.stop();
    await world.apply([place('a', limit('buy', '100', '1'))]);
    await world.apply([cancel('a')]);
    expect(await world.statuses()).toEqual(['a cancelled asked']);
    expect(await world.unsettled(7)).toBe(0);
    expect(world.venue.operations).toEqual([]);
  });

  test('a cancel of what has ended, or never was, does nothing', async () => {
    world.venue.weather = 'refused';
    await world.apply([place('a', limit('buy', '100', '1'))]);
    await world.apply([cancel('a'), cancel('nothing')]);
    expect(await world.statuses()).toEqual(['a rejected below-minimum']);
    expect(world.venue.operations).toHaveLength(1);
    expect(await world.words()).toEqual(['order-rejected a below-minimum']);
  });

  test('one lane is never under way twice: what comes meanwhile goes after it, other lanes go beside it', async () => {
    const lanes: string[] = [];
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    world.venue.meanwhile = async ({ accountId, operations }) => {
      lanes.push(`${accountId} ${operations.length}`);
      if (lanes.length > 1) return;
      await world.record([place('b', limit('buy', '99', '1'))]);
      await world.record([place('other', limit('buy', '99', '1'))], { accountId: 'a-2', instanceId: 'i-2' });
      letGo();
    };
    await world.openGateOf('i-2', 'a-2');
    await world.apply([place('a', limit('buy', '100', '1'))]);
    await held;
    await world.quiet();
    expect(lanes[0]).toBe('a-1 1');
    expect(lanes.slice(1).sort()).toEqual(['a-1 1', 'a-2 1']);
    expect((await world.orders()).map(({ leg, status }) => `${leg} ${status}`).sort()).toEqual([
      ...['a open', 'b open', 'other open'],
    ]);
  });

  test('an epoch that is over places nothing and cancels nothing', async () => {
    await world.apply([place('a', limit('buy', '100', '1'))]);
    await world.openGate(2);
    await world.apply([place('b', limit('buy', '99', '1')), place('s', stop('90', '1')), cancel('a')]);
    expect(await world.statuses()).toEqual(['a open', 'b denied gate-moved', 's denied gate-moved']);
    const denied = (await world.told()).filter(({ type }) => type === 'orders.order-denied.v1');
    expect(denied[0]!.data).toMatchObject({ code: 'gate-moved', details: { epoch: '1', gate: '2' } });
  });

  test('a gate never goes back to an older epoch', async () => {
    await world.openGate(3);
    await world.openGate(2);
    await world.apply([place('a', limit('buy', '100', '1'))], { epoch: 3 });
    expect(await world.statuses()).toEqual(['a open']);
  });

  test('what waited when the gate moved is given up and told, not sent', async () => {
    await world.sender.stop();
    await world.apply([place('a', limit('buy', '100', '1'))]);
    await world.openGate(2);
    await world.restartSender();
    expect(await world.statuses()).toEqual(['a abandoned gate-moved']);
    expect(await world.words()).toEqual(['order-denied a gate-moved']);
    expect(world.venue.operations).toEqual([]);
  });

  test('a stop that closes gets its closing orders through the closed gate', async () => {
    await world.apply([place('a', limit('buy', '100', '1')), place('tp', limit('sell', '120', '1'))]);
    await world.report([world.filled('a', 't-1', '1')]);
    await world.openGate(2, false);
    const close = { type: 'market', side: 'sell', reduceOnly: false, size: '1' } as const;
    await world.apply([cancel('tp'), place('close', close), place('more', limit('buy', '90', '1'))], {
      epoch: 2,
    });
    expect(await world.statuses()).toEqual([
      ...['a filled', 'tp cancelled asked', 'close acked', 'more denied gate-closed'],
    ]);
  });

  test('an order that no market waits for is given up when it has become too old to be sent', async () => {
    await world.sender.stop();
    await world.apply([place('live', limit('buy', '100', '1'))], {}, { correlationId: 'c-live' });
    await world.apply([place('stepped', limit('buy', '99', '1'))]);
    await world.pool.query(`UPDATE orders.intent SET valid_until = valid_until - interval '1 hour'`);
    await world.restartSender();
    expect(await world.statuses()).toEqual(['live abandoned expired', 'stepped open']);
  });

  test('a step is settled only when its orders are sent and answered', async () => {
    let during = -1;
    world.venue.meanwhile = async () => {
      during = await world.unsettled(7);
    };
    await world.apply([place('a', limit('buy', '100', '1'))]);
    expect(during).toBeGreaterThanOrEqual(1);
    expect(await world.unsettled(7)).toBe(0);
    await world.sender.stop();
    await world.apply([cancel('a')], {}, { correlationId: 'c-2', step: 9 });
    expect([await world.unsettled(8), await world.unsettled(9)]).toEqual([0, 1]);
    await world.restartSender();
    expect(await world.unsettled(9)).toBe(0);
  });

  test('rows are found without a nudge', async () => {
    await world.sender.stop();
    await world.apply([place('a', limit('buy', '100', '1'))], { decidedAt: epochMs(DAY) });
    await world.restartSender();
    expect(await world.statuses()).toEqual(['a open']);
  });
});
