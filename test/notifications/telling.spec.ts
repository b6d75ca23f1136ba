import { GridFailed } from '../../src/modules/grid/contracts/events/grid-failed.event.js';
import { GridStarted } from '../../src/modules/grid/contracts/events/grid-started.event.js';
import { GridStopped } from '../../src/modules/grid/contracts/events/grid-stopped.event.js';
import { HyperRsiFailed } from '../../src/modules/hyper-rsi/contracts/events/hyper-rsi-failed.event.js';
import { HyperRsiStarted } from '../../src/modules/hyper-rsi/contracts/events/hyper-rsi-started.event.js';
import { HyperRsiStopped } from '../../src/modules/hyper-rsi/contracts/events/hyper-rsi-stopped.event.js';
import { ListNotifications } from '../../src/modules/notifications/contracts/queries/list-notifications.query.js';
import { OrderDenied } from '../../src/modules/orders/contracts/events/order-denied.event.js';
import { OrderRejected } from '../../src/modules/orders/contracts/events/order-rejected.event.js';
import { TradingHalted } from '../../src/modules/orders/contracts/events/trading-halted.event.js';
import { TradingResumed } from '../../src/modules/orders/contracts/events/trading-resumed.event.js';
import { RefreshTokenReused } from '../../src/modules/users/contracts/events/refresh-token-reused.event.js';
import { UserRegistered } from '../../src/modules/users/contracts/events/user-registered.event.js';
import { epochMs } from '../../src/shared/pure/time/epoch.js';
import { bootApp, type BootedApp } from '../positions/app.js';
import { MIDNIGHT, orderFilled } from '../positions/world.js';

