import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { apiClient } from '../kit/api-client.js';
import { eventually } from '../kit/eventually.js';
import { createEmptyDatabase, describeWithRealPostgres, type TestDatabase } from '../kit/postgres.js';
import { freePort } from '../kit/program.js';
import { describeWithRedis, startRedis, type TestRedis } from '../kit/redis.js';
import { BotApiServer } from '../telegram/bot-api-server.js';

jest.setTimeout(400_000);

const PASSWORD = 'four unrelated words, together';
const TELEGRAM = '123456789:the-token-of-a-bot-of-this-test-only';
const KIM = 700_001;
const PATIENCE = { timeoutMs: 180_000 };

/** The program as it is delivered: this checkout, or the tree that a container would hold (see scripts/verify/image.mjs). */
const TREE = process.env.NEW_USER_TREE ?? process.cwd();
const NODE = process.env.NEW_USER_NODE ?? process.execPath;
const UID = process.env.NEW_USER_UID === undefined ? undefined : Number(process.env.NEW_USER_UID);

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const alive = new Set<ChildProcess>();
afterAll(() => {
  for (const child of alive) child.kill('SIGKILL');
});

/** One service of docker-compose.yml: the same command and environment, without the container around it. */
class Service {
  output = '';
  readonly exit: Promise<unknown>;

  constructor(
    readonly child: ChildProcess,
    readonly port: number,
  ) {
    for (const stream of [child.stdout!, child.stderr!])
      stream.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    this.exit = once(child, 'close');
    alive.add(child);
    child.once('close', () => alive.delete(child));
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.child.kill(signal);
    await this.exit;
    return this.child.exitCode;
  }
}

/** The page of a list. */
const items = (data: unknown): any[] => (data as { readonly items: any[] }).items;

