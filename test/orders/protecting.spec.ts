import type { WireOrder } from '../../src/shared/pure/strategy/wire-order.js';
import type { Execution } from '../../src/modules/exchange/contracts/events/executions-reported.event.js';
import { PlaceOrder } from '../../src/modules/orders/contracts/commands/place-order.command.js';
import { inOneWorld } from './in-one-world.js';
import { cancel, limit, place, stop, SYMBOL, type World } from './world.js';

const trigger = (direction: 'below' | 'above'): WireOrder => ({
  ...{ type: 'trigger', side: 'sell', reduceOnly: true, price: '90', direction, action: 'close' },
});

describe('what is held', () => {
  let world: World;
  inOneWorld(
    (opened) => (world = opened),
    () => world.openGateOf('i-1', 'a-1', 1, true, true),
  );

  const hold = async (size = '2'): Promise<void> => {
    await world.apply([place('a', limit('buy', '100', size))]);
    await world.report([world.filled('a', `t-${size}`, size)]);
  };
  const told = async () =>
    (await world.told())
      .filter(({ type }) => type === 'orders.protection-changed.v1')
      .map(({ data }) => [data['protected'], data['size'], data['protectedSize']]);
  const owed = async () =>
    (await world.pool.query('SELECT 1 FROM orders.obligation WHERE due_at IS NOT NULL')).rows.length;

  test('is owed protection from the transaction of its fill on', async () => {
    await hold();
    const { rows } = await world.pool.query<{ in_s: number }>(
      `SELECT round(extract(epoch FROM o.due_at - f.booked_at))::int AS in_s
       FROM orders.obligation o, orders.fill f`,
    );
    expect(rows).toEqual([{ in_s: 15 }]);
  });

  test('without a stop is an alarm after fifteen seconds, told once, and its end is told as well', async () => {
    await hold();
    await world.protectionAfter(14);
    expect(await told()).toEqual([]);
    await world.protectionAfter(1.1);
    await world.protectionAfter(60);
    expect(await told()).toEqual([[false, '2', '0']]);
    expect(world.alarms).toEqual(['a position has no confirmed stop']);
    await world.apply([place('s', stop('90', '2'))]);
    await world.protectionAfter(0);
    expect(await told()).toEqual([
      [false, '2', '0'],
      [true, '2', '2'],
    ]);
    expect(await owed()).toBe(0);
  });

  test('is protected by a confirmed stop of its size only', async () => {
    await hold();
    await world.apply([place('s', stop('90', '1.9'))]);
    await world.protectionAfter(16);
    expect(await told()).toEqual([[false, '2', '1.9']]);
    await world.apply([place('s2', stop('90', '0.1'))]);
    await world.protectionAfter(0);
    expect(await owed()).toBe(0);
  });

  test('is not protected by a stop of which the venue has said nothing', async () => {
    await hold();
    world.venue.weather = 'answer-lost';
    await world.apply([place('s', stop('90', '2'))]);
    await world.protectionAfter(16);
    expect(await told()).toEqual([[false, '2', '0']]);
  });

  test('is protected whole by a trigger that closes everything on its losing side', async () => {
    await hold();
    await world.apply([place('up', trigger('above'))]);
    await world.protectionAfter(16);
    expect(await told()).toEqual([[false, '2', '0']]);
    await world.apply([place('down', trigger('below'))]);
    await world.protectionAfter(0);
    expect(await owed()).toBe(0);
  });

  test('more of it, or less of its stop, is owed protection anew', async () => {
    await hold();
    await world.apply([place('s', stop('90', '2'))]);
    await world.protectionAfter(0);
    expect(await owed()).toBe(0);
    await world.report([
      { kind: 'cancelled', clientOrderId: world.idOf('s'), code: 'no-margin', at: 0 as never },
    ]);
    await world.protectionAfter(0);
    expect(await owed()).toBe(1);
    await world.protectionAfter(16);
    expect(await told()).toEqual([[false, '2', '0']]);
  });

  test('by a bot that keeps no stop is no alarm', async () => {
    await world.openGateOf('i-1', 'a-1', 2, true, false);
    await world.apply([place('a', limit('buy', '100', '2'))], { epoch: 2 });
    await world.report([world.filled('a', 't-1', '2')]);
    await world.protectionAfter(60);
    expect(await told()).toEqual([]);
  });

  test('by a bot that is stopping is watched like anybody’s', async () => {
    await hold();
    await world.apply([place('s', stop('90', '2'))]);
    await world.protectionAfter(0);
    await world.openGateOf('i-1', 'a-1', 2, true, true);
    await world.report([
      { kind: 'cancelled', clientOrderId: world.idOf('s'), code: 'no-margin', at: 0 as never },
    ]);
    await world.protectionAfter(0);
    await world.protectionAfter(16);
    expect(await told()).toEqual([[false, '2', '0']]);
  });

  test('and was kept when its bot had ended is left alone, but what comes only after that end is watched', async () => {
    await hold();
    await world.openGateOf('i-1', 'a-1', 2, false, false);
    await world.protectionAfter(60);
    expect(await told()).toEqual([]);
    await world.forget();
    await world.openGateOf('i-1', 'a-1', 1, true, true);
    await world.apply([place('a', limit('buy', '100', '2'))]);
    world.venue.weather = 'request-lost';
    await world.openGateOf('i-1', 'a-1', 1, false, false);
    // The cancel was not quick enough.
    await world.report([world.filled('a', 't-late', '2')]);
    await world.protectionAfter(16);
    expect(await told()).toEqual([[false, '2', '0']]);
  });

  test('no longer takes its stop with it: one that is left over is cancelled', async () => {
    await hold();
    await world.apply([place('s', stop('90', '2')), place('x', limit('sell', '110', '2', true))]);
    await world.report([{ ...world.filled('x', 't-x', '2', '110'), side: 'sell' } as never]);
    await world.protectionAfter(16);
    await world.quiet();
    expect(await world.statuses()).toEqual(['a filled', 's cancelled asked', 'x filled']);
    await world.protectionAfter(0);
    expect([await told(), await owed()]).toEqual([[], 0]);
  });

  test('takes the take-profit of HyperRSI with it as well; an order of a grid may be ahead of its fill', async () => {
    const strategy = 'hyper-rsi' as const;
    await world.apply([place('a', limit('buy', '100', '2'))], { strategy });
    await world.report([world.filled('a', 't-a', '2')]);
    await world.apply([place('tp', limit('sell', '110', '2', true))], { strategy });
    await world.apply([place('cell', limit('sell', '120', '2', true))]);
    await world.protectionAfter(16);
    const open = async () => (await world.statuses()).filter((text) => text.endsWith(' open'));
    expect(await open()).toEqual(['tp open', 'cell open']);
    await world.report([
      {
        ...world.filled('a', 't-x', '2', '105'),
        clientOrderId: 'by hand',
        side: 'sell',
      } as never,
    ]);
    expect(await open()).toEqual(['tp open', 'cell open']);
    await world.apply([place('x', limit('sell', '105', '2', true))], { strategy });
    await world.report([{ ...world.filled('x', 't-y', '2', '105'), side: 'sell' } as never]);
    await world.protectionAfter(16);
    await world.quiet();
    expect(await world.statuses()).toEqual(['a filled', 'tp cancelled asked', 'cell open', 'x filled']);
  });

  describe('in hedge mode', () => {
    const about = (order: WireOrder, positionSide: 'long' | 'short'): WireOrder => ({
      ...order,
      positionSide,
    });
    const long = place('a', about(limit('buy', '100', '2'), 'long'));
    const hedge = place('hedge', about(limit('sell', '100', '1.5'), 'short'));
    const stops = [
      place('s', about(stop('90', '2'), 'long')),
      place('hs', about({ ...stop('110', '1.5'), side: 'buy' }, 'short')),
    ];
    const both = async (): Promise<void> => {
      await world.apply([long, hedge]);
      await world.report([
        { ...world.filled('a', 't-a', '2'), position: 'long' } as Execution,
        { ...world.filled('hedge', 't-h', '1.5'), side: 'sell', position: 'short' } as Execution,
      ]);
    };

    test('each position is owed a stop of its own side', async () => {
      await world.openGateOfHedger(true);
      await both();
      await world.apply([stops[0]!]);
      await world.protectionAfter(16);
      expect(await told()).toEqual([[false, '-1.5', '0']]);
      await world.apply([stops[1]!]);
      await world.protectionAfter(0);
      expect(await owed()).toBe(0);
      expect(await world.violations()).toEqual([]);
    });

    test('a hedge that keeps no stop is no alarm, its main position without one is', async () => {
      await world.openGateOfHedger(false);
      await both();
      await world.protectionAfter(16);
      expect(await told()).toEqual([[false, '2', '0']]);
    });

    test('the stop that is left over from one of them is cancelled, that of the other stays', async () => {
      await world.openGateOfHedger(true);
      await both();
      await world.apply([...stops, place('x', about(limit('sell', '110', '2', true), 'long'))]);
      await world.report([
        { ...world.filled('x', 't-x', '2', '110'), side: 'sell', position: 'long' } as Execution,
      ]);
      await world.protectionAfter(16);
      await world.quiet();
      expect(world.venue.operations.filter(({ op }) => op === 'cancel')).toEqual([
        { op: 'cancel', clientOrderId: world.idOf('s') },
      ]);
      expect(await world.violations()).toEqual([]);
    });

    test('an order by hand says which position it is about', async () => {
      world.venue.positionMode = 'hedge';
      const wanted = {
        userId: 'u-1',
        accountId: 'a-1',
        symbol: SYMBOL,
        side: 'sell',
        type: 'market',
      } as const;
      const more = { price: null, size: '1', reduceOnly: false, requestKey: 'by hand' };
      expect(await world.placeOrder.execute(new PlaceOrder({ ...wanted, ...more }))).toMatchObject({
        ok: true,
      });
      await world.quiet();
      expect(world.venue.operations).toMatchObject([{ order: { positionSide: 'short' } }]);
    });
  });
});