describe('notifications', () => {
  let app: BootedApp;

  beforeAll(async () => {
    app = await bootApp();
  });
  afterEach(() => app.forget());
  afterAll(() => app.close());

  const told = (userId = 'u-1') => app.bus.ask(new ListNotifications({ userId, before: null, limit: 200 }));
  const buy = (tradeId: string, userId = 'u-1') =>
    orderFilled({ tradeId, side: 'buy', size: '1', price: '100', userId, instanceId: `bot of ${userId}` });
  const bot = { instanceId: 'bot-1', userId: 'u-1', name: 'Demo', symbol: 'BTC/USDT', at: epochMs(MIDNIGHT) };

  test('a fill is told as a fill and as what it did to the position, under one correlation id', async () => {
    await app.happens('orders', buy('t1'));
    const [second, first] = await told();
    expect([first, second]).toMatchObject([
      { number: 1, kind: 'order-filled', priority: 'normal', at: MIDNIGHT },
      { number: 2, kind: 'position-opened', priority: 'normal', at: MIDNIGHT },
    ]);
    expect(first!.correlationId).toMatch(/^correlation-/);
    expect(second!.correlationId).toBe(first!.correlationId);
    const { rows } = await app.database.pool('api').query('SELECT correlation_id FROM positions.fill');
    expect(rows).toEqual([{ correlation_id: first!.correlationId }]);
    await app.happens('orders', orderFilled({ ...sell, instanceId: 'bot of u-1' }));
    expect((await told()).map(({ kind }) => kind).slice(0, 2)).toEqual(['position-closed', 'order-filled']);
  });

  const sell = { tradeId: 't2', side: 'sell', size: '1', price: '110', userId: 'u-1' } as const;

  test('every event worth telling becomes one row', async () => {
    const { order } = buy('t1').data;
    const refused = { order, code: 'kill-switch', details: {} };
    await app.happens('orders', new OrderDenied(refused), new OrderRejected(refused));
    await app.happens(
      'orders',
      new TradingHalted({ userId: 'u-1', accountId: null, code: 'kill-switch', details: {} }),
    );
    await app.happens('orders', new TradingResumed({ userId: 'u-1', accountId: null }));
    await app.happens('hyper-rsi', new HyperRsiStarted({ ...bot, epoch: 1 }));
    await app.happens('hyper-rsi', new HyperRsiStopped({ ...bot, reason: 'asked' }));
    await app.happens('hyper-rsi', new HyperRsiFailed({ ...bot, reason: 'boom' }));
    await app.happens('grid', new GridStarted({ ...bot, epoch: 1 }));
    await app.happens('grid', new GridStopped({ ...bot, reason: 'range-exit' }));
    await app.happens('grid', new GridFailed({ ...bot, reason: 'boom' }));
    const person = { userId: 'u-1', email: 'kim@example.com', language: 'ko', demo: false } as const;
    await app.happens('users', new UserRegistered(person));
    const copied = { userId: 'u-1', sessionId: 's-1', address: null };
    await app.happens('users', new RefreshTokenReused(copied));
    expect([...(await told())].reverse().map(({ number, kind }) => `${number} ${kind}`)).toEqual([
      '1 order-denied',
      '2 order-rejected',
      '3 trading-halted',
      '4 trading-resumed',
      '5 strategy-started',
      '6 strategy-stopped',
      '7 strategy-failed',
      '8 strategy-started',
      '9 strategy-stopped',
      '10 strategy-failed',
      '11 user-registered',
      '12 session-copied',
    ]);
  });

  test('a second delivery of the same event makes no second row and takes no number', async () => {
    await app.happens('orders', buy('t1'));
    // As if the memory of the inbox had been lost.
    const again = 'message_id IN (SELECT event_id FROM notifications.notification)';
    await app.database.pool('api').query(`UPDATE notifications.inbox SET done_at = NULL WHERE ${again}`);
    await app.happens('orders', buy('t2'));
    const numbers = (await told()).map(({ number }) => number);
    expect(numbers).toEqual([3, 2, 1]);
    const { rows } = await app.database.pool('api').query('SELECT last_number FROM notifications.counter');
    expect(rows).toEqual([{ last_number: '3' }]);
  });

  test('numbers count from 1 without holes for each user', async () => {
    const many = Array.from({ length: 12 }, (_, index) => buy(`t${index}`, index % 3 === 0 ? 'u-2' : 'u-1'));
    await Promise.all([app.happens('orders', ...many.slice(0, 6)), app.happens('orders', ...many.slice(6))]);
    for (const userId of ['u-1', 'u-2']) {
      const numbers = (await told(userId)).map(({ number }) => number).reverse();
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    }
    // One position of each is opened, and only fills and openings are told.
    expect([(await told('u-1')).length, (await told('u-2')).length]).toEqual([9, 5]);
  });

  test('what has no time of its own happened at the newest price', async () => {
    await app.ticks('BTC/USDT', '100', MIDNIGHT + 5_000);
    await app.happens('orders', new TradingResumed({ userId: 'u-1', accountId: null }));
    expect((await told())[0]!.at).toBe(MIDNIGHT + 5_000);
  });

  test('the list is paged, newest first, in the language of the reader, and only the own one', async () => {
    await app.happens('orders', buy('t1'), buy('t2'), buy('t3', 'u-2'));
    const first = await app.get('/api/v1/notifications?limit=2', { language: 'ko-KR,ko;q=0.9' });
    expect(first.status).toBe(200);
    expect(first.body.items.map(({ number }: { number: number }) => number)).toEqual([3, 2]);
    const second = await app.get(`/api/v1/notifications?limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body).toEqual({
      items: [
        {
          ...{ id: expect.any(String), number: 1, kind: 'order-filled', priority: 'normal' },
          message: '[PAPER] HyperRSI · BTC/USDT:USDT: bought 1 at 100 (entry). Fee 0 USDT.',
          text: {
            ko: '[모의] HyperRSI · BTC/USDT:USDT: 100에 1 매수가 체결되었습니다 (진입). 수수료 0 USDT.',
            en: '[PAPER] HyperRSI · BTC/USDT:USDT: bought 1 at 100 (entry). Fee 0 USDT.',
          },
          ...{
            correlationId: expect.any(String),
            at: '2025-05-02T00:00:00.000Z',
            createdAt: expect.any(String),
          },
        },
      ],
      nextCursor: null,
    });
    expect(first.body.items[0].message).toBe(first.body.items[0].text.ko);
    expect((await app.get('/api/v1/notifications', { userId: 'u-3' })).body.items).toEqual([]);
  });
});
