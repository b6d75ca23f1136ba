import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CandleRows, HEADER } from '../candles/candle-rows.js';
import type { CandleColumns } from '../candles/columns.js';

/** One candle as a test writes it: open, high, low, close; `at` is how many candles after the first it opens. */
export type CandleSketch = readonly [open: number, high: number, low: number, close: number, at?: number];

export const MINUTE_MS = 60_000;

/** 2023-01-01 00:00 UTC: the start of a day and of every timeframe. */
export const START = 1_672_531_200_000;

/** The text of a candle file. */
export const csvOf = (
  sketches: readonly CandleSketch[],
  { lengthMs = MINUTE_MS, start = START }: { readonly lengthMs?: number; readonly start?: number } = {},
): string =>
  [
    HEADER,
    ...sketches.map(
      ([open, high, low, close, at], index) =>
        `${start + (at ?? index) * lengthMs},${open},${high},${low},${close},1`,
    ),
  ].join('\n');

/** Candles read from text by the reader of files. */
export function columnsOf(text: string): CandleColumns {
  const rows = new CandleRows('test.csv');
  rows.push(new TextEncoder().encode(text));
  return rows.finish();
}

/** A folder that is gone after the test. */
export class ScratchFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'tb-backtest-'));

  write(name: string, content: string | Uint8Array): string {
    const path = join(this.path, name);
    writeFileSync(path, content);
    return path;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
