import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { epochMs } from '../../../../shared/pure/time/epoch.js';
import { StartupFailure } from '../../../../shared/platform/startup-failure.js';
import { RecordedFeed } from './recorded-feed.js';

const HEADER = 'timestamp,open,high,low,close,volume';
const T = 1_700_000_040_000;
const MINUTES = [0, 1, 2, 5, 6];
const TEXT = [HEADER, ...MINUTES.map((minute) => `${T + minute * 60_000},10,12,9,11.25,5`)].join('\n');

describe('a recorded feed', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'recorded-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const open = async (name: string, text = TEXT): Promise<RecordedFeed> => {
    const path = join(folder, name);
    await writeFile(path, text);
    return RecordedFeed.open(path);
  };
  const times = (candles: readonly { openTime: number }[]): readonly number[] =>
    candles.map(({ openTime }) => (openTime - T) / 60_000);

  it('tells every row once, in order, and then it is through', async () => {
    const feed = await open('a.csv');
    const told = [];
    let cursor = await feed.begin();
    for (let row = await feed.read(cursor); row !== null; row = await feed.read(cursor)) {
      told.push(row.candle);
      cursor = row.next;
    }
    expect(times(told)).toEqual(MINUTES);
    expect(told[0]!.close).toBe('11.25');
    expect(feed).toMatchObject({ source: 'recorded', timeframe: '1m', candleDecimals: 2 });
  });

  it('has no history before its first row, and afterwards what was told', async () => {
    const feed = await open('a.csv');
    const at = (minute: number) => epochMs(T + minute * 60_000);
    expect(await feed.history(null, at(0), 10)).toEqual([]);
    expect(times(await feed.history(null, at(3), 10))).toEqual([0, 1, 2]);
    expect(times(await feed.history(at(1), at(6), 10))).toEqual([1, 2, 5]);
    expect(times(await feed.history(at(1), at(99), 2))).toEqual([1, 2]);
    expect(await feed.history(at(7), at(99), 2)).toEqual([]);
  });

  it('offers its prices under the spot and the perpetual record of the pair in its name', async () => {
    const symbols = async (name: string) => (await open(name)).instruments.map(({ symbol }) => symbol);
    expect(await symbols('venue_BTC-USDT_1m.csv')).toEqual(['BTC/USDT', 'BTC/USDT:USDT']);
    expect(await symbols('venue_BTC-KRW_1m.csv')).toEqual(['BTC/KRW']);
    expect(await symbols('venue_ETH-USDT_1m.csv')).toEqual(['ETH/USDT:USDT']);
    expect(await symbols('whatever.csv')).toEqual(['BTC/USDT', 'BTC/USDT:USDT']);
  });

  it('is another feed when one digit of its data differs', async () => {
    const { identity } = await open('a.csv');
    expect((await open('a.csv')).identity).toBe(identity);
    expect((await open('a.csv', TEXT.replace('11.25', '11.26'))).identity).not.toBe(identity);
  });

  it('stops the start in one sentence when the file is bad or its prices cannot be exact', async () => {
    const bad = await open('bad.csv', 'nothing').catch((error: unknown) => error);
    expect(bad).toBeInstanceOf(StartupFailure);
    expect((bad as Error).message).toMatch(
      /^TB_FEED_FILE: .*bad\.csv, line 1: the header must be [a-z,]+\.$/,
    );
    const fine = TEXT.replaceAll('11.25', '11.2500000000000001');
    const exact = await open('fine.csv', fine).catch((error: unknown) => error);
    expect((exact as Error).message).toMatch(
      /^TB_FEED_FILE: .*fine\.csv: prices up to 12 with 16 decimals are more digits than BTC\/USDT can be traded at exactly\.$/,
    );
  });
});
