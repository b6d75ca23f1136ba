import { eventually } from '../kit/eventually.js';
import { makeHome, RunningTradingBoost, type Home } from '../kit/program.js';

jest.setTimeout(300_000);

const EMAIL = 'demo@tradingboost.local';
const PASSWORD = 'a-demo-password-for-tests';

describe('two bots trade on paper', () => {
  let home: Home;
  let program: RunningTradingBoost;
  let token: string;

  const start = async (): Promise<void> => {
    program = await RunningTradingBoost.start(home, {
      TB_FEED_SPEED: '200',
      TB_DEMO_PASSWORD: PASSWORD,
      TB_RECORD_RETENTION_HOURS: '100',
    });
    await program.ready();
    const answer = await program.post('/api/v1/auth/login', { email: EMAIL, password: PASSWORD });
    expect(answer.status).toBe(200);
    token = answer.body.accessToken;
  };

  const list = async (path: string): Promise<any[]> => {
    const { status, body } = await program.get(`/api/v1${path}`, token);
    expect([path, status]).toEqual([path, 200]);
    return body.items;
  };

  beforeAll(async () => {
    home = makeHome();
    await start();
  });

  afterAll(async () => {
    await program.end('SIGTERM');
    home.remove();
  });

  test('both demo bots run, and both have orders, fills and positions', async () => {
    for (const kind of ['hyper-rsi', 'grid']) {
      const [bot] = await list(`/strategies/${kind}`);
      expect(bot).toMatchObject({ strategy: kind, state: 'running' });
      await eventually(
        async () => {
          const orders = await list(`/strategies/${kind}/${bot.id}/orders?limit=200`);
          const filled = orders.filter(({ status }: any) => status === 'filled');
          return filled.length > 0 ? filled : null;
        },
        { timeoutMs: 200_000, everyMs: 500, what: `a filled order of ${kind}` },
      );
    }
    await eventually(
      async () => {
        const all = [...(await list('/positions')), ...(await list('/positions/history'))];
        return new Set(all.map(({ instrument }: any) => instrument)).size === 2;
      },
      { timeoutMs: 60_000, everyMs: 500, what: 'a position of both' },
    );
  });

  test('one correlation id runs from the decision to the order, its fill and the message', async () => {
    for (const kind of ['hyper-rsi', 'grid']) {
      const [bot] = await list(`/strategies/${kind}`);
      const traced = await eventually(
        async () => {
          const orders = await list(`/strategies/${kind}/${bot.id}/orders?limit=200`);
          const decisions = await list(`/strategies/${kind}/${bot.id}/decisions?limit=200`);
          const messages = await list('/notifications?limit=200');
          const has = (all: any[], id: string): boolean =>
            all.some(({ correlationId }: any) => correlationId === id);
          return orders.find(
            ({ status, correlationId }: any) =>
              status === 'filled' && has(decisions, correlationId) && has(messages, correlationId),
          );
        },
        { timeoutMs: 60_000, everyMs: 500, what: `a traced fill of ${kind}` },
      );
      const fills = await list(`/orders/${traced.id}/fills`);
      expect(fills.length).toBeGreaterThan(0);
      const candles = await program.rows<{ n: string }>(
        `SELECT count(*) AS n FROM market_data.outbox WHERE correlation_id = '${traced.correlationId}'`,
      );
      expect(Number(candles[0]!.n)).toBe(1);
    }
  });

  test('positions are the sum of the fills, and nothing is doubled after kill -9', async () => {
    for (let round = 0; round < 3; round += 1) {
      await program.end('SIGKILL');
      await start();
      const candles = 3 + 2 * round;
      const began = Date.parse((await program.ready()).marketTime);
      await eventually(
        async () => Date.parse((await program.ready()).marketTime) >= began + candles * 60_000,
        { timeoutMs: 60_000, what: `${candles} more candles` },
      );
    }
    const doubled = await program.rows(
      `SELECT account_id, symbol, trade_id FROM orders.fill GROUP BY 1, 2, 3 HAVING count(*) > 1`,
    );
    expect(doubled).toEqual([]);
    const decided = await program.rows(
      `SELECT instance_id, timeframe, candle_open FROM grid.decision GROUP BY 1, 2, 3 HAVING count(*) > 1`,
    );
    expect(decided).toEqual([]);
    const dead = await program.get('/ready');
    expect(dead.body.dependencies.find(({ name }: any) => name === 'bus').detail.deadLetters).toBe(0);
  });
});
