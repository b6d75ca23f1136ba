import fc from 'fast-check';
import type { Execution } from '../../src/modules/exchange/contracts/events/executions-reported.event.js';
import { HaltTrading } from '../../src/modules/orders/contracts/commands/halt-trading.command.js';
import type { WireOrder } from '../../src/shared/pure/strategy/wire-order.js';
import { epochMs } from '../../src/shared/pure/time/epoch.js';
import { DAY, limit, place, stop, SYMBOL, World } from './world.js';

const at = epochMs(DAY);

describe('what a venue tells', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.forget();
    await world.openGate();
  });

  const position = async (): Promise<string> => {
    const { rows } = await world.pool.query<{ position: string }>(
      'SELECT trim_scale(position)::text AS position FROM orders.lane',
    );
    return rows[0]!.position;
  };

  test('fills are booked once, told in order under the correlation id of their order, with what is filled so far', async () => {
    await world.apply([place('a', limit('buy', '100', '3'))], {}, { correlationId: 'c-decision', step: 7 });
    const first = world.filled('a', 't-1', '1', '100');
    const second = world.filled('a', 't-2', '2', '97');
    await world.report([first]);
    await world.report([first, second]);
    await world.report([second, first]);
    const [order] = await world.orders();
    expect(order).toMatchObject({ status: 'filled', filledSize: '3', averagePrice: '98' });
    const filled = (await world.told()).filter(({ type }) => type === 'orders.order-filled.v1');
    expect(filled.map(({ data, correlation_id, step }) => [data, correlation_id, step])).toMatchObject([
      [{ fill: { tradeId: 't-1', size: '1' }, cumulativeSize: '1', complete: false }, 'c-decision', '8'],
      [{ fill: { tradeId: 't-2', size: '2' }, cumulativeSize: '3', complete: true }, 'c-decision', '8'],
    ]);
    expect(await position()).toBe('3');
    const fills = await world.reads.fills({ userId: 'u-1', orderId: order!.orderId, after: null, limit: 10 });
    expect(fills).toMatchObject([
      {
        tradeId: 't-1',
        price: '100',
        size: '1',
        fee: '0.05',
        feeCurrency: 'USDT',
        liquidity: 'maker',
        at: DAY,
      },
      { tradeId: 't-2', price: '97', size: '2' },
    ]);
    expect(
      await world.reads.fills({ userId: 'u-2', orderId: order!.orderId, after: null, limit: 10 }),
    ).toBeNull();
  });

  test('a fill before the answer and after the end is counted', async () => {
    world.venue.meanwhile = async () => world.reportSoon([world.filled('a', 't-1', '1')]);
    await world.apply([place('a', limit('buy', '100', '3'))]);
    await world.report([{ kind: 'cancelled', clientOrderId: world.idOf('a'), code: 'position-closed', at }]);
    await world.report([world.filled('a', 't-2', '1')]);
    expect(await world.orders()).toMatchObject([
      { status: 'cancelled', code: 'position-closed', filledSize: '2' },
    ]);
    expect(await world.words()).toEqual([
      ...['order-placed a', 'order-filled a', 'order-cancelled a position-closed', 'order-filled a'],
    ]);
  });

  test('however reports are cut, repeated and ordered, the order ends the same and every fill is told once', async () => {
    await world.apply(Array.from({ length: 8 }, (_, index) => place(`a-${index}`, limit('buy', '100', '4'))));
    const reports = (leg: string): Execution[] => [
      ...['1', '1', '0.5'].map((size, index) => world.filled(leg, `${leg} ${index}`, size)),
      { kind: 'cancelled', clientOrderId: world.idOf(leg), code: 'asked', at },
    ];
    const random = fc.sample(
      fc.tuple(
        fc.shuffledSubarray([0, 1, 2, 3, 0, 1, 2, 3], { minLength: 8 }),
        fc.integer({ min: 1, max: 8 }),
      ),
      { numRuns: 8, seed: 7 },
    );
    for (const [index, [order, cut]] of random.entries()) {
      const all = order.map((which) => reports(`a-${index}`)[which]!);
      await world.report(all.slice(0, cut));
      await world.report(all.slice(cut));
    }
    for (const order of await world.orders())
      expect(order).toMatchObject({ status: 'cancelled', filledSize: '2.5', averagePrice: '100' });
    const told = await world.words();
    expect(told.filter((word) => word.startsWith('order-filled'))).toHaveLength(24);
    expect(told.filter((word) => word.startsWith('order-cancelled'))).toHaveLength(8);
    expect(await position()).toBe('20');
  });

  test('a reduce-only order that was cut to the position is complete', async () => {
    await world.apply([place('a', limit('buy', '100', '2')), place('s', stop('90', '5'))]);
    await world.report([world.filled('a', 't-1', '2')]);
    await world.report([{ ...world.filled('s', 't-2', '2', '90'), side: 'sell' } as Execution]);
    expect(await world.statuses()).toEqual(['a filled', 's filled']);
    expect((await world.told()).at(-1)!.data).toMatchObject({ cumulativeSize: '2', complete: true });
  });

  test('a reduce-only order rests on when its fill is told late, and another one has closed the position since', async () => {
    await world.apply([
      ...[place('a', limit('buy', '100', '2')), place('tp', limit('sell', '110', '5', true))],
      place('s', stop('90', '2')),
    ]);
    const sold = (leg: string, tradeId: string, seconds: number): Execution =>
      ({ ...world.filled(leg, tradeId, '1'), side: 'sell', at: epochMs(DAY + seconds * 1_000) }) as Execution;
    await world.report([world.filled('a', 't-1', '2')]);
    await world.report([sold('s', 't-3', 2)]);
    await world.report([sold('tp', 't-2', 1)]);
    expect(await world.statuses()).toEqual(['a filled', 'tp partial', 's partial']);
    expect((await world.told()).at(-1)!.data).toMatchObject({ cumulativeSize: '1', complete: false });
    expect(await position()).toBe('0');
  });

  test('a trigger is told when it acts, and its trade on the side that closes', async () => {
    const trigger: WireOrder = {
      ...{ type: 'trigger', side: 'buy', reduceOnly: false },
      ...{ price: '90', direction: 'below', action: 'close' },
    };
    await world.apply([place('a', limit('buy', '100', '2')), place('sl', trigger)]);
    await world.report([world.filled('a', 't-1', '2')]);
    const clientOrderId = world.idOf('sl');
    await world.report([
      { kind: 'triggered', clientOrderId, price: '90', at },
      { ...world.filled('sl', 't-2', '2', '89.9'), side: 'sell' } as Execution,
    ]);
    expect(await world.words()).toEqual([
      ...['order-placed a', 'order-placed sl', 'order-filled a', 'order-triggered sl', 'order-filled sl'],
    ]);
    expect((await world.told()).at(-1)!.data).toMatchObject({ order: { side: 'sell' }, complete: true });
    expect(await world.statuses()).toEqual(['a filled', 'sl filled']);
  });

  test('a rejection when it came to be filled ends an order that was open', async () => {
    await world.apply([place('a', limit('buy', '100', '2'))]);
    await world.report([
      { kind: 'rejected', clientOrderId: world.idOf('a'), code: 'insufficient-funds', at },
    ]);
    expect(await world.words()).toEqual(['order-placed a', 'order-rejected a insufficient-funds']);
    expect(await world.statuses()).toEqual(['a rejected insufficient-funds']);
  });

  test('a liquidation is an order of the venue for the instance that held the position, once', async () => {
    await world.apply([place('a', limit('buy', '100', '2')), place('s', stop('90', '2'))]);
    await world.report([world.filled('a', 't-1', '2')]);
    const taken: Execution = {
      ...{
        kind: 'liquidated',
        tradeId: 't-9',
        side: 'sell',
        price: '81',
        size: '2',
        fee: '0.8',
        feeCurrency: 'USDT',
      },
      at,
    };
    const gone: Execution = { kind: 'cancelled', clientOrderId: world.idOf('s'), code: 'liquidation', at };
    await world.report([taken, gone]);
    await world.report([taken, gone]);
    const last = (await world.orders()).at(-1);
    expect(last).toMatchObject({
      ...{ type: 'liquidation', strategy: 'grid', instanceId: 'i-1', cycle: 1, side: 'sell', size: '2' },
      ...{ status: 'filled', filledSize: '2', averagePrice: '81', reason: 'liquidation', userId: 'u-1' },
    });
    expect((await world.words()).slice(3)).toEqual([
      'order-filled liquidation',
      'order-cancelled s liquidation',
    ]);
    expect(await position()).toBe('0');
  });

  test.each(['okx', 'paper'] as const)(
    'a liquidation on %s holds back the bot, unless the market waits for its strategies',
    async (venue) => {
      await world.apply([place('a', limit('buy', '100', '2')), place('b', limit('buy', '90', '1'))], {
        venue,
      });
      await world.apply([place('s', stop('90', '2'))], { venue });
      await world.report([world.filled('a', 't-1', '2')]);
      const taken: Execution = {
        ...{ kind: 'liquidated', tradeId: 't-9', side: 'sell', price: '81', size: '2' },
        ...{ fee: '0.8', feeCurrency: 'USDT', at },
      };
      await world.report([taken], undefined, SYMBOL, venue);
      await world.report([taken], undefined, SYMBOL, venue);
      await world.apply([place('c', limit('buy', '80', '1'))], { venue });
      const halts = (await world.told())
        .filter(({ type }) => type === 'orders.instance-halted.v1')
        .map(({ data }) => [data['instanceId'], data['code'], data['details']]);
      const statuses = await world.statuses();
      if (venue === 'paper') {
        expect(halts).toEqual([]);
        expect(statuses).toEqual(expect.arrayContaining(['b open', 's open', 'c open']));
        return;
      }
      expect(halts).toEqual([['i-1', 'instance-liquidated', { side: 'sell', size: '2' }]]);
      // What could still add is taken away; the stop is its strategy's, and reduce-only.
      expect(statuses).toEqual(
        expect.arrayContaining(['b cancelled asked', 's open', 'c denied instance-liquidated']),
      );
      await world.haltTrading.execute(new HaltTrading({ userId: 'u-1', halted: false }));
      await world.apply([place('d', limit('buy', '80', '1'))], { venue });
      expect((await world.statuses()).at(-1)).toBe('d open');
    },
  );

  test('orders of others are kept and counted, never touched, and what they fill is held all the same', async () => {
    const theirs = { ...world.filled('a', 't-5', '4'), clientOrderId: 'web_123' } as Execution;
    await world.report([theirs, { kind: 'cancelled', clientOrderId: 'web_124', code: 'asked', at }]);
    await world.report([theirs]);
    const { rows } = await world.pool.query(
      'SELECT client_order_id, user_id FROM orders.foreign_execution ORDER BY key',
    );
    expect(rows).toEqual([
      { client_order_id: 'web_124', user_id: 'u-1' },
      { client_order_id: 'web_123', user_id: 'u-1' },
    ]);
    expect(world.meter.counts.get(`foreign_executions_total paper ${SYMBOL}`)).toBe(2);
    expect(await world.told()).toEqual([]);
    expect(world.venue.operations).toEqual([]);
    expect(await position()).toBe('4');
  });

  test('what a venue takes where nobody here has ever ordered is as foreign as what was taken, whenever it is told', async () => {
    const theirs = { ...world.filled('a', 't-5', '4'), clientOrderId: 'web_123' } as Execution;
    const taken: Execution = {
      ...{ kind: 'liquidated', tradeId: 't-6', side: 'sell', price: '81', size: '4' },
      ...{ fee: '0.8', feeCurrency: 'USDT', at },
    };
    await world.report([theirs, taken]);
    expect([await position(), await world.orders()]).toEqual(['0', []]);
    await world.apply([place('a', limit('buy', '100', '2'))]);
    await world.report([taken]);
    expect([await position(), await world.statuses()]).toEqual(['0', ['a open']]);
    const { rows } = await world.pool.query<{ execution: Record<string, unknown> }>(
      `SELECT execution FROM orders.foreign_execution WHERE key = 'trade t-6'`,
    );
    expect(rows[0]!.execution).toMatchObject({
      kind: 'filled',
      reason: 'liquidation',
      fee: '0.8',
      size: '4',
    });
  });

  test('a long and a short position that grow alike in one message are both held', async () => {
    const theirs = (tradeId: string, side: 'buy' | 'sell', position: 'long' | 'short'): Execution =>
      ({ ...world.filled('a', tradeId, '4'), clientOrderId: `web_${tradeId}`, side, position }) as Execution;
    await world.report([theirs('t-7', 'buy', 'long'), theirs('t-8', 'sell', 'short')]);
    const { rows } = await world.pool.query(
      'SELECT trim_scale(position)::text AS position, trim_scale(short)::text AS short FROM orders.lane',
    );
    expect(rows).toEqual([{ position: '0', short: '4' }]);
  });

  test('the history of an order is complete and can only be added to', async () => {
    await world.apply([place('a', limit('buy', '100', '2'))]);
    await world.report([world.filled('a', 't-1', '1'), world.filled('a', 't-2', '1')]);
    const [order] = await world.orders();
    const events = await world.reads.events({
      userId: 'u-1',
      orderId: order!.orderId,
      after: null,
      limit: 10,
    });
    expect(events!.map(({ status }) => status)).toEqual(['planned', 'sending', 'open', 'partial', 'filled']);
    // Which version of the settings wanted it.
    expect(events![0]!.details).toEqual({ settingsVersion: '1' });
    expect(events![3]!.details).toEqual({ tradeId: 't-1', price: '100', size: '1' });
    await expect(world.pool.query(`UPDATE orders.intent_event SET status = 'open'`)).rejects.toThrow(
      'only ever added to',
    );
    expect(
      await world.reads.events({ userId: 'u-2', orderId: order!.orderId, after: null, limit: 10 }),
    ).toBeNull();
  });
});
