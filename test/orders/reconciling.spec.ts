import { eventually } from '../kit/eventually.js';
import type { Execution } from '../../src/modules/exchange/contracts/events/executions-reported.event.js';
import { HaltTrading } from '../../src/modules/orders/contracts/commands/halt-trading.command.js';
import { PlaceOrder } from '../../src/modules/orders/contracts/commands/place-order.command.js';
import { inOneWorld } from './in-one-world.js';
import { limit, place, stop, SYMBOL, type World } from './world.js';

describe('books held against the venue', () => {
  let world: World;
  inOneWorld(
    (opened) => (world = opened),
    () => world.openGate(),
  );

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

  test('where the venue may not be asked about all orders at once, it is asked about the others next', async () => {
    const legs = ['a', 'b', 'c', 'd'];
    await world.apply(legs.map((leg) => place(leg, limit('buy', '100', '1'))));
    const last = legs.reduce((left, right) => (world.idOf(left) > world.idOf(right) ? left : right));
    world.venue.trades = [world.filled(last, 't-1', '1')];
    world.venue.positions = [{ ...{ symbol: SYMBOL, side: 'long', size: '1' }, ...PRICES }];
    world.venue.looksForAtOnce = 1;
    await look();
    world.venue.looksForAtOnce = null;
    expect(await world.statuses()).toContain(`${last} filled`);
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

  test('one with an id of ours is told even if the look that finds it first comes to nothing', async () => {
    await world.apply([place('a', limit('buy', '100', '1'))]);
    world.venue.open.add(world.idOf('wanted-by-nobody'));
    world.venue.positions = [{ symbol: SYMBOL, side: 'long', size: '1', ...PRICES }];
    world.venue.looksUp = false;
    await look();
    expect(await differed()).toEqual([]);
    world.venue.looksUp = true;
    world.failures.length = 0;
    await look();
    expect(await differed()).toEqual([['unknown-order', null, world.idOf('wanted-by-nobody')]]);
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
    // Nobody can know by then what they would resume with.
    await world.haltTrading.execute(new HaltTrading({ userId: 'u-1', halted: false }));
    await world.apply([place('r', limit('buy', '99', '1'))]);
    expect((await world.statuses()).at(-1)).toBe('r denied position-differs');
    world.venue.positions = [{ ...{ symbol: SYMBOL, side: 'long', size: '1' }, ...PRICES }];
    await look();
    expect((await differed()).at(-1)).toEqual(['position-agrees', '1', '1']);
    await world.apply([place('c', limit('buy', '99', '1'))]);
    expect((await world.statuses()).at(-1)).toBe('c open');
  });

  describe('that nothing explains', () => {
    const hold = async (size: string): Promise<void> => {
      await world.openGateOf('i-1', 'a-1', 1, true, true);
      await world.apply([place('a', limit('buy', '100', size)), place('s', stop('90', size))]);
      await world.report([world.filled('a', 't-1', size)]);
    };
    const long = (size: string): void => {
      world.venue.positions = [{ ...{ symbol: SYMBOL, side: 'long', size }, ...PRICES }];
    };
    /** Looks as often, and for as long, as it takes to believe. */
    const believe = async (): Promise<void> => {
      await look();
      for (const waitMs of [10_000, 60_000, 50_000]) {
        world.nowMs += waitMs;
        await look();
      }
    };
    const lane = async () =>
      (
        await world.pool.query(
          `SELECT trim_scale(l.position)::text AS position, l.halt_code,
             (SELECT trim_scale(o.size)::text FROM orders.obligation o) AS held FROM orders.lane l`,
        )
      ).rows[0] as unknown;
    const adjusted = async () =>
      (await world.told())
        .filter(({ type }) => type === 'orders.position-adjusted.v1')
        .map(({ data }) => [data['instanceId'], data['change'], data['size']]);

    test('for two minutes is taken over: the bot holds less, hears of it, and opens nothing until a person resumes', async () => {
      await hold('3');
      long('1');
      await believe();
      expect(await differed()).toEqual([
        ['position', '3', '1'],
        ['position-adjusted', '3', '1'],
      ]);
      expect(await adjusted()).toEqual([['i-1', '-2', '1']]);
      expect(await lane()).toEqual({ position: '1', halt_code: 'position-adjusted', held: '1' });
      expect(await world.violations()).toEqual([]);
      await believe();
      await world.apply([place('b', limit('buy', '99', '1'))]);
      expect((await world.statuses()).at(-1)).toBe('b denied position-adjusted');
      expect(await adjusted()).toHaveLength(1);
      await world.haltTrading.execute(new HaltTrading({ userId: 'u-1', halted: false }));
      await world.apply([place('c', limit('buy', '99', '1'))]);
      expect((await world.statuses()).at(-1)).toBe('c open');
    });

    test('is stored once however many see it at the same moment', async () => {
      await hold('4');
      long('1');
      const others = [world.startAnew(), world.startAnew()];
      await look();
      for (const waitMs of [10_000, 60_000, 50_000]) {
        world.nowMs += waitMs;
        for (const one of [world.reconciler, ...others]) one.atReconnect();
        await Promise.all([world.reconciler, ...others].map((one) => one.idle()));
      }
      await world.quiet();
      for (const one of others) await one.stop();
      expect(await adjusted()).toEqual([['i-1', '-3', '1']]);
      expect((await world.pool.query('SELECT id FROM orders.adjustment')).rows).toEqual([
        { id: `a-1 ${SYMBOL} net i-1 after 1` },
      ]);
    });

    test('but is explained by trades that were read late is no adjustment', async () => {
      await hold('5');
      world.venue.trades = [{ ...world.filled('s', 't-2', '5', '90'), side: 'sell' } as Execution];
      await believe();
      expect([await adjusted(), await lane()]).toMatchObject([[], { position: '0', halt_code: null }]);
    });

    test('is no evidence while the venue does not say what became of every order', async () => {
      await hold('6');
      world.venue.unsaid.add(world.idOf('s'));
      world.venue.open.delete(world.idOf('s'));
      long('1');
      await believe();
      expect([await adjusted(), await lane()]).toMatchObject([[], { position: '6' }]);
      world.venue.unsaid.clear();
      world.nowMs += 30_000;
      await look();
      expect(await adjusted()).toEqual([['i-1', '-5', '1']]);
    });

    test('is no evidence while the venue does not answer: it takes three looks that were answered', async () => {
      await hold('7');
      long('1');
      await look();
      world.venue.reachable = false;
      world.nowMs += 200_000;
      await look();
      world.venue.reachable = true;
      world.failures.length = 0;
      await look();
      expect(await adjusted()).toEqual([]);
      await believe();
      expect(await adjusted()).toEqual([['i-1', '-6', '1']]);
    });

    test('and is more than ours is nobody’s here: no bot holds it, and nobody sells it', async () => {
      await hold('8');
      long('9');
      await believe();
      expect([await adjusted(), await lane()]).toEqual([
        [],
        { position: '9', halt_code: 'position-adjusted', held: '8' },
      ]);
      expect(await world.violations()).toEqual([]);
    });

    test('because somebody has closed it by hand and the venue has told of it is gone from the bot as well', async () => {
      await hold('11');
      const byHand = { ...world.filled('x', 't-hand', '11', '95'), side: 'sell', clientOrderId: 'by-hand' };
      await world.report([byHand as Execution]);
      expect(await lane()).toMatchObject({ position: '0', held: '11' });
      await believe();
      expect(await adjusted()).toEqual([['i-1', '-11', '0']]);
      expect(await lane()).toMatchObject({ position: '0', held: '0' });
      expect(await world.violations()).toEqual([]);
      await world.protectionAfter(16);
      expect((await world.statuses()).at(-1)).toBe('s cancelled asked');
    });

    test('of what was ordered by hand is taken from that before any bot', async () => {
      await hold('12');
      const wanted = {
        userId: 'u-1',
        accountId: 'a-1',
        symbol: SYMBOL,
        side: 'buy',
        type: 'market',
      } as const;
      const more = { price: null, size: '2', reduceOnly: false, requestKey: 'by hand' };
      const placed = await world.placeOrder.execute(new PlaceOrder({ ...wanted, ...more }));
      await world.quiet();
      const { clientOrderId } = (placed as { value: { clientOrderId: string } }).value;
      await world.report([{ ...world.filled('m', 't-m', '2'), clientOrderId } as Execution]);
      long('11');
      await believe();
      expect(await adjusted()).toEqual([
        [null, '-2', '0'],
        ['i-1', '-1', '11'],
      ]);
    });
  });

  describe('on spot', () => {
    const SPOT = 'BTC/USDT';
    const hold = async (size: string): Promise<void> => {
      await world.apply([place('a', limit('buy', '100', size))], { symbol: SPOT });
      const bought = { ...world.filled('a', 't-1', size), fee: '0.01', feeCurrency: 'BTC' } as Execution;
      await world.report([bought], undefined, SPOT);
    };
    const coins = (total: string): void => {
      world.venue.balances = [{ currency: 'BTC', total, free: '0' }];
    };
    const believe = async (): Promise<void> => {
      await look();
      for (const waitMs of [10_000, 60_000, 50_000]) {
        world.nowMs += waitMs;
        await look();
      }
    };

    test('coins beyond those of the bots are a person’s own, and fees taken in coins are not missing', async () => {
      await hold('3');
      coins('2.99');
      await believe();
      coins('500');
      await believe();
      expect(await differed()).toEqual([]);
    });

    test('what others trade there is nothing of what is held, and a fee in coins is', async () => {
      await hold('3');
      const theirs = { ...world.filled('a', 't-2', '5'), clientOrderId: 'theirs' } as Execution;
      await world.report([theirs], undefined, SPOT);
      const { rows } = await world.pool.query(
        'SELECT trim_scale(l.position)::text AS position, trim_scale(o.size)::text AS held FROM orders.lane l, orders.obligation o',
      );
      expect(rows).toEqual([{ position: '2.99', held: '2.99' }]);
      expect(await world.violations()).toEqual([]);
    });

    test('a buy of which nobody has told is found by the coins that lie beside those of the bots', async () => {
      await world.apply([place('a', limit('buy', '100', '3'))], { symbol: SPOT });
      const bought = { ...world.filled('a', 't-1', '1'), fee: '0.01', feeCurrency: 'BTC' } as Execution;
      await world.report([bought], undefined, SPOT);
      const missed = { ...world.filled('a', 't-2', '0.5'), fee: '0.005', feeCurrency: 'BTC' } as Execution;
      world.venue.trades = [missed];
      world.venue.traded = SPOT;
      coins('1.485');
      await look();
      await world.quiet();
      const { rows } = await world.pool.query('SELECT trim_scale(size)::text AS held FROM orders.obligation');
      expect(rows).toEqual([{ held: '1.485' }]);
      expect(await differed()).toEqual([]);
    });

    test('coins that the bots should have and the account has not are gone from them', async () => {
      await hold('2');
      coins('1.49');
      await believe();
      expect(await differed()).toEqual([
        ['position', '1.99', '1.49'],
        ['position-adjusted', '1.99', '1.49'],
      ]);
      const { rows } = await world.pool.query(
        'SELECT holder, trim_scale(change)::text AS change FROM orders.adjustment',
      );
      expect(rows).toEqual([{ holder: 'i-1', change: '-0.5' }]);
      expect(await world.violations()).toEqual([]);
      await believe();
      expect(await differed()).toHaveLength(2);
    });
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
