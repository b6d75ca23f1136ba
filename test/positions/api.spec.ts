import { refusal } from '../../src/shared/pure/refusal.js';
import { err, ok } from '../../src/shared/pure/result.js';
import { GetInstancePnl } from '../../src/modules/positions/contracts/queries/get-instance-pnl.query.js';
import { bootApp, restingStop, type BootedApp } from './app.js';
import { funding, MIDNIGHT, orderFilled, type FillWords } from './world.js';

const DAY_MS = 86_400_000;

describe('positions over HTTP', () => {
  let app: BootedApp;

  beforeAll(async () => {
    app = await bootApp();
  });
  afterEach(() => app.forget());
  afterAll(() => app.close());

  const fills = (...all: readonly FillWords[]) => app.happens('orders', ...all.map(orderFilled));

  test('an open position has the shape that others rely on, with what is known now', async () => {
    await fills({ tradeId: 't1', side: 'buy', size: '2', price: '100', fee: '0.1' });
    await app.ticks('BTC/USDT:USDT', '103.5');
    const position = { symbol: 'BTC/USDT:USDT', side: 'long', size: '2', averagePrice: '100' } as const;
    app.neighbours.account = {
      balances: [],
      openOrders: [],
      positions: [{ ...position, liquidationPrice: '81.2' }],
    };
    app.neighbours.orders = [
      restingStop('stop', '1.5', { filledSize: '0.25' }),
      restingStop('not resting', '9', { status: 'cancelled' }),
      restingStop('wrong side', '9', { side: 'buy' }),
      restingStop('target', '9', { type: 'limit' }),
      restingStop('of another bot', '9', { instanceId: 'bot-2' }),
    ];
    const { status, body } = await app.get('/api/v1/positions');
    expect(status).toBe(200);
    expect(body).toEqual({
      items: [
        {
          id: expect.any(String),
          ...{ accountId: 'acc-1', venue: 'paper', instrument: 'BTC/USDT:USDT', strategy: 'hyper-rsi' },
          ...{ instanceId: 'bot-1', side: 'long', size: '2', maxSize: '2', averagePrice: '100' },
          ...{ markPrice: '103.5', realisedPnl: '0', floatingPnl: '7', funding: '0', fees: '0.1' },
          ...{ liquidationPrice: '81.2', protectedSize: '1.25' },
          ...{ openedAt: '2025-05-02T00:00:00.000Z', closedAt: null },
        },
      ],
      nextCursor: null,
    });
    const alone = await app.get(`/api/v1/positions/${body.items[0].id}`);
    expect(alone.body).toEqual(body.items[0]);
  });

  test('what is not known is null: no mark and no account, and an unmarked total', async () => {
    await fills({ tradeId: 't1', side: 'buy', size: '2', price: '100', symbol: 'ETH/USDT' });
    const { body } = await app.get('/api/v1/positions');
    expect(body.items[0]).toMatchObject({ markPrice: null, floatingPnl: null, liquidationPrice: null });
    const pnl = await app.get('/api/v1/positions/pnl');
    expect(pnl.body.totals[0]).toMatchObject({ realisedPnl: '0', floatingPnl: null, total: null });
    const risk = await app.get('/api/v1/positions/risk');
    expect(risk.body.items[0]).toMatchObject({ longSize: '2', markPrice: null, grossNotional: null });
  });

  test('a market that stands still after a restart is marked at its last close', async () => {
    const symbol = 'SOL/USDT';
    await fills({ tradeId: 't1', side: 'buy', size: '2', price: '100', symbol });
    app.neighbours.closes.set(symbol, '99');
    const { body } = await app.get('/api/v1/positions');
    expect(body.items[0]).toMatchObject({ markPrice: '99', floatingPnl: '-2' });
    // An older price that arrives late does not take its place, a newer one does.
    await app.ticks(symbol, '50', app.neighbours.marketTime - 1);
    expect((await app.get('/api/v1/positions')).body.items[0]).toMatchObject({ markPrice: '99' });
    await app.ticks(symbol, '101', app.neighbours.marketTime + 1);
    expect((await app.get('/api/v1/positions')).body.items[0]).toMatchObject({ markPrice: '101' });
  });

  test('open and closed positions are paged newest first, none twice and none left out', async () => {
    for (let index = 0; index < 5; index += 1) {
      const bot = { instanceId: `bot-${index}`, at: MIDNIGHT + Math.floor(index / 2) };
      await fills({ tradeId: `a${index}`, side: 'buy', size: '1', price: '100', ...bot });
    }
    const walk = async (path: string): Promise<string[]> => {
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
        const { status, body } = await app.get(`/api/v1/positions${path}?limit=2${query}`);
        expect(status).toBe(200);
        seen.push(...body.items.map(({ instanceId }: { instanceId: string }) => instanceId));
        cursor = body.nextCursor;
      }
      return seen;
    };
    expect(await walk('')).toHaveLength(5);
    expect((await walk('')).slice(0, 1)).toEqual(['bot-4']);
    for (let index = 0; index < 5; index += 1) {
      const bot = { instanceId: `bot-${index}`, at: MIDNIGHT + 100 - index };
      await fills({ tradeId: `b${index}`, side: 'sell', size: '1', price: '101', ...bot });
    }
    expect(await walk('')).toEqual([]);
    expect(await walk('/history')).toEqual(['bot-0', 'bot-1', 'bot-2', 'bot-3', 'bot-4']);
    expect((await app.get('/api/v1/positions/history?cursor=nonsense')).status).toBe(400);
  });

  test('profit and loss adds up for each bot, together, and for the day of the market', async () => {
    const spot = { symbol: 'BTC/USDT', instanceId: 'bot-2' };
    await fills(
      { tradeId: 't1', side: 'buy', size: '2', price: '100', fee: '0.2', at: MIDNIGHT - DAY_MS },
      { tradeId: 't2', side: 'sell', size: '1', price: '110', fee: '0.1', at: MIDNIGHT - 1 },
      { tradeId: 't3', side: 'sell', size: '0.5', price: '120', fee: '0.05', at: MIDNIGHT },
      { tradeId: 't4', side: 'buy', size: '1', price: '50', fee: '0.01', at: MIDNIGHT, ...spot },
    );
    await app.happens('exchange', funding('b1', '-0.5', MIDNIGHT - 1), funding('b2', '-0.25', MIDNIGHT + 1));
    await app.ticks('BTC/USDT:USDT', '130');
    await app.ticks('BTC/USDT', '55');
    const { body } = await app.get('/api/v1/positions/pnl');
    expect(body).toEqual({
      day: '2025-05-02',
      totals: [
        {
          ...{ currency: 'USDT', openPositions: 2, realisedPnl: '20', floatingPnl: '20' },
          ...{ fees: '0.36', funding: '-0.75', total: '38.89' },
          today: { realisedPnl: '10', fees: '0.06', funding: '-0.25', net: '9.69' },
        },
      ],
      items: [
        {
          ...{ strategy: 'hyper-rsi', instanceId: 'bot-1', venue: 'paper', instrument: 'BTC/USDT:USDT' },
          ...{ currency: 'USDT', openPositions: 1, realisedPnl: '20', floatingPnl: '15' },
          ...{ fees: '0.35', funding: '-0.75', total: '33.9' },
          today: { realisedPnl: '10', fees: '0.05', funding: '-0.25', net: '9.7' },
        },
        {
          ...{ strategy: 'hyper-rsi', instanceId: 'bot-2', venue: 'paper', instrument: 'BTC/USDT' },
          ...{ currency: 'USDT', openPositions: 1, realisedPnl: '0', floatingPnl: '5' },
          ...{ fees: '0.01', funding: '0', total: '4.99' },
          today: { realisedPnl: '0', fees: '0.01', funding: '0', net: '-0.01' },
        },
      ],
      nextCursor: null,
    });
    const first = await app.get('/api/v1/positions/pnl?limit=1');
    const second = await app.get(`/api/v1/positions/pnl?limit=1&cursor=${first.body.nextCursor}`);
    expect([...first.body.items, ...second.body.items]).toEqual(body.items);
    expect(second.body.nextCursor).toBeNull();
    const instance = await app.bus.ask(new GetInstancePnl({ userId: 'u-1', instanceId: 'bot-1' }));
    expect(instance).toEqual({
      ...{ realisedPnl: '20', floatingPnl: '15', fees: '0.35', funding: '-0.75', total: '33.9', fills: 3 },
    });
  });

  test('an instance that never traded has made nothing', async () => {
    expect(await app.bus.ask(new GetInstancePnl({ userId: 'u-1', instanceId: 'none' }))).toEqual({
      ...{ realisedPnl: '0', floatingPnl: '0', fees: '0', funding: '0', total: '0', fills: 0 },
    });
  });

  test('exposure is told by instrument, both sides and their difference', async () => {
    await fills(
      { tradeId: 't1', side: 'buy', size: '3', price: '100', instanceId: 'bot-1' },
      { tradeId: 't2', side: 'sell', size: '1', price: '100', instanceId: 'bot-2' },
    );
    await app.ticks('BTC/USDT:USDT', '50');
    expect((await app.get('/api/v1/positions/risk')).body).toEqual({
      items: [
        {
          ...{ venue: 'paper', instrument: 'BTC/USDT:USDT', currency: 'USDT', positions: 2 },
          ...{ longSize: '3', shortSize: '1', netSize: '2', markPrice: '50' },
          ...{ grossNotional: '200', netNotional: '100' },
        },
      ],
    });
  });

  test('nobody sees or closes what is not theirs', async () => {
    await fills({ tradeId: 't1', side: 'buy', size: '3', price: '100', instanceId: null });
    const { id } = (await app.get('/api/v1/positions')).body.items[0];
    const stranger = { userId: 'u-2' };
    expect((await app.get('/api/v1/positions', stranger)).body.items).toEqual([]);
    expect((await app.get(`/api/v1/positions/${id}`, stranger)).status).toBe(404);
    expect((await app.get('/api/v1/positions/pnl', stranger)).body).toMatchObject({ totals: [], items: [] });
    expect((await app.get('/api/v1/positions/risk', stranger)).body).toEqual({ items: [] });
    expect((await app.post(`/api/v1/positions/${id}/close`, stranger)).status).toBe(404);
    expect((await app.post(`/api/v1/positions/${id}/close`, { role: 'viewer' })).status).toBe(403);
    expect(app.neighbours.placed).toEqual([]);
  });

  test('a position traded by hand is closed with a reduce-only market order', async () => {
    await fills({ tradeId: 't1', side: 'sell', size: '3', price: '100', instanceId: null });
    const { id } = (await app.get('/api/v1/positions')).body.items[0];
    expect(await app.post(`/api/v1/positions/${id}/close`)).toMatchObject({
      status: 422,
      body: { code: 'kill-switch' },
    });
    app.neighbours.orders = [restingStop('closing', '3', { status: 'planned' })];
    expect(await app.post(`/api/v1/positions/${id}/close`, { key: 'once' })).toEqual({
      status: 202,
      body: { orderId: 'closing', clientOrderId: 'cclosing', status: 'planned' },
    });
    expect(app.neighbours.placed[1]!.data).toEqual({
      ...{ userId: 'u-1', accountId: 'acc-1', symbol: 'BTC/USDT:USDT', side: 'buy', type: 'market' },
      ...{ price: null, size: '3', reduceOnly: true, requestKey: 'once' },
    });
    await fills({ tradeId: 't2', side: 'buy', size: '3', price: '100', instanceId: null });
    expect(await app.post(`/api/v1/positions/${id}/close`)).toMatchObject({
      body: { code: 'position-closed' },
    });
  });

  test('a part of it is closed in whole lots, and what is no part is refused', async () => {
    await fills({ tradeId: 't1', side: 'buy', size: '0.0101', price: '100', instanceId: null });
    const { id } = (await app.get('/api/v1/positions')).body.items[0];
    app.neighbours.orders = [restingStop('closing', '3', { status: 'planned' })];
    const close = (percent: unknown) => app.post(`/api/v1/positions/${id}/close`, { body: { percent } });
    expect((await close('33.3')).status).toBe(202);
    expect((await close('100')).status).toBe(202);
    expect(app.neighbours.placed.map(({ data }) => [data.side, data.size, data.reduceOnly])).toEqual([
      ['sell', '0.0033', true],
      ['sell', '0.0101', true],
    ]);
    expect((await close('0.5')).body).toMatchObject({ code: 'nothing-to-close' });
    for (const percent of ['0', '100.1', '-5', 'half', 50])
      expect((await close(percent)).body).toMatchObject({ code: 'validation-failed' });
    expect(app.neighbours.placed).toHaveLength(2);
  });

  test('a position of a bot that has not stopped is closed by the bot, and the refusal says so', async () => {
    await fills({ tradeId: 't1', side: 'buy', size: '3', price: '100' });
    const { id } = (await app.get('/api/v1/positions')).body.items[0];
    const { status, body } = await app.post(`/api/v1/positions/${id}/close`);
    expect([status, body.code, body.details.instanceId]).toEqual([409, 'position-of-bot', 'bot-1']);
    expect(body.detail).toContain('/strategies/hyper-rsi/bot-1/close');
    expect(app.neighbours.placed).toEqual([]);
  });

  test('what a stopped bot has kept is closed by Orders, whole or in part', async () => {
    await fills({ tradeId: 't1', side: 'sell', size: '3', price: '100' });
    const { id } = (await app.get('/api/v1/positions')).body.items[0];
    const order = { orderId: 'o-1', clientOrderId: 'c-1', status: 'planned' } as const;
    app.neighbours.closing = ok([order]);
    const whole = await app.post(`/api/v1/positions/${id}/close`, { key: 'once' });
    expect([whole.status, whole.body]).toEqual([202, order]);
    await app.post(`/api/v1/positions/${id}/close`, { body: { percent: '50' } });
    expect(app.neighbours.closed.map(({ data }) => data)).toMatchObject([
      {
        ...{
          userId: 'u-1',
          accountId: 'acc-1',
          symbol: 'BTC/USDT:USDT',
          instanceId: 'bot-1',
          position: 'net',
        },
        ...{ size: null, requestKey: 'once' },
      },
      { size: '1.5' },
    ]);
    expect(app.neighbours.placed).toEqual([]);
    app.neighbours.closing = err(refusal('nothing-to-close', 'set off'));
    expect(await app.post(`/api/v1/positions/${id}/close`)).toMatchObject({
      ...{ status: 409, body: { code: 'nothing-to-close', details: { side: 'short', percent: '100' } } },
    });
  });

  test('the metrics page counts open positions', async () => {
    await fills(
      { tradeId: 't1', side: 'buy', size: '3', price: '100' },
      { tradeId: 't2', side: 'buy', size: '3', price: '100', instanceId: null },
    );
    expect((await app.get('/metrics', { role: 'admin' })).body).toMatch(/^active_positions 2$/m);
  });
});