describe('a position whose stop the venue refuses', () => {
  let world: World;
  inOneWorld(
    (opened) => (world = opened),
    () => world.openGateOf('i-1', 'a-1', 1, true, true),
  );

  const LIVE = { correlationId: 'c-1' };
  const hold = async (venue: string): Promise<void> => {
    await world.apply([place('a', limit('buy', '100', '2'))], { venue }, LIVE);
    await world.report([world.filled('a', 't-1', '2')]);
    world.venue.weather = 'refused';
  };
  const refusedStop = (leg: string, venue = 'okx') =>
    world.apply([place(leg, stop('90', '2'))], { venue }, LIVE);
  const closes = async () =>
    (await world.orders())
      .filter(({ leg }) => leg?.startsWith('emergency-close-'))
      .map(({ leg, side, size, reduceOnly, status }) => [leg, side, size, reduceOnly, status].join(' '));
  const lookLater = async (): Promise<void> => {
    await world.pool.query(`UPDATE orders.intent SET updated_at = updated_at - interval '2 minutes'`);
    await world.protectionAfter(0);
  };

  test('three times is closed at the market, reduce-only, and its bot opens nothing new', async () => {
    await hold('okx');
    await refusedStop('s1');
    await refusedStop('s2');
    await world.protectionAfter(0);
    expect(await closes()).toEqual([]);
    await refusedStop('s3');
    world.venue.weather = 'fine';
    await world.protectionAfter(0);
    expect(await closes()).toEqual(['emergency-close-1 sell 2 true acked']);
    expect((await world.told()).find(({ type }) => type === 'orders.instance-halted.v1')!.data).toMatchObject(
      {
        ...{ code: 'instance-unprotected', details: { size: '2', refusals: '3' } },
      },
    );
    await world.apply([place('b', limit('buy', '90', '1'))], { venue: 'okx' }, LIVE);
    expect((await world.statuses()).at(-1)).toBe('b denied instance-unprotected');
    await lookLater();
    expect(await closes()).toHaveLength(1);
  });

  test('in hedge mode is closed by its own side, and the other position stays', async () => {
    await world.openGateOfHedger(true);
    const about = (order: WireOrder, positionSide: 'long' | 'short'): WireOrder => ({
      ...order,
      positionSide,
    });
    const legs = [
      place('a', about(limit('buy', '100', '2'), 'long')),
      place('hedge', about(limit('sell', '100', '1.5'), 'short')),
    ];
    await world.apply(legs, { venue: 'okx' }, LIVE);
    await world.report([
      { ...world.filled('a', 't-a', '2'), position: 'long' } as Execution,
      { ...world.filled('hedge', 't-h', '1.5'), side: 'sell', position: 'short' } as Execution,
    ]);
    await world.apply([place('s', about(stop('90', '2'), 'long'))], { venue: 'okx' }, LIVE);
    world.venue.weather = 'refused';
    for (const leg of ['h1', 'h2', 'h3']) {
      const covers = about({ ...stop('110', '1.5'), side: 'buy' }, 'short');
      await world.apply([place(leg, covers)], { venue: 'okx' }, LIVE);
    }
    world.venue.weather = 'fine';
    await world.protectionAfter(0);
    expect(await closes()).toEqual(['emergency-close-short-1 buy 1.5 true acked']);
    expect(world.venue.operations.at(-1)).toMatchObject({ op: 'place', order: { positionSide: 'short' } });
    await lookLater();
    expect(await closes()).toHaveLength(1);
    expect(await world.violations()).toEqual([]);
  });

  test('once is closed when ten seconds have passed', async () => {
    await hold('okx');
    await refusedStop('s1');
    await world.protectionAfter(9);
    expect(await closes()).toEqual([]);
    await world.protectionAfter(1.1);
    expect(await closes()).toHaveLength(1);
  });

  test('or ends it when it has triggered and not filled is closed when ten seconds have passed, and told', async () => {
    await hold('okx');
    world.venue.weather = 'fine';
    await refusedStop('s1');
    await world.protectionAfter(0);
    await world.report([
      { kind: 'cancelled', clientOrderId: world.idOf('s1'), code: 'no-margin', at: 0 as never },
    ]);
    await world.protectionAfter(9);
    expect(await closes()).toEqual([]);
    await world.protectionAfter(1.1);
    expect(await closes()).toEqual(['emergency-close-1 sell 2 true acked']);
    expect((await world.words()).filter((word) => word.startsWith('instance-halted'))).toHaveLength(1);
  });

  test('but ended because another one, or nobody, wants it is no reason to close', async () => {
    await hold('okx');
    world.venue.weather = 'fine';
    await refusedStop('s1');
    await refusedStop('s2');
    await world.report([
      { kind: 'cancelled', clientOrderId: world.idOf('s1'), code: 'replaced', at: 0 as never },
    ]);
    await world.apply([cancel('s2')], { venue: 'okx' }, LIVE);
    await world.protectionAfter(12);
    expect(await closes()).toEqual([]);
  });

  test('is left alone when a stop of its size has been confirmed meanwhile', async () => {
    await hold('okx');
    for (const leg of ['s1', 's2', 's3']) await refusedStop(leg);
    world.venue.weather = 'fine';
    await refusedStop('s4');
    await world.protectionAfter(12);
    expect(await closes()).toEqual([]);
  });

  test('is closed again and again while the close is refused too, with an alarm each time', async () => {
    await hold('okx');
    for (const leg of ['s1', 's2', 's3']) await refusedStop(leg);
    await world.protectionAfter(0);
    await world.protectionAfter(0);
    expect(await closes()).toEqual(['emergency-close-1 sell 2 true rejected']);
    await lookLater();
    await lookLater();
    expect(await closes()).toHaveLength(3);
    expect(
      world.alarms.filter((alarm) => alarm === 'a position that cannot be protected is closed'),
    ).toHaveLength(3);
    expect((await world.words()).filter((word) => word.startsWith('instance-halted'))).toHaveLength(1);
  });

  test('on paper follows the rule of its strategy, as in a backtest', async () => {
    await hold('paper');
    for (const leg of ['s1', 's2', 's3']) await refusedStop(leg, 'paper');
    await world.protectionAfter(16);
    expect(await closes()).toEqual([]);
  });
});

