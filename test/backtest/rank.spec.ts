import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RankResult } from '../../src/backtest/rank/rank-result.js';
import { csvOf, ScratchFolder } from '../../src/backtest/testing/candle-text.js';
import { walk } from '../../src/backtest/testing/walk.js';
import { main } from '../../src/cli/main.js';
import { describeWithRecordings, recording } from '../kit/recordings.js';

describe('the command that ranks symbols', () => {
  const folder = new ScratchFolder();
  let stdout: string;
  let stderr: string;

  const run = (...args: readonly string[]): Promise<number> => {
    stdout = '';
    stderr = '';
    return main(['backtest', 'rank', ...args], {
      terminal: {
        print: (line) => void (stdout += `${line}\n`),
        warn: (line) => void (stderr += `${line}\n`),
        on: () => undefined,
        off: () => undefined,
        exit: () => undefined,
      },
      env: { TB_DATA_DIR: folder.path },
      program: () => Promise.reject(new Error('a ranking needs no program')),
      envFile: join(folder.path, '.env'),
    });
  };
  const candlesOf = (name: string, seed: number, count = 3_000): string =>
    folder.write(`${name}.csv`, csvOf(walk(seed, count, { gaps: false })));
  const files = { BTC: candlesOf('btc', 1), ETH: candlesOf('eth', 2), SOL: candlesOf('sol', 3, 100) };
  const given = Object.entries(files).flatMap(([name, file]) => ['--candles', `${name}/USDT:USDT=${file}`]);
  const settings = '{"mode":"neutral","range":{"below":20,"above":20},"investment":1000,"levels":10}';
  const usual = [...given, '--settings', settings, '--days', '2', '--lang', 'en'];
  const wrong = async (says: string, ...args: readonly string[]): Promise<void> => {
    expect(await run(...args)).toBe(2);
    expect(stderr).toContain(says);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
  };

  afterAll(() => folder.remove());

  it('lists them with their numbers, and why the others have no place', async () => {
    expect(await run(...usual)).toBe(0);
    const [title, head, first, second, other] = stdout.split('\n');
    expect(title).toMatch(/^grid · 2 days 2023-01-01 02:00 – 2023-01-03 02:00 · by return .* in USDT$/);
    expect(head).toMatch(/^# +symbol +return +net of pairs +pairs +drawdown/);
    expect([first, second].map((line) => line!.slice(0, 1))).toEqual(['1', '2']);
    expect(other).toMatch(
      /^SOL\/USDT:USDT {2}not judged: candles .* do not reach over .*; give more of them$/,
    );
    expect(stderr).toBe('');
  });

  it('writes them as JSON to stdout, which then holds nothing else, each as its own backtest has it', async () => {
    expect(await run(...usual, '--json')).toBe(0);
    const { symbols, from, to } = JSON.parse(stdout) as RankResult;
    expect(stderr).toContain('net of pairs');
    const [best] = symbols;
    expect(symbols.map(({ rank }) => rank)).toEqual([1, 2, null]);
    const name = best!.symbol.slice(0, 3) as keyof typeof files;
    const own = JSON.stringify({ mode: 'neutral', investment: 1000, levels: 10, ...best!.range });
    const result = join(folder.path, 'result.json');
    const alone = [
      ...['--strategy', 'grid', '--candles', files[name], '--instrument', best!.symbol, '--settings', own],
      ...['--from', new Date(from).toISOString(), '--to', new Date(to).toISOString(), '--json', result],
    ];
    stdout = '';
    const code = await main(['backtest', ...alone], {
      terminal: {
        print: () => undefined,
        warn: (line) => void (stderr += line),
        on: () => undefined,
        off: () => undefined,
        exit: () => undefined,
      },
      env: { TB_DATA_DIR: folder.path },
      program: () => Promise.reject(new Error('not needed')),
      envFile: join(folder.path, '.env'),
    });
    expect(code).toBe(0);
    const { digest } = JSON.parse(readFileSync(result, 'utf8')) as { digest: string };
    expect(digest).toBe(best!.figures!.digest);
  });

  it('is in Korean where that is the language', async () => {
    await run(...usual, '--lang', 'ko');
    expect(stdout).toContain('최대 낙폭');
    expect(stdout).toContain('판단 보류');
  });

  it('keeps to the lists of names without reading what they keep out', async () => {
    const broken = folder.write('broken.csv', 'no candles');
    const lists = ['--candles', `XRP/USDT:USDT=${broken}`, '--deny', 'XRP/USDT:USDT', '--json'];
    expect(await run(...usual, ...lists)).toBe(0);
    expect((JSON.parse(stdout) as RankResult).symbols.at(-1)).toMatchObject({
      symbol: 'XRP/USDT:USDT',
      standing: 'excluded',
      reason: { code: 'denied' },
    });
    expect(await run(...usual, '--allow', 'BTC/USDT:USDT', '--json')).toBe(0);
    const standings = (JSON.parse(stdout) as RankResult).symbols.map(({ standing }) => standing);
    expect(standings).toEqual(['ranked', 'excluded', 'excluded']);
  });

  it('does not judge a symbol whose order book nobody gave, where a spread is asked for', async () => {
    const book = folder.write('book.json', '{"bids":[["99.99","1"]],"asks":[["100.01","1"]]}');
    const spread = ['--max-spread-bps', '3', '--book', `ETH/USDT:USDT=${book}`];
    expect(await run(...usual, ...spread)).toBe(0);
    expect(stdout).toMatch(/^1 +ETH.* 2 bps /m);
    expect(stdout).toMatch(/^BTC\/USDT:USDT {2}not judged: its spread is not known/m);
  });

  it('ends with 1 when no symbol has a place', async () => {
    expect(await run(...usual, '--min-volume', '1000000000')).toBe(1);
    expect(stdout).toContain('No symbol has a place.');
    expect(stdout).toMatch(/filtered out: \d.* a day, at least 1000000000 is asked for/);
  });

  it('refuses what it cannot use in one line', async () => {
    const missing = join(folder.path, 'missing.csv');
    await wrong('--candles is required', '--settings', settings);
    await wrong('give every file with its symbol', '--candles', files.BTC, '--settings', settings);
    await wrong('there is no such file', '--candles', `BTC/USDT=${missing}`, '--settings', settings);
    await wrong('range is {"below":PERCENT', ...usual, '--settings', '{"range":{"below":0}}');
    await wrong('--days 0 is not', ...usual, '--days', '0');
    await wrong('--by luck is not one of return', ...usual, '--by', 'luck');
    await wrong('--min-volume -1 is not', ...usual, '--min-volume=-1');
    await wrong('--allow DOGE/USDT: there are no candles', ...usual, '--allow', 'DOGE/USDT');
    await wrong('leave no symbol', ...usual, '--allow', 'BTC/USDT:USDT', '--deny', 'BTC/USDT:USDT');
    await wrong('--book BTC/USDT:USDT: ', ...usual, '--book', `BTC/USDT:USDT=${missing}`);
    await wrong('is counted in', ...usual, '--candles', `BTC/KRW=${files.BTC}`);
    await wrong('Did you mean --settings', ...usual, '--setting', '{}');
  });
});

describeWithRecordings('a ranking of recorded days', () => {
  it('has the four perpetuals of a month, each with its own range from one settings file', async () => {
    const names = ['BTC', 'ETH', 'SOL', 'XRP'];
    let stdout = '';
    const code = await main(
      [
        ...['backtest', 'rank', '--json', '--days', '28', '--to', '2025-06-03T12:00'],
        ...['--settings', '{"mode":"neutral","range":{"below":15,"above":20},"investment":5000}'],
        ...names.flatMap((name) => [
          '--candles',
          `${name}/USDT:USDT=${recording('ohlcv', `binanceusdm_${name}-USDT_1m_2025-05.csv.gz`)}`,
        ]),
      ],
      {
        terminal: {
          print: (line) => void (stdout += line),
          warn: () => undefined,
          on: () => undefined,
          off: () => undefined,
          exit: () => undefined,
        },
        env: { TB_DATA_DIR: '/nowhere' },
        program: () => Promise.reject(new Error('not needed')),
        envFile: '/nowhere/.env',
      },
    );
    expect(code).toBe(0);
    const { symbols } = JSON.parse(stdout) as RankResult;
    expect(symbols.map(({ standing }) => standing)).toEqual(names.map(() => 'ranked'));
    const returns = symbols.map(({ figures }) => figures!.returnPct);
    expect(returns).toEqual([...returns].sort((left, right) => right - left));
    for (const { figures, volumePerDay } of symbols) {
      expect(figures!.pairs).toBeGreaterThan(0);
      expect(volumePerDay).toBeGreaterThan(1e6);
    }
    // Sizes and prices differ by five orders of magnitude, the ranges by none: 120 / 85.
    for (const { range } of symbols)
      expect(Number(range!.upper) / Number(range!.lower)).toBeCloseTo(1.2 / 0.85, 9);
  });
});
