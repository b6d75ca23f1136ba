import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BadCandleFile, readCandleFile } from './candle-file.js';

const HEADER = 'timestamp,open,high,low,close,volume';
const T = 1_700_000_040_000;
const row = (minute: number, rest = '10,12,9,11,5'): string => `${T + minute * 60_000},${rest}`;

describe('a candle file', () => {
  let folder: string;
  let path: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'candles-'));
    path = join(folder, 'file.csv');
  });
  afterAll(() => rm(folder, { recursive: true }));

  const read = async (...lines: readonly string[]) => {
    await writeFile(path, lines.join('\n'));
    return readCandleFile(path);
  };
  const sentence = async (...lines: readonly string[]): Promise<string> => {
    const error = await read(...lines).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(BadCandleFile);
    return (error as Error).message.replace(path, 'FILE');
  };

  it('gives its rows as they are written, with their timeframe and digest', async () => {
    const file = await read(HEADER, row(0), row(5, '11,11.5,10.250,10.25,0'), row(15), '');
    expect(file.timeframe).toBe('5m');
    expect(file.candles).toHaveLength(3);
    expect(file.candles[1]).toEqual({
      openTime: T + 300_000,
      ...{ open: '11', high: '11.5', low: '10.250', close: '10.25', volume: '0' },
    });
    expect(file.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('counts the decimals that its prices need, not those that are written', async () => {
    expect((await read(HEADER, row(0), row(1))).priceDecimals).toBe(0);
    expect((await read(HEADER, row(0, '10.5000,12.000,9,11,5.123'), row(1))).priceDecimals).toBe(1);
    expect((await read(HEADER, row(0, '10,12,9.0625,11,5'), row(1, '10.5,12,9,11,5'))).priceDecimals).toBe(4);
  });

  it('may be compressed and may have line ends of Windows', async () => {
    const text = [HEADER, row(0), row(1)].join('\r\n');
    await writeFile(path, gzipSync(text));
    const zipped = await readCandleFile(path);
    await writeFile(path, text);
    expect(await readCandleFile(path)).toEqual(zipped);
    expect(zipped.candles[1]!.volume).toBe('5');
  });

  it.each<[string, readonly string[], string]>([
    ['another header', ['time,o,h,l,c,v', row(0), row(1)], `FILE, line 1: the header must be ${HEADER}`],
    ['a missing field', [HEADER, row(0), row(1, '10,12,9,11')], 'FILE, line 3: 6 fields expected, 5 found'],
    ['an empty line inside', [HEADER, row(0), '', row(1)], 'FILE, line 3: 6 fields expected, 1 found'],
    [
      'a time in words',
      [HEADER, '2025-05-01,10,12,9,11,5', row(1)],
      'FILE, line 2: "2025-05-01" is not a time in integer milliseconds',
    ],
    [
      'a time beyond any calendar',
      [HEADER, row(0), '9999999999999999,10,12,9,11,5'],
      'FILE, line 3: "9999999999999999" is not a time in integer milliseconds',
    ],
    ['a time twice', [HEADER, row(0), row(0)], 'FILE, line 3: the same time twice'],
    ['rows out of order', [HEADER, row(1), row(0)], 'FILE, line 3: not in order of time'],
    ['a price of zero', [HEADER, row(0, '10,12,0,11,5')], 'FILE, line 2: low "0" is not a price > 0'],
    ['no number', [HEADER, row(0, '10,NaN,9,11,5')], 'FILE, line 2: high "NaN" is not a price > 0'],
    ['an exponent', [HEADER, row(0, '1e1,12,9,11,5')], 'FILE, line 2: open "1e1" is not a price > 0'],
    ['high below low', [HEADER, row(0, '10,8,9,11,5')], 'FILE, line 2: high 8 is below low 9'],
    ['high below close', [HEADER, row(0, '10,10,9,11,5')], 'FILE, line 2: high 10 is below open or close'],
    ['low above open', [HEADER, row(0, '10,12,10.5,11,5')], 'FILE, line 2: low 10.5 is above open or close'],
    [
      'a negative volume',
      [HEADER, row(0, '10,12,9,11,-1')],
      'FILE, line 2: volume "-1" is not a number >= 0',
    ],
    ['a single row', [HEADER, row(0)], 'FILE: at least two candles are needed'],
    [
      'rows of no timeframe',
      [HEADER, row(0), row(7)],
      'FILE: its rows are no known timeframe apart (1m, 3m, 5m, 15m, 30m, 1h, 2h, 4h, 8h, 1d)',
    ],
  ])('with %s is refused in one sentence', async (_what, lines, expected) => {
    expect(await sentence(...lines)).toBe(expected);
  });

  it('that is missing, or compressed and cut off, is refused in one sentence', async () => {
    await expect(readCandleFile(join(folder, 'none.csv'))).rejects.toThrow(/none\.csv cannot be read$/);
    const zipped = gzipSync([HEADER, row(0), row(1)].join('\n'));
    await writeFile(path, zipped.subarray(0, zipped.length - 9));
    await expect(readCandleFile(path)).rejects.toThrow(/is not a whole gzip file$/);
  });
});
