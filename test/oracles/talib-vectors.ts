import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { recording } from '../kit/recordings.js';

export const VECTOR_CANDLES = 'binance_BTC-USDT_1h_2023.csv.gz';

/** One column of the TA-Lib table over the first 2000 of those candles; an empty cell is NaN. */
export function talibColumn(name: string): readonly number[] {
  const file = recording('indicators', 'talib', 'binance_BTC-USDT_1h_2023.first2000.csv.gz');
  const [header = '', ...rows] = gunzipSync(readFileSync(file)).toString('utf8').trimEnd().split('\n');
  const column = header.split(',').indexOf(name);
  if (column < 0) throw new Error(`no column ${name}`);
  return rows.map((row) => Number(row.split(',')[column] || 'NaN'));
}

/** The greatest distance between two series; one that misses a value where the other has one is infinitely far. */
export function farthest(ours: readonly number[], theirs: readonly number[]): number {
  if (ours.length !== theirs.length) return Infinity;
  const distances = ours.map((value, index) => {
    const other = theirs[index]!;
    if (Number.isNaN(value) && Number.isNaN(other)) return 0;
    return Number.isNaN(value) || Number.isNaN(other) ? Infinity : Math.abs(value - other);
  });
  return Math.max(...distances);
}
