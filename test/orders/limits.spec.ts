import { PositionClosed } from '../../src/modules/positions/contracts/events/position-closed.event.js';
import { CancelOrder } from '../../src/modules/orders/contracts/commands/cancel-order.command.js';
import { HaltTrading } from '../../src/modules/orders/contracts/commands/halt-trading.command.js';
import {
  PlaceOrder,
  type PlaceOrderData,
} from '../../src/modules/orders/contracts/commands/place-order.command.js';
import {
  SetRiskLimits,
  type SetRiskLimitsData,
} from '../../src/modules/orders/contracts/commands/set-risk-limits.command.js';
import { epochMs } from '../../src/shared/pure/time/epoch.js';
import { DAY, limit, place, stop, SYMBOL, World } from './world.js';

const DAY_MS = 86_400_000;

describe('limits', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.forget();
    await world.openGate();
  });

  const setLimits = (limits: Partial<SetRiskLimitsData>) =>
    world.setLimits.execute(
      new SetRiskLimits({
        ...{ userId: 'u-1', maxOrderNotional: null, maxPositionNotional: null, maxDailyLoss: null },
        ...{ maxLeverage: null, maxOrdersPerDay: null },
        ...limits,
      }),
    );
  const halt = (halted: boolean) => world.haltTrading.execute(new HaltTrading({ userId: 'u-1', halted }));

  const closed = (realisedPnl: string, changed: { fees?: string; at?: number } = {}) =>
    new PositionClosed({
      position: {
        ...{
          positionId: 'p-1',
          userId: 'u-1',
          accountId: 'a-1',
          venue: 'paper',
          symbol: SYMBOL,
          strategy: 'grid',
        },
        ...{ instanceId: 'i-1', side: 'long', size: '0', averagePrice: '100', realisedPnl, funding: '0' },
        fees: changed.fees ?? '0',
      },
      ...{ fillId: null, reason: 'stop', at: epochMs(changed.at ?? DAY) },
    });

  test('an order beyond a limit is denied with its numbers and never sent; what fits beside it goes', async () => {
    await setLimits({ maxOrderNotional: '150' });
    await world.apply([place('a', limit('buy', '100', '2')), place('b', limit('buy', '100', '1'))]);
    expect(await world.statuses()).toEqual(['a denied order-above-limit', 'b open']);
    expect((await world.told())[0]!.data).toMatchObject({
      code: 'order-above-limit',
      details: { value: '200', limit: '150' },
    });
    expect(world.venue.operations).toMatchObject([{ leg: 'b' }]);
    expect(world.meter.counts.get(`orders_total paper ${SYMBOL} buy denied`)).toBe(1);
  });

  test('without any limit set the default caps hold', async () => {
    await world.apply([place('a', limit('buy', '100', '100.001')), place('b', limit('buy', '100', '100'))]);
    await world.apply([place('c', limit('buy', '100', '1'))], { leverage: 21 });
    expect(await world.statuses()).toEqual([
      'a denied order-above-limit',
      'b open',
      'c denied leverage-above-limit',
    ]);
  });

  test('a position counts with what is held, what rests and what is unknown', async () => {
    await setLimits({ maxPositionNotional: '500' });
    await world.apply([place('a', limit('buy', '100', '2'))]);
    await world.report([world.filled('a', 't-1', '2')]);
    world.venue.weather = 'answer-lost';
    await world.apply([place('b', limit('buy', '100', '2'))], {}, { correlationId: 'c-live' });
    await world.apply(
      [place('c', limit('buy', '100', '1.01')), place('d', limit('buy', '100', '1'))],
      {},
      { correlationId: 'c-live' },
    );
    expect(await world.statuses()).toEqual([
      ...['a filled', 'b unknown timeout', 'c denied position-above-limit', 'd unknown timeout'],
    ]);
    const denied = (await world.told()).find(({ type }) => type === 'orders.order-denied.v1');
    expect(denied!.data).toMatchObject({
      details: { value: '501', held: '200', waiting: '200', order: '101' },
    });
  });

  test('the kill switch holds back what adds, also what was stored before it, and lets exits through', async () => {
    await world.sender.stop();
    await world.apply([place('a', limit('buy', '100', '1')), place('s', stop('90', '1'))]);
    expect(await halt(true)).toEqual({ halted: true, changed: true });
    expect(await halt(true)).toEqual({ halted: true, changed: false });
    await world.restartSender();
    await world.apply([place('b', limit('buy', '100', '1')), place('s2', stop('91', '1'), 's')]);
    expect(await world.statuses()).toEqual([
      ...['a abandoned kill-switch', 's open', 'b denied kill-switch', 's2 open'],
    ]);
    expect(await halt(false)).toEqual({ halted: false, changed: true });
    await world.apply([place('c', limit('buy', '100', '1'))]);
    expect((await world.statuses()).at(-1)).toBe('c open');
    const halts = (await world.told()).filter(({ type }) => type.includes('trading'));
    expect(halts).toMatchObject([
      { type: 'orders.trading-halted.v1', data: { userId: 'u-1', accountId: null, code: 'kill-switch' } },
      { type: 'orders.trading-resumed.v1', data: { userId: 'u-1', accountId: null } },
    ]);
  });

  test('the kill switch of one user is none of another', async () => {
    await world.haltTrading.execute(new HaltTrading({ userId: 'u-2', halted: true }));
    await world.apply([place('a', limit('buy', '100', '1'))]);
    expect(await world.statuses()).toEqual(['a open']);
  });

  test('orders of a day are counted, exits not; one too many halts the account until trading is resumed', async () => {
    await setLimits({ maxOrdersPerDay: 2 });
    await world.apply([place('s', stop('80', '1')), place('a', limit('buy', '100', '1'))]);
    await world.apply([place('b', limit('buy', '99', '1')), place('c', limit('buy', '98', '1'))]);
    const tomorrow = { decidedAt: epochMs(DAY + DAY_MS) };
    await world.apply([place('d', limit('buy', '97', '1'))], tomorrow);
    expect(await world.statuses()).toEqual([
      // What was stored and not yet sent when the account was halted is held back as well.
      ...['s open', 'a open', 'b abandoned max-orders', 'c denied max-orders', 'd denied max-orders'],
    ]);
    expect((await world.words()).filter((word) => word.startsWith('trading'))).toEqual([
      'trading-halted max-orders',
    ]);
    await halt(false);
    await world.apply([place('e', limit('buy', '96', '1'))], tomorrow);
    expect((await world.statuses()).at(-1)).toBe('e open');
  });

  test('a new day begins with nothing used', async () => {
    await setLimits({ maxOrdersPerDay: 2 });
    for (const day of [0, 1, 2]) {
      const decidedAt = epochMs(DAY + day * DAY_MS);
      const legs = [`a-${day}`, `b-${day}`].map((leg) => place(leg, limit('buy', '100', '1')));
      await world.apply(legs, { decidedAt });
    }
    expect((await world.statuses()).every((status) => status.endsWith('open'))).toBe(true);
    expect((await world.risk.view('u-1', 'USDT')).accounts).toMatchObject([
      { accountId: 'a-1', day: DAY + 2 * DAY_MS, orders: 2, haltCode: null },
    ]);
  });

  test('the loss of a day is the net of its closed positions; at the limit the account is halted once', async () => {
    await setLimits({ maxDailyLoss: '100' });
    await world.happens('positions', [closed('-80', { fees: '5' })]);
    await world.happens('positions', [closed('10')]);
    expect((await world.risk.view('u-1', 'USDT')).accounts).toMatchObject([
      { result: '-75', haltCode: null },
    ]);
    await world.happens('positions', [closed('-25'), closed('-1')]);
    await world.apply([place('a', limit('buy', '100', '1')), place('s', stop('90', '1'))]);
    expect(await world.statuses()).toEqual(['a denied daily-loss', 's open']);
    expect((await world.told()).filter(({ type }) => type.includes('halted'))).toMatchObject([
      { data: { accountId: 'a-1', code: 'daily-loss', details: { loss: '100', limit: '100' } } },
    ]);
  });

  test('losses of two days are not added up', async () => {
    await setLimits({ maxDailyLoss: '100' });
    await world.happens('positions', [closed('-99')]);
    await world.happens('positions', [closed('-99', { at: DAY + DAY_MS })]);
    expect((await world.risk.view('u-1', 'USDT')).accounts).toMatchObject([
      { result: '-99', haltCode: null },
    ]);
  });

  test('the kill switch takes away what rests at the venue and could add; protection stays', async () => {
    await world.apply([place('a', limit('buy', '90', '1')), place('s', stop('80', '1'))]);
    await halt(true);
    await world.quiet();
    expect(await world.statuses()).toEqual(['a cancelled asked', 's open']);
    expect([...world.venue.open]).toEqual([world.idOf('s')]);
  });

  test('an account that has fallen too far below its best is halted, and what could add is taken away', async () => {
    await setLimits({ maxDrawdown: '100', maxInstanceDrawdown: '1000' });
    await world.apply([place('a', limit('buy', '90', '1'))]);
    await world.happens('positions', [closed('50')]);
    await world.happens('positions', [closed('-149', { at: DAY + DAY_MS })]);
    expect((await world.risk.view('u-1', 'USDT')).accounts).toMatchObject([{ drawdown: '149' }]);
    await world.quiet();
    expect(await world.statuses()).toEqual(['a cancelled asked']);
    expect((await world.told()).filter(({ type }) => type.includes('halted'))).toMatchObject([
      {
        type: 'orders.trading-halted.v1',
        data: { accountId: 'a-1', code: 'drawdown', details: { drawdown: '149', limit: '100', best: '50' } },
      },
    ]);
    await halt(false);
    await world.apply([place('b', limit('buy', '90', '1'))]);
    expect((await world.statuses()).at(-1)).toBe('b open');
  });

  test('an instance that has lost too much is halted alone, until trading is resumed', async () => {
    await setLimits({ maxInstanceDailyLoss: '100' });
    await world.openGateOf('i-2', 'a-1');
    await world.happens('positions', [closed('-100')]);
    await world.apply([place('a', limit('buy', '90', '1')), place('s', stop('80', '1'))]);
    await world.apply([place('b', limit('buy', '90', '1'))], { instanceId: 'i-2', symbol: 'ETH/USDT:USDT' });
    expect(await world.statuses()).toEqual(['a denied instance-daily-loss', 's open', 'b open']);
    expect((await world.told()).filter(({ type }) => type.includes('halted'))).toMatchObject([
      {
        type: 'orders.instance-halted.v1',
        data: { instanceId: 'i-1', code: 'instance-daily-loss', until: null },
      },
    ]);
    await halt(false);
    await world.apply([place('c', limit('buy', '90', '1'))]);
    expect((await world.statuses()).at(-1)).toBe('c open');
  });

  test('an instance that keeps losing rests for a while, by market time', async () => {
    await setLimits({ lossesBeforeCooldown: 2, cooldownMinutes: 30 });
    await world.happens('positions', [closed('-1'), closed('2'), closed('-1')]);
    await world.apply([place('a', limit('buy', '90', '1'))]);
    await world.happens('positions', [closed('-1')]);
    const after = (minutes: number) => ({ decidedAt: epochMs(DAY + minutes * 60_000) });
    await world.apply([place('b', limit('buy', '90', '1'))], after(29));
    await world.apply([place('c', limit('buy', '90', '1'))], after(30));
    expect(await world.statuses()).toEqual(['a open', 'b denied cooldown', 'c open']);
    const told = (await world.told()).find(({ type }) => type === 'orders.instance-halted.v1');
    expect(told!.data).toMatchObject({
      ...{ code: 'cooldown', until: DAY + 30 * 60_000, details: { losses: '2', limit: '2' } },
    });
  });

  test('what an account holds and wants elsewhere counts, what is quoted otherwise does not', async () => {
    await setLimits({ maxAccountNotional: '300' });
    await world.openGateOf('i-2', 'a-1');
    await world.openGateOf('i-3', 'a-1');
    await world.apply([place('a', limit('buy', '100', '1'))]);
    await world.report([world.filled('a', 't-1', '1')]);
    const other = (instanceId: string, symbol: string) => ({ instanceId, symbol });
    await world.apply([place('b', limit('buy', '100', '1'))], other('i-2', 'ETH/USDT:USDT'));
    await world.apply([place('c', limit('buy', '99', '1.5'))], other('i-3', 'XRP/USDT'));
    await world.apply([place('d', limit('buy', '99', '1'))], other('i-3', 'XRP/USDT'));
    await world.apply([place('e', limit('buy', '99', '2'))], other('i-3', 'XRP/KRW'));
    expect(await world.statuses()).toEqual([
      ...['a filled', 'b open', 'c denied account-above-limit', 'd open', 'e open'],
    ]);
  });

  test('an order priced far through the market is denied', async () => {
    await world.apply([place('a', limit('buy', '111', '1')), place('b', limit('buy', '1', '1'))]);
    expect(await world.statuses()).toEqual(['a denied price-out-of-band', 'b open']);
  });

  test('limits that are none are refused, and a limit that is taken back is the default', async () => {
    expect(await setLimits({ maxDailyLoss: '0', maxLeverage: 0 })).toMatchObject({
      ok: false,
      error: {
        code: 'invalid-limits',
        details: { fields: [{ field: 'maxDailyLoss' }, { field: 'maxLeverage' }] },
      },
    });
    await setLimits({ maxLeverage: 3 });
    expect(await world.risk.view('u-1', 'USDT')).toMatchObject({ maxLeverage: 3, chosen: ['maxLeverage'] });
    await setLimits({});
    expect(await world.risk.view('u-1', 'USDT')).toMatchObject({
      maxLeverage: 20,
      maxDailyLoss: '1000',
      chosen: [],
    });
  });

  describe('an order of a person', () => {
    const order = (changed: Partial<PlaceOrderData> = {}) =>
      world.placeOrder.execute(
        new PlaceOrder({
          ...{ userId: 'u-1', accountId: 'a-1', symbol: SYMBOL, side: 'buy', type: 'limit', price: '99.5' },
          ...{ size: '1', reduceOnly: false, requestKey: 'key-1' },
          ...changed,
        }),
      );

    test('is stored, sent and shown like any other', async () => {
      const placed = await order();
      await world.quiet();
      expect(placed).toMatchObject({
        ok: true,
        value: { strategy: 'manual', instanceId: null },
      });
      expect(await world.orders()).toMatchObject([{ status: 'open', price: '99.5', leg: null, cycle: null }]);
      expect(world.venue.operations[0]).not.toHaveProperty('owner', expect.anything());
    });

    test('asked for twice with one key is one order; the key of another order is refused', async () => {
      await Promise.all([order(), order()]);
      await world.quiet();
      expect(await order()).toMatchObject({ ok: true, value: { status: 'open' } });
      expect(await order({ size: '2' })).toMatchObject({ ok: false, error: { code: 'request-key-used' } });
      expect(world.venue.operations).toHaveLength(1);
    });

    test('is denied by the same limits, with the numbers, and is kept as denied', async () => {
      await setLimits({ maxOrderNotional: '50' });
      expect(await order()).toMatchObject({
        ok: false,
        error: { code: 'order-above-limit', details: { value: '99.5', limit: '50' } },
      });
      expect(await order()).toMatchObject({ ok: false, error: { code: 'order-above-limit' } });
      expect(await world.orders()).toMatchObject([{ status: 'denied', code: 'order-above-limit' }]);
    });

    test.each<[string, Partial<PlaceOrderData>]>([
      ['unknown-account', { accountId: 'a-9' }],
      ['unknown-instrument', { symbol: 'ETH/USDT' }],
      ['invalid-price', { price: '99.55' }],
      ['invalid-size', { size: '0.0001' }],
    ])('is refused with %s', async (code, changed) => {
      expect(await order(changed)).toMatchObject({ ok: false, error: { code } });
      expect(await world.orders()).toEqual([]);
    });

    test('can be cancelled by its owner only, and once it has ended stays as it is', async () => {
      await order();
      await world.quiet();
      const { orderId } = (await world.orders())[0]!;
      const cancel = (userId: string) => world.cancelOrder.execute(new CancelOrder({ userId, orderId }));
      expect(await cancel('u-2')).toMatchObject({ ok: false, error: { code: 'not-found' } });
      expect(await cancel('u-1')).toMatchObject({ ok: true, value: { orderId } });
      await world.quiet();
      expect(await cancel('u-1')).toMatchObject({ ok: true, value: { status: 'cancelled' } });
    });
  });
});
