import { openMarket } from '../../src/program/open-market.js';
import { ORDER_INVARIANTS } from '../../src/modules/orders/outbound/order-invariants.js';
import { PgBooks } from '../../src/shared/platform/audit/outbound/pg-books.js';
import { eventually } from '../kit/eventually.js';
import { createTestDatabase, Program, type TestDatabase } from '../kit/in-process-program.js';

jest.setTimeout(180_000);

const SYMBOL = 'BTC/USDT:USDT';
/** Enters at the first chance, adds at nearly every close, and hedges from the second entry on. */
const BUSY = {
  ...{ symbol: SYMBOL, timeframe: '1m', direction: 'long', useTrend: false, margin: '20', leverage: 5 },
  ...{ rsiLength: 2, entryRule: 'beyond', oversold: '99.9', overbought: '99.99', maxNotional: '5000' },
  ...{ pyramidingLimit: 4, pyramidingNeedsSignal: false },
  pyramidingSpacing: { unit: 'amount', value: '0.1' },
  takeProfits: [{ value: '50' }, { value: '60' }, { value: '70' }],
  trailing: { enabled: false },
  stopLoss: { value: '40' },
  hedge: {
    ...{ enabled: true, trigger: 2, size: { unit: 'percent', value: '50' }, limit: 3 },
    takeProfit: { unit: 'none', value: null },
    stopLoss: { enabled: true, unit: 'percent', value: '40' },
  },
} as const;

interface Position {
  readonly side: string;
  readonly size: string;
  readonly protectedSize: string;
}

describe('a bot with a hedge on paper', () => {
  let place: TestDatabase;
  let program: Program;
  let owner: string;
  let accountId: string;

  beforeAll(async () => {
    place = await createTestDatabase();
    program = await Program.start(place, { TB_DEMO: 'off', TB_FEED_SPEED: '100' });
    await openMarket(program.bus, program.config);
    owner = await program.person('hedger@example.org');
  });
  afterAll(async () => {
    await program.stop();
    await place.drop();
  });

  const ask = (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) =>
    program.ask(method, path, owner, body);
  const setMode = (positionMode: string) =>
    ask('PUT', `/exchange-accounts/${accountId}/position-mode`, { positionMode });
  const positions = async (): Promise<readonly Position[]> =>
    ((await ask('GET', '/positions')).body.items as Position[]).sort((a, b) => (a.side < b.side ? -1 : 1));
  const sizes = (all: readonly Position[]) => Object.fromEntries(all.map(({ side, size }) => [side, size]));

  test('is refused on an account in one-way mode, and taken once its owner has chosen hedge mode', async () => {
    const account = { label: 'Practice', currency: 'USDT', cash: '10000' };
    const opened = await ask('POST', '/exchange-accounts/paper', account);
    expect([opened.status, opened.body]).toMatchObject([
      201,
      { label: 'Practice', environment: 'paper', positionMode: 'one-way' },
    ]);
    accountId = opened.body.id;
    const wanted = { accountId, name: 'Hedged', settings: BUSY };
    expect((await ask('POST', '/strategies/hyper-rsi', wanted)).body).toMatchObject({
      code: 'settings-refused',
      details: {
        fields: [{ field: 'hedge.enabled', allowed: expect.stringContaining('hedge position mode') }],
      },
    });
    expect(await setMode('hedge')).toEqual({ status: 200, body: { positionMode: 'hedge' } });
    expect((await ask('GET', `/exchange-accounts/${accountId}`)).body.positionMode).toBe('hedge');
    expect((await ask('POST', '/strategies/hyper-rsi', wanted)).status).toBe(201);
  });

  test('opens both legs, each a position of its own with its own stop, and nobody disagrees about them', async () => {
    const [bot] = (await ask('GET', '/strategies/hyper-rsi')).body.items;
    expect((await ask('POST', `/strategies/hyper-rsi/${bot.id}/start`)).status).toBe(200);
    const both = await eventually(
      async () => {
        const held = await positions();
        const safe = held.every(({ size, protectedSize }) => size === protectedSize);
        return held.length === 2 && safe ? held : null;
      },
      { timeoutMs: 60_000, everyMs: 250, what: 'a long and a short position, both protected' },
    );
    expect(both.map(({ side }) => side)).toEqual(['long', 'short']);
    const there = await eventually(
      async () => {
        const shown = (await ask('GET', `/exchange-accounts/${accountId}/positions`)).body
          .items as Position[];
        const ours = sizes(await positions());
        return JSON.stringify(sizes(shown)) === JSON.stringify(ours) ? shown : null;
      },
      { timeoutMs: 60_000, everyMs: 250, what: 'venue and books agreeing' },
    );
    expect(there).toHaveLength(2);
  });

  test('holds its account in that mode while it runs', async () => {
    const refused = await setMode('one-way');
    expect([refused.status, refused.body]).toMatchObject([
      409,
      { code: 'position-mode-in-use', details: { bots: 1 } },
    ]);
  });

  test('closes a part of one of them when its owner asks for it, and nothing of the other', async () => {
    const [bot] = (await ask('GET', '/strategies/hyper-rsi')).body.items;
    const close = (body: object) => ask('POST', `/strategies/hyper-rsi/${bot.id}/close`, body);
    expect((await close({ side: 'short', percent: '50' })).status).toBe(200);
    const fills = await eventually(
      async () => {
        const { rows } = await program.rows(
          `SELECT f.side, f.position_side FROM orders.fill f JOIN orders.intent i ON i.id = f.intent_id
           WHERE i.reason = 'manual'`,
        );
        return rows.length > 0 ? rows : null;
      },
      { timeoutMs: 30_000, everyMs: 250, what: 'a fill of the close' },
    );
    expect(fills).toEqual([{ side: 'buy', position_side: 'short' }]);
    expect(Object.keys(sizes(await positions())).sort()).toEqual(['long', 'short']);
    expect((await close({ percent: '101' })).body).toMatchObject({ code: 'validation-failed' });
    expect((await close({ percent: '0.01' })).body).toMatchObject({ code: 'nothing-to-close' });
  });

  test('closes both when it is stopped; then the mode is free again', async () => {
    const [bot] = (await ask('GET', '/strategies/hyper-rsi')).body.items;
    expect((await ask('POST', `/strategies/hyper-rsi/${bot.id}/stop`, { mode: 'close' })).status).toBe(200);
    await eventually(
      async () => {
        const { state } = (await ask('GET', `/strategies/hyper-rsi/${bot.id}`)).body;
        return state === 'stopped' && (await positions()).length === 0;
      },
      { timeoutMs: 60_000, everyMs: 250, what: 'the end of the bot' },
    );
    const closed = (await ask('GET', '/positions/history')).body.items as Position[];
    expect(new Set(closed.map(({ side }) => side))).toEqual(new Set(['long', 'short']));
    await eventually(async () => (await setMode('one-way')).status === 200, {
      timeoutMs: 30_000,
      what: 'one-way mode',
    });
    const restart = await ask('POST', `/strategies/hyper-rsi/${bot.id}/start`);
    expect(restart.body).toMatchObject({ code: 'settings-refused' });
  });

  test('leaves rows that keep every invariant of orders', async () => {
    expect(await new PgBooks(program.pool).breaches(ORDER_INVARIANTS, 'whole')).toEqual([]);
    const { rows } = await program.rows('SELECT DISTINCT position_side FROM orders.fill ORDER BY 1');
    expect(rows).toEqual([{ position_side: 'long' }, { position_side: 'short' }]);
  });
});
