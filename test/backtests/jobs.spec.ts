import { JobStore } from '../../src/backtest/jobs/job-store.port.js';
import { PgJobStore } from '../../src/backtest/jobs/pg-job-store.js';
import { candleLines, runJob, StoredCandles } from '../../src/backtest/jobs/run-job.js';
import { Database } from '../../src/shared/platform/persistence/database.js';
import { Wakeups } from '../../src/shared/platform/queue/wakeups.port.js';
import { epochMs } from '../../src/shared/pure/time/epoch.js';
import { eventually } from '../kit/eventually.js';
import { createTestDatabase } from '../kit/postgres.js';
import { runProgram } from '../kit/source-program.js';
import { bootApp, candlesOf, compileThread, FIRST_OPEN, SYMBOL, type BootedApp } from './rig.js';

const WISH = {
  strategy: 'hyper-rsi',
  candles: { venue: 'paper', symbol: SYMBOL, timeframe: '15m' },
  settings: { timeframe: '15m', useTrend: false, margin: '200', leverage: 5 },
};

const ROW = { userId: 'user-1', requestKey: null, createdAt: epochMs(1) };

jest.setTimeout(60_000);

describe('backtests through the API', () => {
  let rig: BootedApp;
  beforeAll(async () => {
    rig = await bootApp();
  });
  afterAll(async () => rig.close());
  beforeEach(async () => {
    rig.stored.candles = candlesOf(12_000);
    rig.stored.hold = null;
    rig.stored.pages = 0;
    await rig.database.pool('api').query('TRUNCATE backtest.job CASCADE');
  });

  const untilStatus = (id: string, status: string) =>
    eventually(
      async () => {
        const { body } = await rig.ask('GET', `/${id}`);
        if (body.status === 'failed' && status !== 'failed') throw new Error(JSON.stringify(body.error));
        return body.status === status ? body : null;
      },
      { timeoutMs: 30_000, what: `the status ${status}` },
    );

  async function done(wish: object = WISH): Promise<any> {
    const { status, body } = await rig.ask('POST', '', wish);
    expect([status, body.status]).toEqual([202, 'queued']);
    return untilStatus(body.id, 'done');
  }

  /** Keeps runs waiting for their second page of candles until it is called. */
  function holdCandles(): () => void {
    let release!: () => void;
    rig.stored.hold = new Promise((resolve) => (release = resolve));
    return release;
  }

  test('a run comes to what the engine comes to, and tells its progress and summary', async () => {
    const job = await done();
    const candles = new StoredCandles();
    candles.add(candleLines(rig.stored.candles));
    const direct = runJob(
      {
        ...{
          strategy: 'hyper-rsi',
          settings: WISH.settings,
          instrument: { symbol: SYMBOL },
          timeframe: null,
        },
        ...{ from: null, cash: '10000', maker: '0.0002', taker: '0.0005', slippageBps: '2', fill: 'touch' },
        ...{ instrument: SYMBOL as never, fundingRate: null },
        candles: { venue: 'paper', symbol: SYMBOL, timeframe: '15m', from: null, to: epochMs(0) },
      },
      candles.finish(),
      () => undefined,
    );
    expect(direct.outcome.summary.trades).toBeGreaterThan(10);
    expect(job).toMatchObject({
      digest: direct.outcome.digest,
      summary: direct.outcome.summary,
      error: null,
    });
    expect(job.progress.phase).toBe('finished');
    expect(job.report).toBe(`/api/v1/backtests/${job.id}/report`);
    expect(Date.parse(job.finishedAt)).toBeGreaterThanOrEqual(Date.parse(job.startedAt));
  });

  test('the report is a page for its owner, in the language of the reader, that may load nothing', async () => {
    const job = await done();
    const page = await rig.ask('GET', `/${job.id}/report`, undefined, { language: 'ko-KR' });
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['content-security-policy']).toMatch(/^sandbox allow-scripts.*default-src 'none'/);
    expect(page.body).toContain('<html lang="ko">');
    expect(page.body).toContain(job.digest);
    expect((await rig.ask('GET', `/${job.id}/report`)).body).toContain('<html lang="en">');
    expect((await rig.ask('GET', `/${job.id}/report`, undefined, { userId: 'user-2' })).status).toBe(404);
  });

  test('a grid runs on the candles from a given time on, the earlier ones left alone', async () => {
    const last = Number(rig.stored.candles.at(-1)!.close);
    const job = await done({
      strategy: 'grid',
      candles: {
        ...WISH.candles,
        from: new Date(FIRST_OPEN + 100 * 900_000).toISOString(),
        to: new Date(FIRST_OPEN + 3_000 * 900_000).toISOString(),
      },
      settings: {
        ...{ lower: String(Math.round(last * 0.5)), upper: String(Math.round(last * 2)), levels: 30 },
        ...{ mode: 'neutral', investment: '5000', leverage: 2 },
      },
      fundingRate: '0.0001',
    });
    expect(job.summary.trades).toBeGreaterThanOrEqual(0);
    const [row] = (await rig.database.pool('api').query('SELECT outcome FROM backtest.job')).rows;
    expect(row.outcome.candles).toMatchObject({ count: 2_900, from: FIRST_OPEN + 100 * 900_000 });
  });

  test.each([
    ['an unknown strategy', { ...WISH, strategy: 'martingale' }, 400, 'validation-failed', 'strategy'],
    ['a property that nobody knows', { ...WISH, leverage: 5 }, 400, 'validation-failed', 'leverage'],
    ['cash that is nothing', { ...WISH, cash: '0' }, 400, 'validation-failed', 'cash'],
    ['a fee that is no decimal', { ...WISH, maker: '2e-4' }, 400, 'validation-failed', 'maker'],
    ['a time that is none', { ...WISH, from: 'yesterday' }, 400, 'validation-failed', 'from'],
    ['no candles', { strategy: 'grid', settings: {} }, 400, 'validation-failed', 'candles'],
  ])('%s is refused field by field', async (_what, wish, status, code, field) => {
    const answer = await rig.ask('POST', '', wish);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.body.details.fields.map((one: any) => one.field).join()).toContain(field);
  });

  test.each([
    [
      'an instrument without candles',
      { candles: { ...WISH.candles, symbol: 'X/Y' } },
      404,
      'unknown-instrument',
    ],
    [
      'candles finer than stored',
      { candles: { ...WISH.candles, timeframe: '1m' } },
      422,
      'timeframe-too-fine',
    ],
    [
      'a range without candles',
      { candles: { ...WISH.candles, to: '2001-01-01T00:00:00Z' } },
      422,
      'no-candles',
    ],
    ['settings that the strategy refuses', { settings: { rsiLength: 1 } }, 422, 'backtest-refused'],
    ['a setting that nobody knows', { settings: { rsiLenght: 14 } }, 422, 'backtest-refused'],
    ['decisions finer than the candles', { timeframe: '1m' }, 422, 'backtest-refused'],
  ])('%s is refused at once, with its reason', async (_what, change, status, code) => {
    const answer = await rig.ask('POST', '', { ...WISH, ...change });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.body.detail).not.toBe('');
    expect((await rig.ask('GET', '')).body.items).toEqual([]);
  });

  test('candles that cannot be computed with end it with their reason', async () => {
    rig.stored.candles = rig.stored.candles.map((candle, index) =>
      index === 7_000 ? { ...candle, high: '99999.12345678901234567' } : candle,
    );
    const { body } = await rig.ask('POST', '', WISH);
    const { error } = await untilStatus(body.id, 'failed');
    expect(error).toEqual({
      code: 'backtest-refused',
      message: expect.stringContaining('stored candles:7002: high'),
    });
  });

  test('what belongs to somebody else does not exist', async () => {
    const job = await done();
    const other = { userId: 'user-2' };
    for (const [method, path] of [
      ['GET', `/${job.id}`],
      ['GET', `/${job.id}/report`],
      ['DELETE', `/${job.id}`],
    ] as const) {
      expect((await rig.ask(method, path, undefined, other)).status).toBe(404);
    }
    expect((await rig.ask('GET', '', undefined, other)).body.items).toEqual([]);
    expect((await rig.ask('GET', `/${job.id}`)).status).toBe(200);
  });

  test('a viewer may look and not run', async () => {
    expect((await rig.ask('POST', '', WISH, { role: 'viewer' })).status).toBe(403);
    expect((await rig.ask('GET', '', undefined, { role: 'viewer' })).status).toBe(200);
  });

  test('asking again with the same key makes no second run', async () => {
    const [first, second] = await Promise.all([
      rig.ask('POST', '', WISH, { key: 'once' }),
      rig.ask('POST', '', WISH, { key: 'once' }),
    ]);
    expect(second.body.id).toBe(first.body.id);
    const foreign = await rig.ask('POST', '', WISH, { key: 'once', userId: 'user-2' });
    expect(foreign.body.id).not.toBe(first.body.id);
  });

  test('a list is newest first and goes on where the page ended', async () => {
    const release = holdCandles();
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) ids.unshift((await rig.ask('POST', '', WISH)).body.id);
    const first = (await rig.ask('GET', '?limit=2')).body;
    const second = (await rig.ask('GET', `?limit=2&cursor=${first.nextCursor}`)).body;
    expect([...first.items, ...second.items].map(({ id }: any) => id)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
    for (const id of ids) await rig.ask('DELETE', `/${id}`);
    release();
  });

  test('a sixth that would wait is refused, the first that ends makes room', async () => {
    const release = holdCandles();
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.push((await rig.ask('POST', '', WISH)).body.id);
    const sixth = await rig.ask('POST', '', WISH);
    expect([sixth.status, sixth.body.code]).toEqual([422, 'too-many-backtests']);
    await rig.ask('DELETE', `/${ids[4]}`);
    expect((await rig.ask('POST', '', WISH)).status).toBe(202);
    for (const { id } of (await rig.ask('GET', '')).body.items) await rig.ask('DELETE', `/${id}`);
    release();
  });

  test('a run that is cancelled ends, stays in the list as cancelled, and lets the next one run', async () => {
    const release = holdCandles();
    const { body: job } = await rig.ask('POST', '', WISH);
    const running = await eventually(async () => {
      const { body } = await rig.ask('GET', `/${job.id}`);
      return body.progress.phase === 'reading' && body.progress.done === 5_000 ? body : null;
    });
    expect(running).toMatchObject({
      status: 'running',
      progress: { total: 12_000 },
      summary: null,
      report: null,
    });
    expect((await rig.ask('GET', `/${job.id}/report`)).status).toBe(409);
    expect((await rig.ask('DELETE', `/${job.id}`)).status).toBe(204);
    expect((await rig.ask('GET', `/${job.id}`)).body).toMatchObject({ status: 'cancelled', error: null });
    rig.stored.hold = null;
    const { body: next } = await rig.ask('POST', '', {
      ...WISH,
      candles: { ...WISH.candles, to: '2024-01-20T00:00:00Z' },
    });
    await untilStatus(next.id, 'done');
    release();
    expect((await rig.ask('DELETE', `/${job.id}`)).status).toBe(204);
    expect((await rig.ask('GET', `/${job.id}`)).status).toBe(404);
  });

  test('the process answers others while a run computes', async () => {
    const { body } = await rig.ask('POST', '', WISH);
    let answers = 0;
    let longestMs = 0;
    await eventually(
      async () => {
        const begin = performance.now();
        const { body: now } = await rig.ask('GET', `/${body.id}`);
        longestMs = Math.max(longestMs, performance.now() - begin);
        answers += 1;
        return now.status === 'done';
      },
      { timeoutMs: 30_000, everyMs: 5 },
    );
    expect(answers).toBeGreaterThan(3);
    expect(longestMs).toBeLessThan(1_000);
  });

  test('a run whose process was killed is begun anew by the next one and comes to the same result', async () => {
    const { digest } = await done();
    const { request } = await storedRequest();
    const home = await createTestDatabase();
    const victim = runProgram(await victimProgram(home.url, request), { env: process.env });
    await eventually(() => victim.lines.includes('reading'), { what: 'a run in the other process' });
    victim.process.kill('SIGKILL');
    await victim.ended;
    const next = await bootApp(home.url);
    try {
      const store = next.app.get(JobStore);
      expect(await store.find('user-1', 'killed')).toMatchObject({ status: 'running', outcome: null });
      // Its lease runs out.
      await next.database.pool('api').query('UPDATE backtest.job SET leased_until = now()');
      await next.app.get(Wakeups).wake('backtest', { kind: 'run', id: 'killed' });
      const job = await eventually(async () => {
        const found = await store.find('user-1', 'killed');
        return found?.status === 'done' ? found : null;
      });
      expect(job.outcome?.digest).toBe(digest);
      const { rows } = await next.database.pool('api').query('SELECT attempts, fence FROM backtest.job');
      expect(rows).toEqual([{ attempts: 2, fence: '2' }]);
    } finally {
      await next.close();
      await home.drop();
    }
  });

  test('a run that is stopped with its process waits again, and is not counted as broken off', async () => {
    const { request } = await storedRequest();
    const home = await createTestDatabase();
    const first = await bootApp(home.url);
    let release!: () => void;
    first.stored.hold = new Promise((resolve) => (release = resolve));
    const store = first.app.get(JobStore);
    await store.add({ ...ROW, id: 'stopped', request }, 5);
    await first.app.get(Wakeups).wake('backtest', { kind: 'run', id: 'stopped' });
    await eventually(() => first.stored.pages > 0);
    await first.app.close();
    const { rows } = await first.database.pool('api').query('SELECT status, attempts FROM backtest.job');
    expect(rows).toEqual([{ status: 'queued', attempts: 0 }]);
    release();
    await first.database.close();
    await home.drop();
  });

  /** The request as the API would have stored it. */
  async function storedRequest(): Promise<{ request: any }> {
    const release = holdCandles();
    const { body } = await rig.ask('POST', '', WISH, { userId: 'user-4' });
    const { rows } = await rig.database
      .pool('api')
      .query('SELECT request FROM backtest.job WHERE id = $1', [body.id]);
    await rig.ask('DELETE', `/${body.id}`, undefined, { userId: 'user-4' });
    release();
    rig.stored.hold = null;
    return rows[0];
  }

  test('a job that has broken off three times is given up', async () => {
    const { request } = await storedRequest();
    await rig.database.pool('api').query(
      `INSERT INTO backtest.job (id, user_id, request, status, phase, done, fence, attempts, created_at)
       VALUES ('bad', 'user-1', $1, 'queued', 'waiting', 0, 3, 3, now())`,
      [request],
    );
    await rig.app.get(Wakeups).wake('backtest', { kind: 'run', id: 'bad' });
    expect(await untilStatus('bad', 'failed')).toMatchObject({ error: { code: 'gave-up' } });
  });

  test('what a process writes about a job that another has taken since is not believed', async () => {
    const { request } = await storedRequest();
    const home = await createTestDatabase();
    const database = new Database(home.url);
    const store = new PgJobStore(database);
    await store.add({ ...ROW, id: 'j', request }, 5);
    const first = (await store.claim(-1))!;
    const second = (await store.claim(60_000))!;
    expect([first.fence, second.fence]).toEqual([1, 2]);
    expect(await store.claim(60_000)).toBeNull();
    expect(await store.progressed(first, { phase: 'running', done: 1, total: 2 }, 60_000)).toBe(false);
    await store.fail(first, { code: 'x', message: 'x' });
    await store.finish(first, {} as never, new Uint8Array());
    await store.release(first);
    expect((await store.find('user-1', 'j'))?.status).toBe('running');
    expect(await store.progressed(second, { phase: 'running', done: 1, total: 2 }, 60_000)).toBe(true);
    await store.release(second);
    expect((await store.find('user-1', 'j'))?.status).toBe('queued');
    await database.close();
    await home.drop();
  });
});

