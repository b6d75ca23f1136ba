import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { eventually } from '../kit/eventually.js';
import { makeHome, RunningTradingBoost, type Home } from '../kit/program.js';

jest.setTimeout(300_000);

const PASSWORD = 'four unrelated words, together';
const KEYS = {
  TB_MASTER_KEY: 'the-master-key-of-this-test-and-no-other',
  TB_BACKUP_KEY: 'the-key-of-the-backups-of-this-test',
};

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe('backup, wipe, restore', () => {
  let home: Home;
  let program: RunningTradingBoost | null = null;
  const file = (name: string): string => join(dirname(home.dataDir), name);

  beforeAll(() => {
    home = makeHome();
  });
  afterEach(async () => {
    await program?.end('SIGTERM');
    program = null;
  });
  afterAll(() => home.remove());

  const command = (words: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Outcome> =>
    new Promise((resolve) => {
      const env = {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        TB_DATA_DIR: home.dataDir,
        ...KEYS,
        ...more,
      };
      execFile(process.execPath, ['bin/tradingboost.mjs', ...words], { env }, (error, stdout, stderr) => {
        resolve({
          code: typeof error?.code === 'number' ? error.code : error === null ? 0 : 1,
          stdout,
          stderr,
        });
      });
    });
  const start = async (): Promise<RunningTradingBoost> => {
    program = await RunningTradingBoost.start(home, {
      ...{ TB_FEED_SPEED: '100', TB_DEMO_PASSWORD: PASSWORD, ...KEYS },
    });
    return program;
  };
  const signIn = (running: RunningTradingBoost) =>
    running.post('/api/v1/auth/login', { email: 'demo@tradingboost.local', password: PASSWORD });

  let seen: {
    readonly token: string;
    readonly refreshToken: string;
    readonly orders: number;
    readonly incarnation: string;
  };

  test('a backup is written beside the running program', async () => {
    const running = await start();
    await running.ready();
    const { body } = await signIn(running);
    const orders = async () => (await running.get('/api/v1/orders?limit=100', body.accessToken)).body.items;
    await eventually(async () => (await orders()).length > 5, { timeoutMs: 60_000 });
    const none = await command(['backup', file('none')], { TB_BACKUP_KEY: '' });
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('set TB_BACKUP_KEY')]);
    const done = await command(['backup', file('first'), '--json', '-']);
    expect(done.code).toBe(0);
    const facts = JSON.parse(done.stdout);
    expect(facts).toMatchObject({ path: file('first'), sealed: true, masterKey: 'TB_MASTER_KEY' });
    expect(facts.rows).toBeGreaterThan(10_000);
    const again = await command(['backup', file('first')]);
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('exists')]);
    const [{ incarnation }] = (await running.rows(`SELECT incarnation FROM orders.installation`)) as any;
    seen = {
      ...{ token: body.accessToken, refreshToken: body.refreshToken, incarnation },
      orders: (await orders()).length,
    };
    const busy = await command(['restore', file('first'), '--replace']);
    expect([busy.code, busy.stderr.trim().split('\n').length]).toEqual([1, 1]);
  });

  test('after the loss of everything it is restored, and nobody trades on it', async () => {
    rmSync(home.dataDir, { recursive: true, force: true });
    const check = await command(['restore', '--check', file('first')]);
    expect([check.code, check.stdout]).toEqual([0, expect.stringMatching(/is whole: \d+ tables, \d+ rows/)]);
    const restored = await command(['restore', file('first')]);
    expect([restored.code, restored.stderr]).toEqual([0, '']);
    expect(restored.stdout).toContain('starts READ_ONLY');
    const twice = await command(['restore', file('first')]);
    expect([twice.code, twice.stderr]).toEqual([2, expect.stringContaining('is not empty')]);

    const running = await start();
    const { marketTime } = await running.ready();
    expect(await running.ready()).toMatchObject({ mode: 'READ_ONLY' });
    expect(running.stdout).toContain('TradingBoost is READ_ONLY');
    // Everybody is signed out; looking is allowed.
    expect((await running.get('/api/v1/users/me', seen.token)).status).toBe(401);
    const old = await running.post('/api/v1/auth/refresh', { refreshToken: seen.refreshToken });
    expect(old.status).toBe(401);
    const { accessToken } = (await signIn(running)).body;
    const [grid] = (await running.get('/api/v1/strategies/grid', accessToken)).body.items;
    expect((await running.get('/api/v1/orders?limit=100', accessToken)).body.items.length).toBeGreaterThan(0);
    const refused = await running.post(
      `/api/v1/strategies/grid/${grid.id}/stop`,
      { mode: 'keep' },
      accessToken,
    );
    expect([refused.status, refused.body.code]).toEqual([503, 'read-only']);
    expect((await running.ready()).marketTime).toBe(marketTime);
    const notSent = await running.rows(
      `SELECT 1 FROM orders.intent_event WHERE at > (SELECT restored_at FROM platform.restoration) AND code IS DISTINCT FROM 'restored'`,
    );
    expect(notSent).toEqual([]);
  });

  test('after a word the same program goes on: bots resume and say so, with ids never used before', async () => {
    const running = await start();
    await running.ready();
    const approved = await command(['restore', '--approve']);
    expect([approved.code, approved.stdout]).toEqual([0, expect.stringContaining('may trade')]);
    await eventually(async () => (await running.ready()).mode === 'PAPER', { timeoutMs: 60_000 });
    const { accessToken } = (await signIn(running)).body;
    const told = await eventually(
      async () => {
        const { items } = (await running.get('/api/v1/notifications?limit=100', accessToken)).body;
        const resumed = items.filter(({ kind }: any) => /resumed/.test(kind));
        return resumed.length >= 2 ? resumed : null;
      },
      { timeoutMs: 60_000 },
    );
    expect(told.length).toBeGreaterThanOrEqual(2);
    const [{ incarnation }] = (await running.rows(`SELECT incarnation FROM orders.installation`)) as any;
    expect(incarnation).not.toBe(seen.incarnation);
    const fresh = await eventually(
      async () => {
        const rows = await running.rows<{ client_order_id: string }>(
          `SELECT client_order_id FROM orders.intent
           WHERE created_at > (SELECT approved_at FROM platform.restoration) LIMIT 5`,
        );
        return rows.length > 0 ? rows : null;
      },
      { timeoutMs: 60_000 },
    );
    for (const { client_order_id: id } of fresh) expect(id.slice(2, 5)).toBe(incarnation);
    const stuck = await running.rows(
      `SELECT 1 FROM orders.intent WHERE status IN ('unknown', 'needs-human')`,
    );
    expect(stuck).toEqual([]);
  });

  test('a damaged file is refused in one sentence, exit code 2, and a start without a restore is as usual', async () => {
    const wrong = await command(['restore', 'package.json']);
    expect([wrong.code, wrong.stdout, wrong.stderr]).toEqual([
      2,
      '',
      'package.json is not a backup that this version can read.\n',
    ]);
    const running = await start();
    expect(await running.ready()).toMatchObject({ mode: 'PAPER' });
  });
});
