import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { PriceColumns } from '../../src/shared/pure/indicators/index.js';
import { recording } from '../kit/recordings.js';

export type Row = Readonly<Record<string, string>>;

/** Reads at the first use: the body of a skipped suite runs too, where there is nothing to read. */
export function once<T>(read: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => (known ??= { value: read() }).value;
}

const textOf = (path: readonly string[]): string => {
  const bytes = readFileSync(recording(...path));
  return (path.at(-1)!.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '');
};

export const jsonOf = (...path: string[]): unknown => JSON.parse(textOf(path));

/** Rows of a CSV file by column name. */
export function rowsOf(...path: string[]): Row[] {
  const [header = '', ...lines] = textOf(path).trim().split(/\r?\n/);
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
  });
}

/** A column of numbers; an empty cell is NaN, never 0. */
export const numbers = (rows: readonly Row[], name: string): Float64Array =>
  Float64Array.from(rows, (row) => (row[name] ? Number(row[name]) : NaN));

export const pricesOf = (rows: readonly Row[]): PriceColumns => ({
  high: numbers(rows, 'high'),
  low: numbers(rows, 'low'),
  close: numbers(rows, 'close'),
});

export interface Block {
  readonly name: string;
  readonly options: readonly number[];
  readonly arrays: readonly Float64Array[];
  /** Half a unit of the last printed decimal of each array. */
  readonly halfUnits: readonly number[];
}

/** Blocks of Tulip's test files: a line with name and options, comments, then `{...}` arrays, inputs before outputs. */
export function tulipBlocks(file: string): Block[] {
  const paragraphs = textOf(['indicators', 'tulip', file]).split(/\r?\n\s*\r?\n/);
  return paragraphs.flatMap((paragraph) => {
    const lines = paragraph.split(/\r?\n/).map((line) => line.trim());
    const title = lines.find((line) => /^[a-z]/.test(line));
    const lists = lines.filter((line) => line.startsWith('{')).map((line) => line.slice(1, -1).split(','));
    if (title === undefined || lists.length === 0) return [];
    const [name = '', ...options] = title.split(/\s+/);
    return [
      {
        name,
        options: options.map(Number),
        arrays: lists.map((list) => Float64Array.from(list, Number)),
        halfUnits: lists.map((list) => 0.5 * 10 ** -Math.max(...list.map(decimalsOf))),
      },
    ];
  });
}

const decimalsOf = (text: string): number => text.trim().split('.')[1]?.length ?? 0;

/**
 * Each value equals its vector within the tolerance, and is missing exactly where the vector is. Answers how many were
 * compared, so that a test can see that it tested something.
 */
export function compare(
  actual: Float64Array,
  expected: Float64Array,
  tolerance: { readonly relative: number } | { readonly absolute: number },
): number {
  expect(actual).toHaveLength(expected.length);
  let compared = 0;
  expected.forEach((value, i) => {
    if (Number.isNaN(value) && Number.isNaN(actual[i]!)) return;
    const allowed = 'relative' in tolerance ? tolerance.relative * Math.abs(value) : tolerance.absolute;
    if (!(Math.abs(actual[i]! - value) <= allowed)) {
      throw new Error(`index ${i}: ${actual[i]!} is not ${value} within ${allowed}`);
    }
    compared += 1;
  });
  return compared;
}