/** Another process of the installation: it takes the job, reads one page of candles, and is killed there. */
async function victimProgram(url: string, request: object): Promise<string> {
  const src = await compileThread();
  return `
    import { Database } from '${src}/shared/platform/persistence/database.js';
    import { SystemClock } from '${src}/shared/platform/clock/system-clock.js';
    import { MemoryWakeups } from '${src}/shared/platform/queue/memory-wakeups.js';
    import { JobRunner } from '${src}/backtest/jobs/job-runner.js';
    import { PgJobStore } from '${src}/backtest/jobs/pg-job-store.js';
    const candle = { openTime: ${FIRST_OPEN}, open: '1', high: '1', low: '1', close: '1', volume: '1' };
    let asked = 0;
    const bus = { ask: async () => {
      asked += 1;
      if (asked === 1) return { ok: true, value: [candle] };
      console.log('reading');
      return new Promise(() => setInterval(() => {}, 1_000));
    } };
    const store = new PgJobStore(new Database(${JSON.stringify(url)}));
    await store.add(${JSON.stringify({ ...ROW, id: 'killed', request })}, 5);
    const program = { url: new URL('file://${src}/backtest/jobs/run-thread.js') };
    const runner = new JobRunner(store, bus, new MemoryWakeups(), new SystemClock(), program, { roles: ['worker'] });
    runner.onApplicationBootstrap();`;
}
