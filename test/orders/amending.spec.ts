import type { Execution } from '../../src/modules/exchange/contracts/events/executions-reported.event.js';
import {
  AmendOrder,
  type AmendOrderData,
} from '../../src/modules/orders/contracts/commands/amend-order.command.js';
import { CancelOrder } from '../../src/modules/orders/contracts/commands/cancel-order.command.js';
import { HaltTrading } from '../../src/modules/orders/contracts/commands/halt-trading.command.js';
import {
  PlaceOrder,
  type PlaceOrderData,
} from '../../src/modules/orders/contracts/commands/place-order.command.js';
import { SetRiskLimits } from '../../src/modules/orders/contracts/commands/set-risk-limits.command.js';
import type { OrderView } from '../../src/modules/orders/contracts/queries/list-orders.query.js';
import { epochMs } from '../../src/shared/pure/time/epoch.js';
import { eventually } from '../kit/eventually.js';
import { DAY, limit, place, SYMBOL, World } from './world.js';

describe('a resting order that a person changes', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.amender.stop();
    await world.forget();
    world.restartAmender();
  });
  afterEach(async () => {
    expect(await world.violations()).toEqual([]);
  });

  const placed = async (changed: Partial<PlaceOrderData> = {}): Promise<OrderView> => {
    const answer = await world.placeOrder.execute(
      new PlaceOrder({
        ...{ userId: 'u-1', accountId: 'a-1', symbol: SYMBOL, side: 'buy', type: 'limit', price: '99.5' },
        ...{ size: '1', reduceOnly: false, requestKey: 'key-1' },
        ...changed,
      }),
    );
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value;
  };

  /** As it is once its venue has it. */
  const arrived = (orderId: string): Promise<OrderView> =>
    eventually(async () => {
      const view = (await world.reads.get('u-1', orderId))!;
      return !['planned', 'sending'].includes(view.status) && view;
    });

  const resting = async (changed: Partial<PlaceOrderData> = {}): Promise<OrderView> =>
    arrived((await placed(changed)).orderId);

  const amend = (orderId: string, changed: Partial<AmendOrderData> = {}) =>
    world.amendOrder.execute(
      new AmendOrder({
        ...{ userId: 'u-1', orderId, price: '98', size: null, ifVersion: null, requestKey: 'change-1' },
        ...changed,
      }),
    );

  const fill = ({ clientOrderId, side }: OrderView, size: string, tradeId = 't-1'): Execution => ({
    ...{
      kind: 'filled',
      clientOrderId,
      tradeId,
      side,
      price: '99.5',
      size,
      fee: '0.02',
      feeCurrency: 'USDT',
    },
    ...{ liquidity: 'maker', reason: 'manual', phase: 'live', at: epochMs(DAY) },
  });

  /** Until the wish has ended: the order, the one in its place, and what reached the venue in few words. */
  const ended = async (orderId: string) => {
    const order = await eventually(async () => {
      // As the watch does once a second.
      world.amender.nudge();
      const { amendment, ...view } = (await world.reads.get('u-1', orderId))!;
      return amendment !== null && amendment.state !== 'pending' && { ...view, amendment };
    });
    const { replacedBy } = order;
    if (replacedBy === null) return { order, successor: null };
    return { order, successor: await arrived(replacedBy) };
  };

  const sent = () =>
    world.venue.operations.map((operation) =>
      operation.op === 'cancel'
        ? 'cancel'
        : [
            operation.op,
            'price' in operation.order && operation.order.price,
            'size' in operation.order && operation.order.size,
          ].join(' '),
    );

  test('is cancelled first, then another takes its place, and each names the other', async () => {
    const old = await resting({ postOnly: true });
    expect(await amend(old.orderId, { price: '98', size: '0.5', ifVersion: old.version })).toMatchObject({
      value: { orderId: old.orderId, amendment: { price: '98', size: '0.5', code: null } },
    });
    const { order, successor } = await ended(old.orderId);
    expect(sent()).toEqual(['place 99.5 1', 'cancel', 'place 98 0.5']);
    expect(order).toMatchObject({
      ...{ status: 'cancelled', code: 'asked', replaces: null },
      amendment: { state: 'replaced', successorId: successor!.orderId },
    });
    expect(successor).toMatchObject({
      ...{ status: 'open', price: '98', size: '0.5', postOnly: true, strategy: 'manual' },
      ...{ replaces: old.orderId, replacedBy: null, amendment: null },
    });
    expect((await world.told()).map(({ type }) => type)).toContain('orders.amendment-ended.v1');
  });

  test('can be a stop, whose trigger moves', async () => {
    const old = await resting({ type: 'stop-market', price: '110', size: '2' });
    await amend(old.orderId, { price: '111', size: null });
    const { successor } = await ended(old.orderId);
    expect(successor).toMatchObject({ type: 'stop-market', price: '111', size: '2', status: 'open' });
  });

  test('can be changed again, as what it has become', async () => {
    const old = await resting();
    await amend(old.orderId);
    const { successor: second } = await ended(old.orderId);
    await amend(second!.orderId, { price: '97', requestKey: 'change-2' });
    const { successor: third } = await ended(second!.orderId);
    expect(third).toMatchObject({ price: '97', size: '1', replaces: second!.orderId, status: 'open' });
    expect(sent()).toEqual(['place 99.5 1', 'cancel', 'place 98 1', 'cancel', 'place 97 1']);
  });

  test('leaves less by what it filled before anybody had heard of it', async () => {
    const old = await resting();
    await world.report([fill(old, '0.2', 't-1')]);
    world.venue.trades = [fill(old, '0.2', 't-1'), fill(old, '0.3', 't-2')];
    await amend(old.orderId, { price: '98', size: '0.7' });
    const { order, successor } = await ended(old.orderId);
    expect(order).toMatchObject({ filledSize: '0.5', amendment: { size: '0.7' } });
    expect(successor).toMatchObject({ size: '0.4', status: 'open' });
  });

  test('that filled on the way out ends the wish, and nothing is doubled', async () => {
    const old = await resting();
    world.venue.open.delete(old.clientOrderId);
    world.venue.ended.set(old.clientOrderId, 'filled');
    await amend(old.orderId);
    await world.quiet();
    await world.afterDeadlines();
    expect((await world.reads.get('u-1', old.orderId))!.amendment).toMatchObject({ state: 'pending' });
    await world.report([fill(old, '1')]);
    world.amender.nudge();
    const { order } = await ended(old.orderId);
    expect(order).toMatchObject({ status: 'filled', replacedBy: null, amendment: { state: 'filled' } });
    expect(sent()).toEqual(['place 99.5 1', 'cancel']);
  });

  test('waits while the venue does not say whether it is gone', async () => {
    const old = await resting();
    world.venue.weather = 'answer-lost';
    await amend(old.orderId);
    await world.quiet();
    expect(await world.reads.get('u-1', old.orderId)).toMatchObject({
      status: 'cancel-requested',
      amendment: { state: 'pending' },
    });
    world.venue.weather = 'fine';
    await world.afterDeadlines();
    world.amender.nudge();
    const { successor } = await ended(old.orderId);
    expect(successor).toMatchObject({ status: 'open' });
    expect(sent()).toEqual(['place 99.5 1', 'cancel', 'place 98 1']);
  });

  test('is not replaced while the venue cannot be asked what it filled', async () => {
    const old = await resting();
    await world.amender.stop();
    await amend(old.orderId);
    await world.quiet();
    world.venue.reachable = false;
    const amender = world.restartAmender();
    await amender.idle();
    expect((await world.reads.get('u-1', old.orderId))!).toMatchObject({
      status: 'cancelled',
      amendment: { state: 'pending' },
    });
    world.venue.reachable = true;
    amender.nudge();
    expect((await ended(old.orderId)).successor).toMatchObject({ status: 'open' });
    world.failures.length = 0;
  });

  test('is replaced once, whoever was killed after the wish, and however many carry it out', async () => {
    const old = await resting();
    await world.amender.stop();
    await world.sender.stop();
    await amend(old.orderId);
    // A new process knows nothing but the rows.
    await world.restartSender();
    const others = [world.otherAmender(), world.otherAmender(), world.otherAmender()];
    for (const other of others) other.start();
    const { successor } = await ended(old.orderId);
    for (const other of others) await other.stop();
    expect(successor).toMatchObject({ status: 'open', price: '98' });
    expect(sent()).toEqual(['place 99.5 1', 'cancel', 'place 98 1']);
  });

  test('that has not left yet is given up, and only the other one is sent', async () => {
    await world.sender.stop();
    const old = await placed();
    await amend(old.orderId);
    await eventually(async () => {
      world.amender.nudge();
      return (await world.reads.get('u-1', old.orderId))!.replacedBy !== null;
    });
    await world.restartSender();
    expect(sent()).toEqual(['place 98 1']);
  });

  test('asked for twice with one key is one change; the key of another change is refused', async () => {
    const old = await resting();
    await Promise.all([amend(old.orderId), amend(old.orderId)]);
    const { order } = await ended(old.orderId);
    expect(await amend(old.orderId)).toMatchObject({ value: { replacedBy: order.replacedBy } });
    expect(await amend(old.orderId, { price: '97' })).toMatchObject({ error: { code: 'request-key-used' } });
    expect(sent()).toEqual(['place 99.5 1', 'cancel', 'place 98 1']);
  });

  test('that somebody cancels meanwhile is gone for good', async () => {
    const old = await resting();
    await world.amender.stop();
    await amend(old.orderId);
    await world.cancelOrder.execute(new CancelOrder({ userId: 'u-1', orderId: old.orderId }));
    world.restartAmender();
    // The wish ends with the word of the person, the order when its venue says so.
    await ended(old.orderId);
    const order = await eventually(async () => {
      const view = (await world.reads.get('u-1', old.orderId))!;
      return view.status === 'cancelled' && view;
    });
    expect(order).toMatchObject({ replacedBy: null, amendment: { state: 'ended', code: 'withdrawn' } });
    expect(sent()).toEqual(['place 99.5 1', 'cancel']);
  });

  test('is judged anew: what a halt denies meanwhile is kept as denied', async () => {
    const old = await resting();
    await world.amender.stop();
    await amend(old.orderId);
    await world.haltTrading.execute(new HaltTrading({ userId: 'u-1', halted: true }));
    await world.quiet();
    world.restartAmender();
    const { order } = await ended(old.orderId);
    expect(order).toMatchObject({
      replacedBy: null,
      amendment: { state: 'denied', code: 'kill-switch', successorId: expect.any(String) },
    });
    expect(await world.reads.get('u-1', order.amendment.successorId!)).toMatchObject({
      status: 'denied',
      code: 'kill-switch',
    });
    await world.haltTrading.execute(new HaltTrading({ userId: 'u-1', halted: false }));
  });

  test('stays as it is when a limit would deny the change, and its own size does not count against it', async () => {
    const old = await resting();
    const limits = { maxOrderNotional: '150', maxPositionNotional: '150', maxDailyLoss: null };
    await world.setLimits.execute(
      new SetRiskLimits({ userId: 'u-1', ...limits, maxLeverage: null, maxOrdersPerDay: null }),
    );
    expect(await amend(old.orderId, { size: '2' })).toMatchObject({
      error: { code: 'order-above-limit', details: { limit: '150' } },
    });
    expect(await world.reads.get('u-1', old.orderId)).toMatchObject({ status: 'open', amendment: null });
    await amend(old.orderId, { size: '1.5', price: '99' });
    expect((await ended(old.orderId)).successor).toMatchObject({ size: '1.5', status: 'open' });
  });

  test('that is so already is not touched', async () => {
    const old = await resting();
    expect(await amend(old.orderId, { price: '99.50', size: '1' })).toMatchObject({
      value: { status: 'open', amendment: null },
    });
    expect(sent()).toEqual(['place 99.5 1']);
  });

  test('whose rest has become too small for an order is told so', async () => {
    const old = await resting();
    world.venue.trades = [fill(old, '0.999')];
    await amend(old.orderId);
    const { order } = await ended(old.orderId);
    expect(order.amendment).toMatchObject({ state: 'ended', code: 'below-minimum', successorId: null });
  });

  describe('is refused', () => {
    test.each<[string, Partial<AmendOrderData>, string]>([
      ['of somebody else', { userId: 'u-2' }, 'not-found'],
      ['that has gone on since it was seen', { ifVersion: 1 }, 'precondition-failed'],
      ['at a price that is none', { price: '98.05' }, 'invalid-price'],
      ['with a size between two lots', { size: '0.0005' }, 'invalid-size'],
      ['with a size below the minimum', { size: '0.001' }, 'below-minimum'],
      ['far through the market', { price: '200' }, 'price-out-of-band'],
    ])('when it is one %s', async (_, changed, code) => {
      const { orderId } = await resting();
      expect(await amend(orderId, changed)).toMatchObject({ error: { code } });
      expect(await world.reads.get('u-1', orderId)).toMatchObject({ status: 'open', amendment: null });
    });

    test('when it belongs to a bot', async () => {
      await world.openGate();
      await world.apply([place('a', limit('buy', '99', '1'))]);
      const { orderId } = (await world.orders())[0]!;
      expect(await amend(orderId)).toMatchObject({ error: { code: 'order-of-bot' } });
    });

    test('when it does not rest', async () => {
      const market = await resting({ type: 'market', price: null });
      expect(await amend(market.orderId)).toMatchObject({ error: { code: 'order-does-not-rest' } });
      const taking = await resting({ timeInForce: 'ioc', requestKey: 'key-2' });
      expect(await amend(taking.orderId)).toMatchObject({ error: { code: 'order-does-not-rest' } });
    });

    test('when it is being changed, and when it has ended', async () => {
      const old = await resting();
      world.venue.weather = 'answer-lost';
      await amend(old.orderId);
      await world.quiet();
      const second = { requestKey: 'change-2' };
      expect(await amend(old.orderId, second)).toMatchObject({ error: { code: 'order-being-changed' } });
      world.venue.weather = 'fine';
      await world.afterDeadlines();
      await ended(old.orderId);
      expect(await amend(old.orderId, second)).toMatchObject({ error: { code: 'order-ended' } });
    });

    test('when somebody has asked for its end', async () => {
      const old = await resting();
      world.venue.weather = 'answer-lost';
      await world.cancelOrder.execute(new CancelOrder({ userId: 'u-1', orderId: old.orderId }));
      await world.quiet();
      expect(await amend(old.orderId)).toMatchObject({ error: { code: 'order-ended' } });
    });
  });
});