const asANewUserWould = (): void => {
  let database: TestDatabase;
  let redis: TestRedis;
  let telegram: BotApiServer;
  let folder: string;
  let secrets: Record<string, string>;
  let api: Service;
  let worker: Service;

  const run = (
    words: readonly string[],
    env: Readonly<Record<string, string>> = {},
    file = 'bin/tradingboost.mjs',
  ): Promise<Ended> =>
    new Promise((resolve) => {
      const options = { cwd: TREE, uid: UID, gid: UID, env: { PATH: process.env.PATH, ...env } };
      execFile(NODE, [file, ...words], options, (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, stdout, stderr });
      });
    });
  const shared = () => ({
    ...{ NODE_ENV: 'production', HOST: '127.0.0.1', TB_FEED_SPEED: '50', TB_DATA_DIR: join(folder, 'data') },
    ...{ DATABASE_URL: database.url, REDIS_URL: redis.url, TB_TOKEN_SECRET: secrets.TB_TOKEN_SECRET! },
    ...{ TELEGRAM_BOT_TOKEN: TELEGRAM, TELEGRAM_API_ROOT: telegram.root, NODE_EXTRA_CA_CERTS: '' },
  });
  const ofApi = () => ({ ...shared(), TB_ROLES: 'api', TB_VAULT_PUBLIC_KEY: secrets.TB_VAULT_PUBLIC_KEY! });
  const ofWorker = () => ({
    ...{ ...shared(), TB_ROLES: 'worker,feed,bot' },
    ...{ TB_MASTER_KEY: secrets.TB_MASTER_KEY!, TB_BACKUP_KEY: secrets.TB_BACKUP_KEY! },
  });
  const serve = async (env: Readonly<Record<string, string>>): Promise<Service> => {
    const port = await freePort();
    const child = spawn(NODE, ['bin/tradingboost.mjs', 'start'], {
      ...{ cwd: TREE, uid: UID, gid: UID, stdio: ['ignore', 'pipe', 'pipe'] },
      env: { PATH: process.env.PATH, ...env, PORT: String(port) },
    });
    return new Service(child, port);
  };
  /** What the container's health check says. */
  const health = ({ port }: Service): Promise<Ended> =>
    run([], { PORT: String(port) }, 'bin/healthcheck.mjs');
  const healthy = async (service: Service): Promise<void> => {
    await eventually(async () => {
      if (service.child.exitCode !== null) throw new Error(`it has ended: ${service.output}`);
      return (await health(service)).code === 0;
    }, PATIENCE);
  };
  const ready = async ({ url }: Service): Promise<any> => (await fetch(`${url}/ready`)).json();
  const begin = async (): Promise<void> => {
    [api, worker] = await Promise.all([serve(ofApi()), serve(ofWorker())]);
    await Promise.all([healthy(api), healthy(worker)]);
  };
  const query = async <Row>(text: string): Promise<Row[]> => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      return (await client.query(text)).rows as Row[];
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    [database, redis, telegram] = await Promise.all([
      createEmptyDatabase('system'),
      startRedis(),
      BotApiServer.listen(TELEGRAM),
    ]);
    folder = mkdtempSync(join(tmpdir(), 'tradingboost-new-user-'));
    chmodSync(folder, 0o777);
  });
  afterAll(async () => {
    await Promise.all([...alive].map((child) => (child.kill('SIGKILL'), once(child, 'close'))));
    await Promise.all([database.drop(), redis.stop(), telegram.close()]);
    rmSync(folder, { recursive: true, force: true });
  });

  const signIn = async (email: string): Promise<string> => {
    const { data } = await apiClient(api.url).POST('/api/v1/auth/login', {
      body: { email, password: PASSWORD },
    });
    return data!.accessToken;
  };
  const as = (token: string) => apiClient(api.url, token);
  const botsOf = async (token: string) => {
    const [hyperRsi, grid] = await Promise.all([
      as(token).GET('/api/v1/strategies/hyper-rsi'),
      as(token).GET('/api/v1/strategies/grid'),
    ]);
    return [...items(hyperRsi.data), ...items(grid.data)];
  };
  const walletOf = (token: string): Promise<string> =>
    eventually(async () => {
      const { data } = await as(token).GET('/api/v1/exchange-accounts');
      return items(data).find(({ environment }) => environment === 'paper')?.id ?? null;
    }, PATIENCE);

  const tokens: Record<string, string> = {};

  test('secrets are made, and start two processes that become healthy', async () => {
    const made = await run(['keys', 'make', '--json', '-']);
    secrets = JSON.parse(made.stdout);
    const nobody = await health({ port: await freePort() } as Service);
    expect([nobody.code, nobody.stderr]).toEqual([1, '/ready does not answer (ECONNREFUSED)\n']);
    await begin();
    expect(worker.output).toContain('this process opens them');
    expect(api.output).toContain('this process seals exchange keys and cannot open them');
    expect(worker.output).toContain('Roles   worker, feed, bot');
  });

  test('the set-up token of the first start makes the admin, who makes a second person', async () => {
    const found = /set-up token (\S+) \(shown this once\)/;
    const token = (found.exec(api.output) ?? found.exec(worker.output))![1]!;
    const setUp = await apiClient(api.url).POST('/api/v1/auth/setup', {
      body: { token, email: 'anna@example.org', password: PASSWORD, language: 'ko' },
    });
    expect(setUp.response.status).toBe(201);
    const made = await run(['user', 'create', 'ben@example.org', '--json', '-'], ofApi());
    expect(made.stderr).not.toContain('error');
    const { password } = JSON.parse(made.stdout);
    const first = await apiClient(api.url).POST('/api/v1/auth/login', {
      body: { email: 'ben@example.org', password },
    });
    const changed = await as(first.data!.accessToken).POST('/api/v1/users/me/password', {
      body: { currentPassword: password, newPassword: PASSWORD },
    });
    expect(changed.response.status).toBeLessThan(300);
    for (const name of ['anna', 'ben']) tokens[name] = await signIn(`${name}@example.org`);
  });

  test('each has an account on paper, makes two bots on it, and they trade', async () => {
    for (const token of Object.values(tokens)) {
      const accountId = await walletOf(token);
      const ticker = await as(token).GET('/api/v1/market/{venue}/ticker', {
        params: { path: { venue: 'paper' }, query: { symbol: 'BTC/USDT' } },
      });
      const price = Number(ticker.data!.last);
      const hyperRsi = await as(token).POST('/api/v1/strategies/hyper-rsi', {
        body: {
          ...{ accountId, name: 'My RSI' },
          settings: { symbol: 'BTC/USDT:USDT', timeframe: '5m', margin: '100', leverage: 5 },
        },
      });
      const [lower, upper] = [price * 0.97, price * 1.03].map((value) => value.toFixed(0));
      const grid = await as(token).POST('/api/v1/strategies/grid', {
        body: {
          ...{ accountId, name: 'My grid' },
          settings: { symbol: 'BTC/USDT', lower, upper, levels: 30, investment: '2000' },
        },
      });
      const ids = [
        ['hyper-rsi', hyperRsi.data!.id],
        ['grid', grid.data!.id],
      ] as const;
      for (const [kind, id] of ids) {
        const path =
          kind === 'grid' ? '/api/v1/strategies/grid/{id}/start' : '/api/v1/strategies/hyper-rsi/{id}/start';
        const started = await as(token).POST(path, { params: { path: { id } } });
        expect(started.error).toBeUndefined();
      }
    }
    for (const token of Object.values(tokens))
      await eventually(async () => {
        const { data } = await as(token).GET('/api/v1/orders', { params: { query: { limit: 100 } } });
        return items(data).some(({ status }) => status === 'filled');
      }, PATIENCE);
    // The API follows the market that the worker tells.
    const timeNow = async () => (await ready(api)).marketTime;
    const before = await timeNow();
    await eventually(async () => Date.parse(await timeNow()) > Date.parse(before), PATIENCE);
  });

  test('one cannot see the other', async () => {
    const [anna, ben] = [tokens.anna!, tokens.ben!];
    const hers = await botsOf(anna);
    const his = await botsOf(ben);
    expect([hers.length, his.length]).toEqual([2, 2]);
    expect(hers.filter(({ id }) => his.some((other) => other.id === id))).toEqual([]);
    const foreign = hers.find(({ name }) => name === 'My grid')!.id;
    const seen = await as(ben).GET('/api/v1/strategies/grid/{id}', { params: { path: { id: foreign } } });
    const orders = await as(ben).GET('/api/v1/orders', { params: { query: { limit: 100 } } });
    expect(seen.response.status).toBe(404);
    expect(JSON.stringify(orders.data)).not.toContain(await walletOf(anna));
    expect((await as(ben).GET('/api/v1/users')).response.status).toBe(403);
  });

  test('keys that the API process takes are sealed, and it cannot open them', async () => {
    const canary = 'cAnArY7f3e9b1d5a8c2046e1b7';
    const added = await as(tokens.ben!).POST('/api/v1/exchange-accounts', {
      body: { venue: 'binance', label: 'Live', apiKey: `${canary}-key`, apiSecret: `${canary}-secret` },
    });
    expect(added.response.status).toBe(201);
    expect(JSON.stringify(added.data)).not.toContain(canary);
    expect(`${api.output}${worker.output}`).not.toContain(canary);
    const other = JSON.parse((await run(['keys', 'make', '--json', '-'])).stdout).TB_VAULT_PUBLIC_KEY;
    const opening = await run(['keys', 'rotate'], { ...ofApi(), TB_VAULT_PUBLIC_KEY: other });
    expect(opening.code).toBe(1);
    expect((await run(['keys', 'rotate', '--json', '-'], ofWorker())).code).toBe(0);
  });

  test('a conversation in Korean, from the link to the emergency stop', async () => {
    const anna = tokens.anna!;
    const texts = () => telegram.shown(KIM).map(({ text }) => text);
    const hears = (words: string | RegExp) =>
      eventually(
        () => texts().find((text) => (typeof words === 'string' ? text.includes(words) : words.test(text))),
        PATIENCE,
      );
    const link = await as(anna).POST('/api/v1/users/me/telegram/link-code');
    telegram.says(KIM, link.data!.message);
    await hears('연결되어 있습니다');
    telegram.says(KIM, '/status');
    await hears('봇: 2개 중 2개 작동');
    telegram.says(KIM, '/bots');
    await hears('My grid');
    telegram.says(KIM, '/panic');
    await eventually(
      () =>
        telegram
          .shown(KIM)
          .flatMap(({ buttons }) => buttons.flat())
          .find(({ text }) => text === '모두 멈추고 포지션 청산'),
      PATIENCE,
    );
    telegram.pressesButton(KIM, '모두 멈추고 포지션 청산');
    await hears('모든 계좌의 거래를 중지했습니다');
    await eventually(
      async () => (await botsOf(anna)).every(({ state }) => /^stopp(ing|ed)$/.test(state)),
      PATIENCE,
    );
    expect((await as(anna).GET('/api/v1/risk/limits')).data!.halted).toBe(true);
    // Of him nothing was stopped.
    expect((await botsOf(tokens.ben!)).map(({ state }) => state)).toEqual(['running', 'running']);
    expect((await as(tokens.ben!).GET('/api/v1/risk/limits')).data!.halted).toBe(false);
  });

  test('the health check turns red when the database is gone, and green again', async () => {
    const name = new URL(database.url).pathname.slice(1);
    const admin = new URL(database.url);
    admin.pathname = 'postgres';
    const client = new Client({ connectionString: admin.href });
    await client.connect();
    await client.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false`);
    await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()`,
      [name],
    );
    await eventually(async () => (await health(api)).code === 1, PATIENCE);
    expect((await health(api)).stderr).toMatch(/\/ready (answers 503|does not answer)/);
    await client.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS true`);
    await client.end();
    await Promise.all([healthy(api), healthy(worker)]);
  });

  test('backup, wipe, restore: nobody trades before a word, then the bots resume and say so', async () => {
    const file = join(folder, 'everything.backup');
    const backup = await run(['backup', file, '--json', '-'], ofWorker());
    expect(backup.code).toBe(0);
    const before = await query<{ state: string }>(`SELECT id, state FROM grid.instance ORDER BY id`);
    expect([await api.end(), await worker.end()]).toEqual([0, 0]);
    await database.drop();
    database = await createEmptyDatabase('system');
    const restored = await run(['restore', file], ofWorker());
    expect([restored.code, restored.stderr]).toEqual([0, '']);
    expect(await query(`SELECT id, state FROM grid.instance ORDER BY id`)).toEqual(before);
    await begin();
    expect((await ready(api)).mode).toBe('READ_ONLY');
    const ben = await signIn('ben@example.org');
    const refused = await as(ben).POST('/api/v1/risk/halt');
    expect([refused.response.status, refused.error?.code]).toEqual([503, 'read-only']);
    expect((await run(['restore', '--approve'], ofWorker())).code).toBe(0);
    for (const service of [api, worker])
      await eventually(async () => (await ready(service)).mode === 'PAPER', PATIENCE);
    await Promise.all([healthy(api), healthy(worker)]);
    await eventually(async () => {
      const { data } = await as(ben).GET('/api/v1/notifications', { params: { query: { limit: 100 } } });
      return items(data).filter(({ kind }) => /resumed/.test(kind)).length >= 2;
    }, PATIENCE);
    expect((await botsOf(ben)).map(({ state }) => state)).toEqual(['running', 'running']);
  });
};

describeWithRealPostgres('as a new user would: api and worker apart, on an installed Postgres', () => {
  describeWithRedis('and Redis', asANewUserWould);
});
