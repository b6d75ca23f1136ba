import { gzipSync } from 'node:zlib';
import { ScratchFolder } from '../testing/candle-text.js';
import { readFunding } from './read-funding.js';

describe('reading funding rates', () => {
  const folder = new ScratchFolder();
  const read = (text: string | Uint8Array) => readFunding(folder.write('rates.csv', text));

  afterAll(() => folder.remove());

  it('keeps rates exactly, whatever notation they are in', async () => {
    const text = 'timestamp,funding_rate\n1,0.0001\n2,9.95e-05\n3,-1E-4\n4,2e0\n';
    expect((await read(gzipSync(text))).map(({ at, rate }) => [at, rate])).toEqual([
      [1, '0.0001'],
      [2, '0.0000995'],
      [3, '-0.0001'],
      [4, '2'],
    ]);
  });

  it.each([
    ['', 'rates.csv:1: the file is empty'],
    ['time,rate\n1,1', 'rates.csv:1: the header must be timestamp,funding_rate'],
    ['timestamp,funding_rate\n2,1\n1,1', 'rates.csv:3: timestamp 1 is not after the one above it (2)'],
    ['timestamp,funding_rate\n2,NaN', 'rates.csv:2: funding_rate "NaN" is not a finite number'],
    ['timestamp,funding_rate\nx,1', 'rates.csv:2: timestamp "x"'],
    ['timestamp,funding_rate\n1', 'rates.csv:2: 2 fields expected'],
  ])('refuses %j with file, line and reason', async (text, reason) => {
    await expect(read(text)).rejects.toThrow(reason);
  });
});
