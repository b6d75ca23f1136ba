import { OpenFeed } from '../../src/modules/exchange/contracts/commands/open-feed.command.js';
import { GetFeedStatus } from '../../src/modules/exchange/contracts/queries/get-feed-status.query.js';
import { GetTickers } from '../../src/modules/market-data/contracts/queries/get-tickers.query.js';
import { eventually } from '../kit/eventually.js';
import { createTestDatabase, Program, type TestDatabase } from '../kit/in-process-program.js';

describe('two whole programs on one database', () => {
  let place: TestDatabase;
  const programs: Program[] = [];

  beforeEach(async () => {
    place = await createTestDatabase();
  });
  afterEach(async () => {
    for (const program of programs.splice(0)) await program.stop();
    await place.drop();
  });

  const start = async (host: string): Promise<Program> => {
    const program = await Program.start(place, { TB_FEED_SPEED: '20' }, host);
    programs.push(program);
    await program.bus.ask(new OpenFeed({ venue: 'paper' }));
    return program;
  };
  const feedOf = (program: Program) => program.bus.ask(new GetFeedStatus({}));
  const feedCheck = async (program: Program) => {
    const ready = await program.app.inject({ method: 'GET', url: '/ready' });
    const { dependencies } = JSON.parse(ready.payload) as { dependencies: { name: string }[] };
    return dependencies.find(({ name }) => name === 'feed');
  };

  test('one has the market; the other is ready, knows its prices, and goes on with it when the first has stopped', async () => {
    const first = await start('one computer');
    await eventually(async () => (await feedOf(first)).state === 'running');
    const second = await start('another computer');
    await eventually(async () => (await feedOf(second)).state === 'standby');
    expect(await feedCheck(second)).toMatchObject({ ok: true, detail: { state: 'standby' } });
    const { marketTime: before } = await feedOf(second);
    await eventually(async () => (await feedOf(second)).marketTime > before);
    await eventually(async () =>
      (await second.bus.ask(new GetTickers({ venue: 'paper', symbols: ['BTC/USDT'] }))).some(
        ({ at }) => at > before,
      ),
    );
    expect((await feedOf(first)).state).toBe('running');

    await programs.shift()!.stop();
    await eventually(async () => (await feedOf(second)).state === 'running');
    const { marketTime: taken } = await feedOf(second);
    await eventually(async () => (await feedOf(second)).marketTime > taken);
    expect(await feedCheck(second)).toMatchObject({ ok: true, detail: { state: 'running' } });
  });
});
