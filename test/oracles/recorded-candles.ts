import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { recording } from '../kit/recordings.js';
import type { FinestCandle } from './candles.js';

/** The candles of one recorded file, prices as doubles. */
export function recordedCandles(file: string): readonly FinestCandle[] {
  const [, ...rows] = gunzipSync(readFileSync(recording('ohlcv', file)))
    .toString('utf8')
    .trimEnd()
    .split('\n');
  return rows.map((row) => {
    const [openTime, open, high, low, close] = row.split(',').map(Number);
    return { openTime: openTime!, open: open!, high: high!, low: low!, close: close! };
  });
}
