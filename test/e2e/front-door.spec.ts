import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { eventually } from '../kit/eventually.js';
import { makeHome, RunningTradingBoost, type Home } from '../kit/program.js';

jest.setTimeout(180_000);

const PASSWORD = 'four unrelated words, together';
const KEYS = { TB_MASTER_KEY: 'the-master-key-of-this-test-and-no-other' };

describe('the front door of the program, by the client that its document gives', () => {
  let home: Home;
  let program: RunningTradingBoost;

  beforeAll(async () => {
    home = makeHome();
    program = await RunningTradingBoost.start(home, { TB_FEED_SPEED: '20', ...KEYS });
    await program.ready();
  });
  afterAll(async () => {
    await program.end('SIGTERM');
    home.remove();
  });

  /** A command beside the running program. */
  const command = async (...words: readonly string[]): Promise<any> => {
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, TB_DATA_DIR: home.dataDir, ...KEYS };
    const args = ['bin/tradingboost.mjs', ...words, '--json'];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    return JSON.parse(stdout);
  };

  test('the token of the first start makes the first admin, once', async () => {
    const token = await eventually(() => /set-up token (\S+) \(shown this once\)/.exec(program.stdout)?.[1]);
    const body = { token, email: 'anna@example.org', password: PASSWORD, language: 'ko' } as const;
    const made = await program.api().POST('/api/v1/auth/setup', { body });
    expect(made.response.status).toBe(201);
    const me = await program.api(made.data!.accessToken).GET('/api/v1/users/me');
    expect(me.data).toMatchObject({ email: 'anna@example.org', role: 'admin', language: 'ko' });
    const again = await program
      .api()
      .POST('/api/v1/auth/setup', { body: { ...body, email: 'b@example.org' } });
    expect([again.response.status, again.error?.code]).toEqual([403, 'set-up-refused']);
    expect(program.stderr).not.toContain(token);
  });

  test('the operator moves stored keys to the newest master key beside the running program', async () => {
    expect(await command('keys', 'rotate')).toMatchObject({ rewrapped: 0, keyId: expect.any(String) });
  });

  test('the operator makes a second person beside the running program, who sees nothing of the first', async () => {
    const { password, role } = await command('user', 'create', 'ben@example.org');
    expect(role).toBe('trader');
    const ben = (
      await program.api().POST('/api/v1/auth/login', { body: { email: 'ben@example.org', password } })
    ).data!;
    const api = program.api(ben.accessToken);
    const { data } = await api.GET('/api/v1/strategies/grid');
    expect(data).toEqual({ items: [], nextCursor: null });
    expect((await api.GET('/api/v1/users')).error).toMatchObject({ code: 'forbidden' });

    const fresh = (
      await program.api().POST('/api/v1/auth/refresh', { body: { refreshToken: ben.refreshToken } })
    ).data!;
    const reset = await command('user', 'reset-password', 'ben@example.org');
    const out = await program.api(fresh.accessToken).GET('/api/v1/users/me');
    expect(out.response.status).toBe(401);
    const back = await program.api().POST('/api/v1/auth/login', {
      body: { email: 'ben@example.org', password: reset.password },
    });
    expect(back.response.status).toBe(200);
  });

  test('an edit goes through the client with the version that was seen, and once for one key', async () => {
    const { accessToken } = (
      await program.api().POST('/api/v1/auth/login', {
        body: { email: 'anna@example.org', password: PASSWORD },
      })
    ).data!;
    const api = program.api(accessToken);
    const seen = await api.GET('/api/v1/risk/limits');
    const header = { 'If-Match': seen.response.headers.get('etag')!, 'Idempotency-Key': 'limits-1' };
    const edit = () => api.PUT('/api/v1/risk/limits', { params: { header }, body: { maxLeverage: 3 } });
    const [first, second] = [await edit(), await edit()];
    expect(first.data).toMatchObject({ maxLeverage: 3, version: 1 });
    expect(second.data).toEqual(first.data);
    expect(second.response.headers.get('idempotency-replayed')).toBe('true');
  });

  test('the doctor finds a running program well', async () => {
    const { healthy, checks } = await command('doctor');
    expect(checks.filter(({ state }: any) => state === 'failed')).toEqual([]);
    expect(healthy).toBe(true);
    expect(checks.map(({ check }: any) => check)).toEqual(
      expect.arrayContaining(['node', 'disk', 'configuration', 'database', 'migrations', 'clock', 'queue']),
    );
  });
});
