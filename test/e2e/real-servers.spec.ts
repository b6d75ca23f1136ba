import { Redis } from 'ioredis';
import { eventually } from '../kit/eventually.js';
import { createEmptyDatabase, describeWithRealPostgres, type TestDatabase } from '../kit/postgres.js';
import { makeHome, RunningTradingBoost, type Home } from '../kit/program.js';
import { describeWithRedis, startRedis, type TestRedis } from '../kit/redis.js';

jest.setTimeout(120_000);

/** The same program on servers that somebody else runs. */
const onRealServers = (): void => {
  let database: TestDatabase;
  let redis: TestRedis;
  let home: Home;
  let program: RunningTradingBoost;

  beforeAll(async () => {
    [database, redis] = await Promise.all([createEmptyDatabase('system'), startRedis()]);
    home = makeHome();
    program = await RunningTradingBoost.start(home, {
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
      TB_FEED_SPEED: '50',
    });
    await program.ready();
  });

  afterAll(async () => {
    const { code } = await program.end('SIGTERM');
    home.remove();
    await Promise.all([database.drop(), redis.stop()]);
    expect(code).toBe(0);
  });

  test('an empty database is brought into shape, and the market moves on', async () => {
    const { marketTime } = await program.ready();
    await eventually(async () => Date.parse((await program.ready()).marketTime) > Date.parse(marketTime));
    expect(program.stdout).toContain('BullMQ on Redis');
    expect(program.stdout).toContain('the database of DATABASE_URL');
  });

  test('FLUSHALL in mid-run stops nothing', async () => {
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
    const { marketTime } = await program.ready();
    await eventually(
      async () => Date.parse((await program.ready()).marketTime) > Date.parse(marketTime) + 600_000,
      { timeoutMs: 30_000 },
    );
  });
};

describeWithRealPostgres('on an installed Postgres', () => {
  describeWithRedis('and Redis', onRealServers);
});
