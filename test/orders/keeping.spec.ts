import { CloseKeptPosition } from '../../src/modules/orders/contracts/commands/close-kept-position.command.js';
import { ListKeptPositions } from '../../src/modules/orders/contracts/queries/list-kept-positions.query.js';
import type { Execution } from '../../src/modules/exchange/contracts/events/executions-reported.event.js';
import { inOneWorld } from './in-one-world.js';
import { limit, place, stop, SYMBOL, type World } from './world.js';

describe('what a stopped bot has kept', () => {
  let world: World;
  inOneWorld(
    (opened) => (world = opened),
    () => world.openGateOf('i-1', 'a-1', 1, true, true),
  );

  const hold = async (size = '2'): Promise<void> => {
    await world.apply([place('a', limit('buy', '100', size))]);
    await world.report([world.filled('a', `t-${size}`, size)]);
    world.venue.open.clear();
  };
  const lane = { accountId: 'a-1', symbol: SYMBOL };
  const kept = async (userId = 'u-1') =>
    (await world.listKept.execute(new ListKeptPositions({ userId, lane }))).map(
      ({ instanceId, size, closing }) => [instanceId, size, closing],
    );
  const close = (changed: Partial<CloseKeptPosition['data']> = {}) =>
    world.closeKept.execute(
      new CloseKeptPosition({
        ...{ ...lane, userId: 'u-1', instanceId: 'i-1', position: null, size: null, requestKey: 'k-1' },
        ...changed,
      }),
    );
  const closes = async () =>
    (await world.orders())
      .filter(({ reason }) => reason === 'kept')
      .map(({ side, size, reduceOnly, status }) => [side, size, reduceOnly, status]);
  /** The venue has carried out the newest close, or a part of it. */
  const closed = async (tradeId: string, size: string): Promise<void> => {
    const order = (await world.orders()).filter(({ reason }) => reason === 'kept').at(-1)!;
    const { clientOrderId } = order;
    await world.report([{ ...world.filled('a', tradeId, size), clientOrderId, side: 'sell' } as Execution]);
  };
  const refused = async (): Promise<void> => {
    const { clientOrderId } = (await world.orders()).filter(({ reason }) => reason === 'kept').at(-1)!;
    await world.report([{ kind: 'rejected', clientOrderId, code: 'risk-engine', at: 0 as never }]);
  };
  const told = async () =>
    (await world.told())
      .filter(({ type }) => type === 'orders.position-kept.v1')
      .map(({ data, user_id }) => [data['instanceId'], data['size'], user_id]);

  test('is told with its size when its bot has stopped, and listed to its owner alone', async () => {
    await hold();
    expect(await kept()).toEqual([]);
    await world.stopsAndKeeps();
    expect(await told()).toEqual([['i-1', '2', 'u-1']]);
    expect(await kept()).toEqual([['i-1', '2', false]]);
    expect(await kept('u-2')).toEqual([]);
  });

  test('is nothing where nothing was held, and nothing is told', async () => {
    await world.stopsAndKeeps();
    expect(await told()).toEqual([]);
    expect(await kept()).toEqual([]);
    expect(await close()).toMatchObject({ ok: false, error: { code: 'position-closed' } });
  });

  test('is closed by one reduce-only order, however often that is asked for', async () => {
    await hold();
    await world.stopsAndKeeps();
    expect(await close()).toMatchObject({ ok: true, value: [{ status: 'planned' }] });
    await world.quiet();
    expect(await close()).toMatchObject({ ok: true, value: [{ status: 'acked' }] });
    expect(await close({ requestKey: 'k-2' })).toMatchObject({ ok: true, value: [{ status: 'acked' }] });
    expect(await closes()).toEqual([['sell', '2', true, 'acked']]);
    expect(await kept()).toEqual([['i-1', '2', true]]);
    await closed('t-c', '2');
    expect(await kept()).toEqual([]);
    expect(await close()).toMatchObject({ ok: true, value: [{ status: 'filled' }] });
    expect(await close({ requestKey: 'k-3' })).toMatchObject({
      ok: false,
      error: { code: 'position-closed' },
    });
    await world.keptAfter(3_600);
    expect(await closes()).toHaveLength(1);
  });

  test('a part of it is closed, and what is left stays', async () => {
    await hold();
    await world.stopsAndKeeps();
    await close({ size: '0.5' });
    await closed('t-c', '0.5');
    await world.keptAfter(3_600);
    expect(await closes()).toEqual([['sell', '0.5', true, 'filled']]);
    expect(await kept()).toEqual([['i-1', '1.5', false]]);
  });

  test('goes on being closed after an order that was refused, or filled in part, with pauses', async () => {
    await hold();
    await world.stopsAndKeeps();
    await close();
    await world.quiet();
    await refused();
    await world.keptAfter(0);
    expect(await closes()).toHaveLength(1);
    await world.keptAfter(3);
    expect(await closes()).toEqual([
      ['sell', '2', true, 'rejected'],
      ['sell', '2', true, 'acked'],
    ]);
    await closed('t-c', '1.5');
    const { clientOrderId } = (await world.orders()).at(-1)!;
    await world.report([{ kind: 'cancelled', clientOrderId, code: 'no-liquidity', at: 0 as never }]);
    await world.keptAfter(10);
    expect((await closes()).at(-1)).toEqual(['sell', '0.5', true, 'acked']);
    expect(world.alarms).toHaveLength(2);
  });

  test('is not closed any more once its bot has begun a new life', async () => {
    await hold();
    await world.stopsAndKeeps();
    world.venue.weather = 'refused';
    await close();
    await world.quiet();
    world.venue.weather = 'fine';
    await world.openGateOf('i-1', 'a-1', 3, true, true);
    await world.stopsAndKeeps('i-1', 4);
    await world.keptAfter(3_600);
    expect(await closes()).toEqual([['sell', '2', true, 'rejected']]);
  });

  test('belongs to its bot until that has stopped: running, stopping or parked', async () => {
    await hold();
    expect(await close()).toMatchObject({ ok: false, error: { code: 'position-of-bot' } });
    await world.openGateOf('i-1', 'a-1', 2, false, true);
    await world.protectionAfter(0);
    expect(await close()).toMatchObject({ ok: false, error: { code: 'position-of-bot' } });
    expect(await kept()).toEqual([]);
    expect(await told()).toEqual([]);
  });

  test('of somebody else cannot be closed', async () => {
    await hold();
    await world.stopsAndKeeps();
    expect(await close({ userId: 'u-2' })).toMatchObject({ ok: false, error: { code: 'position-closed' } });
    expect(await closes()).toEqual([]);
  });

  test('is closed by no more than is there, and not at all where nothing of it is', async () => {
    await hold();
    await world.stopsAndKeeps();
    const foreign = {
      ...world.filled('a', 't-f', '1.5'),
      clientOrderId: 'theirs',
      side: 'sell',
    } as Execution;
    await world.report([foreign]);
    await close();
    expect(await closes()).toMatchObject([['sell', '0.5', true, expect.anything()]]);
    await world.quiet();
    await refused();
    await world.report([{ ...foreign, tradeId: 't-f2', size: '0.5' } as Execution]);
    expect(await close({ requestKey: 'k-2' })).toMatchObject({
      ok: false,
      error: { code: 'nothing-to-close' },
    });
  });

  test('is closed by a process that begins after the one that was asked has gone', async () => {
    await hold();
    await world.stopsAndKeeps();
    await world.sender.stop();
    await close();
    await world.restartSender();
    expect(await closes()).toEqual([['sell', '2', true, 'acked']]);
  });

  test('has lost its stop as asked: that is no alarm, and no reason to close it', async () => {
    await hold();
    await world.apply([place('s', stop('90', '2'))]);
    await world.stopsAndKeeps();
    await world.protectionAfter(60);
    expect(world.alarms).toEqual([]);
  });
});