describe('a gate that is closed', () => {
  let world: World;
  inOneWorld(
    (opened) => (world = opened),
    () => world.openGate(),
  );

  test('leaves nothing at the venue that adds, and is settled only then', async () => {
    await world.apply([place('a', limit('buy', '100', '1')), place('s', stop('90', '1'))]);
    world.venue.weather = 'request-lost';
    await world.openGate(1, false);
    await world.protectionAfter(0);
    expect(await world.statuses()).toEqual(['a cancel-requested', 's open']);
    expect(await world.words()).not.toContain('gate-settled');
    world.venue.weather = 'fine';
    await world.afterDeadlines();
    await world.protectionAfter(0);
    expect(await world.statuses()).toEqual(['a cancelled asked', 's open']);
    expect((await world.words()).filter((word) => word === 'gate-settled')).toHaveLength(1);
  });

  test('ends an order that was on its way when it was closed', async () => {
    world.venue.meanwhile = async () => {
      world.venue.meanwhile = async () => undefined;
      await world.closeGateSoon();
    };
    await world.apply([place('a', limit('buy', '100', '1'))]);
    await world.protectionAfter(0);
    expect([...world.venue.open]).toEqual([]);
    expect(await world.statuses()).toEqual(['a cancelled asked']);
  });

  test('is not settled while an exit whose end was asked for may still act', async () => {
    await world.apply([place('s', stop('90', '1'))]);
    world.venue.weather = 'request-lost';
    await world.apply([cancel('s')]);
    await world.openGate(1, false);
    await world.protectionAfter(0);
    expect(await world.words()).not.toContain('gate-settled');
    world.venue.weather = 'fine';
    await world.afterDeadlines();
    await world.protectionAfter(0);
    expect((await world.words()).filter((word) => word === 'gate-settled')).toHaveLength(1);
  });

  test('is not settled while its venue does not say what is open', async () => {
    await world.apply([place('a', limit('buy', '100', '1')), cancel('a')]);
    world.venue.reachable = false;
    await world.openGate(1, false);
    await world.protectionAfter(0);
    expect(await world.words()).not.toContain('gate-settled');
    world.venue.reachable = true;
    world.nowMs += 5_000;
    await world.protectionAfter(0);
    expect((await world.words()).filter((word) => word === 'gate-settled')).toHaveLength(1);
  });

  test('is not settled while the venue shows an order that was given up: that one is taken away first', async () => {
    world.venue.weather = 'request-lost';
    await world.apply([place('a', limit('buy', '100', '1'))], {}, { correlationId: 'c-1' });
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['a absent']);
    world.venue.weather = 'fine';
    world.venue.open.add(world.idOf('a'));
    await world.openGate(1, false);
    await world.protectionAfter(0);
    expect(await world.statuses()).toEqual(['a cancelled asked']);
    expect(await world.words()).not.toContain('gate-settled');
    world.nowMs += 5_000;
    await world.protectionAfter(0);
    expect([...world.venue.open]).toEqual([]);
    expect((await world.words()).filter((word) => word === 'gate-settled')).toHaveLength(1);
  });
});
