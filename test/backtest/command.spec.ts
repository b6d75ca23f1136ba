import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { csvOf, ScratchFolder } from '../../src/backtest/testing/candle-text.js';
import { walk } from '../../src/backtest/testing/walk.js';
import { main } from '../../src/cli/main.js';

const lastTime = (text: string): string => text.slice(text.lastIndexOf('\n') + 1).split(',')[0]!;

describe('the backtest command', () => {
  const folder = new ScratchFolder();
  const text = csvOf(walk(1, 3_000));
  const candles = folder.write('candles.csv', text);
  const settings = '{"timeframe":"5m","useTrend":false,"symbol":"ETH/USDT:USDT"}';
  let stdout: string;
  let stderr: string;

  const run = (...args: readonly string[]) => runIn({}, ...args);
  const runIn = (env: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<number> => {
    stdout = '';
    stderr = '';
    return main(['backtest', ...args], {
      terminal: {
        print: (line) => void (stdout += `${line}\n`),
        warn: (line) => void (stderr += `${line}\n`),
        on: () => undefined,
        off: () => undefined,
        exit: () => undefined,
      },
      env: { TB_DATA_DIR: folder.path, ...env },
      program: () => Promise.reject(new Error('a backtest needs no program')),
      envFile: join(folder.path, '.env'),
    });
  };
  const usual = ['--strategy', 'hyper-rsi', '--candles', candles, '--settings', settings];

  afterAll(() => folder.remove());

  it('prints a short summary for people', async () => {
    expect(await run(...usual)).toBe(0);
    expect(stdout).toMatch(/hyper-rsi · ETH\/USDT:USDT · 3000 candles/);
    expect(stdout).toMatch(/Trades \d+ .*\nNet profit .* USDT/);
    expect(stderr).toBe('');
  });

  it('prints it in Korean where that is the language', async () => {
    await runIn({ LANG: 'ko_KR.UTF-8' }, ...usual);
    expect(stdout).toContain('순손익');
    await runIn({ LANG: 'ko_KR.UTF-8' }, ...usual, '--lang', 'en');
    expect(stdout).toContain('Net profit');
  });

  it('writes the result as JSON to stdout, which then holds nothing else', async () => {
    expect(await run(...usual, '--json')).toBe(0);
    const result = JSON.parse(stdout);
    expect(Object.keys(result)).toEqual([
      ...['version', 'strategy', 'settings', 'instrument', 'assumptions', 'candles', 'summary', 'trades'],
      ...['openPosition', 'openOrders', 'notes', 'equity', 'decisions', 'digest'],
    ]);
    expect(result.settings.rsiLength).toBe(14);
    expect(stderr).toContain('Net profit');
  });

  it('writes JSON and tables to files', async () => {
    const [json, tables] = [join(folder.path, 'result.json'), join(folder.path, 'deep', 'tables')];
    expect(await run(...usual, '--json', json, '--csv', tables)).toBe(0);
    expect(JSON.parse(readFileSync(json, 'utf8')).trades.length).toBeGreaterThan(0);
    expect(existsSync(join(tables, 'trades.csv'))).toBe(true);
  });

  it('gives one digest for one file and for its parts, compressed or not', async () => {
    const [head, ...rows] = text.split('\n');
    const parts = [
      folder.write('1.csv', [head, ...rows.slice(0, 1_234)].join('\n')),
      folder.write('2.csv.gz', gzipSync([head, ...rows.slice(1_234)].join('\n'))),
    ];
    const digest = async (...files: readonly string[]) => {
      await run(
        '--strategy',
        'hyper-rsi',
        '--settings',
        settings,
        '--json',
        ...files.flatMap((file) => ['--candles', file]),
      );
      return JSON.parse(stdout).digest;
    };
    expect(await digest(...parts)).toBe(await digest(candles));
  });

  it('checks for look-ahead and tells the warm-up', async () => {
    expect(await run(...usual, '--check-lookahead', '--check-warmup', '--json')).toBe(0);
    const { lookahead, warmUp } = JSON.parse(stdout);
    expect(lookahead.passed).toBe(true);
    expect(lookahead.prefixes).toHaveLength(10);
    expect(warmUp.indicators.map(({ name }: { name: string }) => name)).toEqual(['rsi']);
  });

  it('runs several symbols with one account, and reports them on one page', async () => {
    const other = folder.write('other.csv', csvOf(walk(2, 3_000)));
    const args = ['--strategy', 'hyper-rsi', '--settings', '{"timeframe":"5m","useTrend":false}', '--json'];
    const report = join(folder.path, 'several.html');
    expect(
      await run(
        ...args,
        '--html',
        report,
        '--candles',
        `ETH/USDT:USDT=${candles}`,
        '--candles',
        `SOL/USDT:USDT=${other}`,
        '--settings',
        'SOL/USDT:USDT={"timeframe":"3m","useTrend":false}',
        ...['--check-lookahead', '--check-warmup'],
      ),
    ).toBe(0);
    const { symbols, lookahead, warmUp } = JSON.parse(stdout);
    expect([lookahead.passed, lookahead.prefixes.length]).toEqual([true, 10]);
    expect(warmUp.indicators.map(({ name }: any) => name)).toEqual([
      'ETH/USDT:USDT rsi',
      'SOL/USDT:USDT rsi',
    ]);
    expect(symbols.map(({ symbol, settings }: any) => [symbol, settings.symbol, settings.timeframe])).toEqual(
      [
        ['ETH/USDT:USDT', 'ETH/USDT:USDT', '5m'],
        ['SOL/USDT:USDT', 'SOL/USDT:USDT', '3m'],
      ],
    );
    const page = readFileSync(report, 'utf8');
    for (const { symbol } of symbols) expect(page).toContain(`data-symbol="${symbol}"`);
    expect(page).toContain('id="lookahead"');
  });

  it('takes assumptions from options', async () => {
    const rates = folder.write('rates.csv', 'timestamp,funding_rate\n1672550000000,0.0001\n');
    await run(
      ...usual,
      '--venue',
      'bybit',
      '--maker',
      '0',
      '--cash',
      '5000',
      '--funding',
      rates,
      '--fill',
      'through',
      '--from',
      '2023-01-01T06:00Z',
      '--to',
      '2023-01-02',
      '--slippage-bps',
      '3',
      '--json',
    );
    expect(JSON.parse(stdout).assumptions).toMatchObject({
      ...{ cash: '5000', maker: '0', taker: '0.00055', slippageBps: '3', fill: 'through', venue: 'bybit' },
      funding: { kind: 'file', file: rates, rates: 1 },
      from: Date.UTC(2023, 0, 1, 6),
      to: Date.UTC(2023, 0, 2),
    });
  });

  it.each<readonly [what: string, args: readonly string[], line: RegExp]>([
    ['no strategy', ['--candles', candles], /^--strategy is required/],
    [
      'another strategy',
      ['--strategy', 'dca', '--candles', candles],
      /^--strategy dca is not hyper-rsi or grid/,
    ],
    ['no candles', ['--strategy', 'grid'], /^--candles is required/],
    [
      'a file that is not there',
      ['--strategy', 'grid', '--candles', 'none.csv'],
      /none\.csv: there is no such file/,
    ],
    ['settings that are not JSON', [...usual, '--settings', '{x'], /^--settings: the text is not JSON/],
    [
      'a settings file that is not there',
      [...usual, '--settings', 'none.json'],
      /^--settings: none\.json is neither JSON/,
    ],
    [
      'an unknown setting',
      [...usual, '--settings', '{"stop":1}'],
      /^settings: stop is 1, allowed: no such setting/,
    ],
    ['settings of the wrong kind', [...usual, '--settings', '[]'], /^settings: the document is \[\]/],
    [
      'a grid without its range',
      ['--strategy', 'grid', '--candles', candles],
      /^settings: lower is missing, allowed: required/,
    ],
    ['a timeframe that is none', [...usual, '--timeframe', '7m'], /^--timeframe 7m is not one of/],
    ['cash that is no amount', [...usual, '--cash=-5'], /^--cash -5 is not a decimal > 0/],
    [
      'a fee that is no rate',
      [...usual, '--taker', '2'],
      /^--taker 2 is not a decimal 0 or more and below 1/,
    ],
    ['a venue nobody knows', [...usual, '--venue', 'mtgox'], /^venue: mtgox is not one of okx/],
    ['times that are none', [...usual, '--from', 'yesterday'], /^--from yesterday is not a time such as/],
    [
      'times in the wrong order',
      [...usual, '--from', '2023-02-01', '--to', '2023-01-01'],
      /^--from 2023-02-01 is not before/,
    ],
    ['a range without candles', [...usual, '--from', '2030-01-01'], /^candles: there is none in the range/],
    ['a language it does not speak', [...usual, '--lang', 'fr'], /^--lang fr is not ko or en/],
    [
      'files with and without symbols',
      [...usual, '--candles', `SOL/USDT:USDT=${candles}.x`],
      /^--candles: either every file/,
    ],
    ['an option it does not know', [...usual, '--leverage', '5'], /Unknown option '--leverage'/],
    ['a folder it cannot write to', [...usual, '--csv', candles], /^--csv: .* cannot be written/],
  ])('ends with 2 and one line for %s', async (_, args, line) => {
    expect(await run(...args)).toBe(2);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(line);
    expect(stdout).toBe('');
  });

  it('ends with 2 and file, line and reason for a bad row', async () => {
    const bad = folder.write('bad.csv', `${text}\n1672531200000,1,1,1,1,1`);
    expect(await run('--strategy', 'hyper-rsi', '--candles', bad)).toBe(2);
    expect(stderr).toBe(
      `${bad}:3002: timestamp 1672531200000 is before the one above it (${lastTime(text)}): rows must ascend\n`,
    );
  });

  const rows = text.split('\n');
  const [, second, third] = rows;
  /** The file with a further row in line 41. */
  const withRow = (prices: string): string => {
    const [before, after] = [rows.slice(0, 40), rows.slice(40)];
    return [...before, `${Number(lastTime(before.join('\n'))) + 1},${prices},1`, ...after].join('\n');
  };
  it.each([
    ['rows out of order', [rows[0], third, second].join('\n'), /:3: timestamp \d+ is before/],
    ['a row twice', [rows[0], second, second].join('\n'), /:3: timestamp \d+ stands there twice/],
    ['NaN', withRow('NaN,1,1,1'), /:41: open "NaN" is not a finite number/],
    ['a high below its low', withRow('5,4,6,5'), /:41: high 4 is below low 6/],
    ['nothing in it', '', /:1: the file is empty/],
    ['a cut end', gzipSync(text).subarray(0, 9_000), /:\d+: the gzip data end in the middle/],
    ['another header', text.replace('timestamp', 'time'), /:1: the header must be/],
    ['1e400', withRow('1,1e400,1,1'), /:41: high "1e400" is not a finite number/],
    ['a price of zero', withRow('1,1,0,1'), /:41: low is zero/],
    ['a negative price', withRow('1,1,-1,1'), /:41: low "-1" is negative/],
    ['text for a price', withRow('1,one,1,1'), /:41: high "one" is not a finite number/],
    ['a missing price', withRow('1,,1,1'), /:41: high is missing/],
  ])('ends with 2 and one line, its place included, for a file with %s', async (_, content, line) => {
    const bad = folder.write('bad.csv', content);
    for (const strategy of ['hyper-rsi', 'grid']) {
      expect(await run('--strategy', strategy, '--candles', bad, '--json')).toBe(2);
      expect(stderr.trimEnd().split('\n')).toHaveLength(1);
      expect(stderr.startsWith(bad)).toBe(true);
      expect(stderr).toMatch(line);
      expect(stdout).toBe('');
    }
  });

  it('says how many candles are missing, and where', async () => {
    await run(...usual, '--json');
    const { candles: facts } = JSON.parse(stdout);
    const missing = facts.gaps.reduce((sum: number, gap: { missing: number }) => sum + gap.missing, 0);
    expect(missing).toBeGreaterThan(0);
    expect(stderr).toContain(`${facts.gaps.length} gaps (${missing} missing)`);
    for (const gap of facts.gaps) expect(gap.to - gap.from).toBe(gap.missing * 60_000);
  });

  it('gives the same digest for a file, for its parts in files of their own, and again', async () => {
    const cuts = [1, 700, 701, 2_000, rows.length];
    const parts = cuts.slice(1).flatMap((end, index) => {
      const part = [rows[0], ...rows.slice(cuts[index], end)].join('\n');
      const name = `part-${index}.csv${index === 1 ? '.gz' : ''}`;
      return ['--candles', folder.write(name, index === 1 ? gzipSync(part) : part)];
    });
    const settingsOf = { 'hyper-rsi': settings, grid: '{"lower":"90","upper":"110","investment":"5000"}' };
    for (const strategy of ['hyper-rsi', 'grid'] as const) {
      const asked = ['--strategy', strategy, '--settings', settingsOf[strategy], '--json'];
      const digests: string[] = [];
      for (const files of [['--candles', candles], parts, ['--candles', candles]]) {
        expect(await run(...asked, ...files)).toBe(0);
        digests.push(JSON.parse(stdout).digest);
      }
      expect(new Set(digests).size).toBe(1);
    }
  });

  it('explains itself', async () => {
    expect(await run('--help')).toBe(0);
    for (const word of [
      '--candles',
      '--check-lookahead',
      'SYMBOL=FILE',
      'timestamp,open,high,low,close,volume',
    ])
      expect(stdout).toContain(word);
  });
});
