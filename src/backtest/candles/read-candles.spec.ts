import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { csvOf, ScratchFolder } from '../testing/candle-text.js';
import { walk } from '../testing/walk.js';
import { readCandles } from './read-candles.js';

describe('reading candle files', () => {
  const folder = new ScratchFolder();
  const text = csvOf(walk(1, 500));
  const plain = folder.write('plain.csv', text);
  const [head, ...rows] = text.split('\n');
  const part = (from: number, to: number): string => [head, ...rows.slice(from, to)].join('\n');
  const read = (...files: readonly string[]) => readCandles(files, { cacheDir: null });

  afterAll(() => folder.remove());

  it('reads compressed and plain text alike, whatever the file is called', async () => {
    const zipped = folder.write('zipped.csv', gzipSync(text));
    expect(await read(zipped)).toEqual(await read(plain));
  });

  it('reads several files in the order given, as one', async () => {
    const parts = [part(0, 100), part(100, 101), part(101, 500)].map((piece, index) =>
      folder.write(`part-${index}.csv`, piece),
    );
    expect(await read(...parts)).toEqual(await read(plain));
  });

  it('stops at a file that begins before the one before it has ended', async () => {
    const [one, two] = [folder.write('one.csv', part(0, 200)), folder.write('two.csv', part(199, 500))];
    await expect(read(one, two)).rejects.toThrow(`${two}:2: timestamp`);
  });

  it('says that a compressed file is truncated', async () => {
    const cut = folder.write('cut.csv.gz', gzipSync(text).subarray(0, 2_000));
    await expect(read(cut)).rejects.toThrow(
      /cut\.csv\.gz:\d+: the gzip data end in the middle: the file is truncated/,
    );
  });

  it('says that a compressed file is damaged', async () => {
    const bytes = gzipSync(text);
    bytes.fill(7, 100, 400);
    const damaged = folder.write('damaged.csv.gz', bytes);
    await expect(read(damaged)).rejects.toThrow('the gzip data are damaged');
  });

  it('says that a file is missing, or is a folder', async () => {
    await expect(read(join(folder.path, 'none.csv'))).rejects.toThrow('none.csv: there is no such file');
    await expect(read(folder.path)).rejects.toThrow('this is a folder, not a file');
  });

  it('tells how far it has come', async () => {
    const told: [number, number][] = [];
    await readCandles([plain], { cacheDir: null, progress: (done, total) => told.push([done, total]) });
    expect(told.at(-1)).toEqual([text.length, text.length]);
  });

  describe('with a cache', () => {
    const large = folder.write('large.csv', csvOf(walk(2, 12_000)));
    const cacheDir = join(folder.path, 'cache');
    const cached = (): string => join(cacheDir, readdirSync(cacheDir)[0]!);

    it('keeps the columns of a large file and reads them back', async () => {
      const first = await readCandles([large], { cacheDir });
      expect(readdirSync(cacheDir)).toHaveLength(1);
      expect(await readCandles([large], { cacheDir })).toEqual(first);
      expect(first).toEqual(await read(large));
    });

    it('keeps forty bytes for a candle behind a header', async () => {
      const whole = await read(large);
      const bytes = readFileSync(cached());
      expect(bytes.length).toBe(64 + whole.length * 40);
    });

    it.each([
      ['a flipped bit', (bytes: Buffer) => ((bytes[2_000]! ^= 1), bytes)],
      ['a shorter file', (bytes: Buffer) => bytes.subarray(0, bytes.length - 8)],
      ['an empty file', () => Buffer.alloc(0)],
      ['another mark', (bytes: Buffer) => bytes.fill(0, 0, 8)],
    ])('ignores %s there', async (_, damage) => {
      const whole = await readCandles([large], { cacheDir });
      const kept = readFileSync(cached());
      writeFileSync(cached(), damage(Buffer.from(kept)));
      expect(await readCandles([large], { cacheDir })).toEqual(whole);
      expect(readFileSync(cached())).toEqual(kept);
    });

    it('does without one that cannot be written', async () => {
      const blocked = folder.write('blocked', '');
      expect(await readCandles([large], { cacheDir: blocked })).toEqual(await read(large));
    });
  });
});
