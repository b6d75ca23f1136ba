import { join } from 'node:path';
import { csvOf, columnsOf, ScratchFolder } from '../../src/backtest/testing/candle-text.js';
import { requestOf } from '../../src/backtest/testing/requests.js';
import { walk } from '../../src/backtest/testing/walk.js';
import { furnish, type Furnished } from '../../src/cli/commands/replay/furnish.js';
import { planReplay } from '../../src/cli/commands/replay/plan-replay.js';
import { main } from '../../src/cli/main.js';
import type { RunningProgram } from '../../src/program/start-program.js';
import { startProgram } from '../../src/main.js';
import { GetFeedStatus } from '../../src/modules/exchange/contracts/queries/get-feed-status.query.js';
import { SetRiskLimits } from '../../src/modules/orders/contracts/commands/set-risk-limits.command.js';
import type { Bus } from '../../src/shared/platform/bus/bus.port.js';
import { eventually } from '../kit/eventually.js';
import { makeHome, type Home } from '../kit/program.js';

jest.setTimeout(180_000);

const FIVE_MINUTES = 300_000;
const [FIRST, SECOND] = ['2023-01-01', '2023-01-02'];
const SECOND_BEGINS = Date.parse(`${SECOND}T00:00:00Z`);

/** Levels close enough that cycles end within hours. */
const BUSY = {
  ...{ timeframe: '15m', useTrend: false, margin: '200', leverage: 5 },
  ...{ rsiLength: 5, oversold: '40', overbought: '60' },
  takeProfits: [
    { enabled: true, unit: 'percent', value: '0.8', share: '50' },
    { enabled: true, unit: 'percent', value: '1.5', share: '50' },
    { enabled: false },
  ],
  trailing: { enabled: false },
  stopLoss: { enabled: true, unit: 'percent', value: '3' },
};

describe("a bot's day beside its backtest", () => {
  const scratch = new ScratchFolder();
  let home: Home;
  let program: RunningProgram;
  let bot: Furnished;

  const env = (): NodeJS.ProcessEnv => ({
    ...{ TB_DATA_DIR: home.dataDir, HOST: '127.0.0.1', PORT: '0', TB_DEMO: 'off' },
    ...{ TB_FEED_SPEED: '10000', TB_LOG_LEVEL: 'error' },
  });

  async function replay(...args: readonly string[]) {
    let stdout = '';
    let stderr = '';
    const code = await main(['replay', ...args], {
      terminal: {
        print: (line) => void (stdout += `${line}\n`),
        warn: (line) => void (stderr += `${line}\n`),
        on: () => undefined,
        off: () => undefined,
        exit: () => undefined,
      },
      env: env(),
      program: () => import('../../src/main.js'),
      envFile: join(scratch.path, '.env'),
    });
    return { code, stdout, stderr };
  }

  const json = async (...args: readonly string[]) => {
    const { stdout, stderr, code } = await replay('--instance', bot.instanceId, '--json', '-', ...args);
    return { code, ...(stdout === '' ? { stderr } : JSON.parse(stdout)) };
  };

  /** Two days on the whole program; on the second one its owner allows orders that are too small for the bot. */
  beforeAll(async () => {
    home = makeHome();
    const file = columnsOf(csvOf(walk(5, 600), { lengthMs: FIVE_MINUTES }));
    const asked = { strategy: 'hyper-rsi', settings: BUSY, to: Date.parse(`${SECOND}T22:00:00Z`) } as const;
    const plan = planReplay(
      requestOf(asked),
      { settings: BUSY, instrument: null, symbol: null, files: [], funding: { kind: 'none' } },
      file,
    );
    let bus: Bus | null = null;
    program = await startProgram({
      ...{ env: env(), print: () => undefined, market: plan.market },
      furnish: async (its) => {
        bus = its;
        bot = await furnish(its, plan.bot);
      },
    });
    const status = () => bus!.ask(new GetFeedStatus({}));
    const soon = { timeoutMs: 120_000, everyMs: 5 };
    await eventually(async () => (await status()).marketTime >= SECOND_BEGINS, soon);
    const { userId } = bot;
    const usual = { maxPositionNotional: null, maxDailyLoss: null, maxLeverage: null, maxOrdersPerDay: null };
    await bus!.ask(new SetRiskLimits({ userId, ...usual, maxOrderNotional: '50' }));
    await eventually(async () => (await status()).state === 'ended', soon);
  });

  afterAll(async () => {
    await program.stop();
    home.remove();
    scratch.remove();
  });

  it('is the same while the program runs beside: the last day that is over, fill by fill', async () => {
    const result = await json();
    expect(result).toMatchObject({ code: 0, day: FIRST, same: true, differences: [] });
    expect(result.fills.program).toBeGreaterThan(10);
    expect(result.digest.program).toBe(result.digest.backtest);
    expect(result.runs).toMatchObject([{ run: 1, acts: [] }]);
    expect(result.earlier).toEqual({ count: 0, first: null });
  });

  it('lists each fill of a day that differs with its cause, from the rows of the program', async () => {
    const result = await json('--day', SECOND);
    expect(result).toMatchObject({ code: 1, same: false });
    expect(result.differences[0]).toMatchObject({
      backtest: { reason: 'entry' },
      program: null,
      cause: { code: 'denied', details: { reason: 'order-above-limit' } },
    });
    const codes = new Set(result.differences.map(({ cause }: { cause: { code: string } }) => cause.code));
    expect([...codes].sort()).toEqual(['denied', 'follows']);
  });

  it.each([
    ['en', 'the program denied the order it decided on at'],
    ['ko', '결정한 주문을 스스로 거부했습니다: order-above-limit'],
  ])('says so in the language of its reader: %s', async (lang, sentence) => {
    const { code, stdout } = await replay('--instance', bot.instanceId, '--day', SECOND, '--lang', lang);
    expect(stdout).toContain(sentence);
    expect(code).toBe(1);
  });

  it.each([
    [['--instance', 'nobody'], 'there is no such bot here'],
    [['--instance', 'BOT', '--day', '2022-12-31'], 'did not run on 2022-12-31'],
    [['--instance', 'BOT', '--day', '2023-01-05'], 'has only come to'],
    [['--instance', 'BOT', '--cash', '5'], '--cash does not go with --instance'],
    [['--day', FIRST], '--day goes with --instance'],
  ])('refuses what there is not: %j', async (args, reason) => {
    const words = args.map((word) => (word === 'BOT' ? bot.instanceId : word));
    const { code, stdout, stderr } = await replay(...words);
    expect(stderr).toContain(reason);
    expect([code, stdout]).toEqual([2, '']);
  });

  it('is read from the database alone when the program has ended', async () => {
    const beside = await json('--day', SECOND);
    await program.stop();
    expect(await json('--day', SECOND)).toEqual(beside);
  });

  it('is refused where there is no database, and none is made', async () => {
    const { dataDir } = home;
    home = { ...home, dataDir: join(scratch.path, 'nothing') };
    const { code, stderr } = await replay('--instance', bot.instanceId);
    home = { ...home, dataDir };
    expect(stderr).toContain('There is no database in');
    expect(code).toBe(1);
  });
});
