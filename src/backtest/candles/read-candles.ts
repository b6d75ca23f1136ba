import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { BadFile } from '../bad-input.js';
import { CandleRows } from './candle-rows.js';
import { readColumns, writeColumns } from './column-file.js';
import { joinColumns, type CandleColumns } from './columns.js';

const PIECE_BYTES = 1 << 20;

/** Smaller files are read faster than they are found in the cache. */
const CACHED_FROM_BYTES = 1 << 18;

export interface ReadingOptions {
  /** Where columns are kept between runs; null = nowhere. */
  readonly cacheDir: string | null;
  /** Told how many bytes of all files have been read, and how many there are. */
  readonly progress?: (done: number, total: number) => void;
}

/**
 * Reads CSV or CSV.gz files in the order given, as one. A file read before is taken from the cache by the digest of its
 * bytes; a cache that is missing, damaged or not writable costs time and nothing else.
 * @throws BadFile with file, line and reason.
 */
export async function readCandles(
  files: readonly string[],
  { cacheDir, progress }: ReadingOptions,
): Promise<CandleColumns> {
  const sizes = await Promise.all(files.map(sizeOf));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const parts: CandleColumns[] = [];
  let before = 0;
  let last = -1;
  for (const [index, file] of files.entries()) {
    const told = before;
    const tell = (bytes: number): void => progress?.(told + bytes, total);
    const part = await readOne(file, sizes[index]! >= CACHED_FROM_BYTES ? cacheDir : null, tell);
    if (part.time[0]! <= last) {
      const reason = `timestamp ${part.time[0]!} is not after the last one of the file before (${last}): files are read in the order given`;
      throw new BadFile(file, 2, reason);
    }
    last = part.time[part.length - 1]!;
    before += sizes[index]!;
    parts.push(part);
  }
  try {
    return joinColumns(parts);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new BadFile(files.join(', '), null, `together their ${error.message}`, { cause: error });
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    const facts = await stat(file);
    if (facts.isDirectory()) throw new BadFile(file, null, 'this is a folder, not a file');
    return facts.size;
  } catch (error) {
    throw error instanceof BadFile ? error : unreadable(file, error);
  }
}

async function readOne(
  file: string,
  cacheDir: string | null,
  tell: (bytes: number) => void,
): Promise<CandleColumns> {
  if (cacheDir === null) return readText(file, tell);
  const path = join(cacheDir, `${await digestOf(file)}.candles`);
  const cached = await readColumns(path);
  if (cached !== null) return cached;
  const columns = await readText(file, tell);
  await writeColumns(path, columns).catch(() => undefined);
  return columns;
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const bytes of createReadStream(file, { highWaterMark: PIECE_BYTES }))
      hash.update(bytes as Buffer);
  } catch (error) {
    throw unreadable(file, error);
  }
  return hash.digest('hex');
}

/** Text, compressed or not, told apart by its first bytes. */
async function readText(file: string, tell: (bytes: number) => void): Promise<CandleColumns> {
  const rows = new CandleRows(file);
  const compressed = await isGzip(file);
  const source = createReadStream(file, { highWaterMark: PIECE_BYTES });
  let bytesRead = 0;
  source.on('data', (bytes) => {
    bytesRead += bytes.length;
  });
  const text = compressed ? source.pipe(createGunzip({ chunkSize: PIECE_BYTES })) : source;
  source.on('error', (error) => text.destroy(error));
  try {
    for await (const bytes of text) {
      rows.push(bytes as Buffer);
      tell(bytesRead);
    }
  } catch (error) {
    throw error instanceof BadFile ? error : broken(file, rows.lines, error);
  } finally {
    source.destroy();
  }
  return rows.finish();
}

async function isGzip(file: string): Promise<boolean> {
  try {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
      return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw unreadable(file, error);
  }
}

function broken(file: string, lines: number, error: unknown): BadFile {
  const { code } = error as NodeJS.ErrnoException;
  const line = Math.max(lines, 1);
  if (code === 'Z_BUF_ERROR')
    return new BadFile(file, line, 'the gzip data end in the middle: the file is truncated', {
      cause: error,
    });
  if (code?.startsWith('Z_') === true)
    return new BadFile(file, line, 'the gzip data are damaged', { cause: error });
  return unreadable(file, error);
}

function unreadable(file: string, error: unknown): BadFile {
  const { code = 'unknown error' } = error as NodeJS.ErrnoException;
  const reason = code === 'ENOENT' ? 'there is no such file' : `the file cannot be read (${code})`;
  return new BadFile(file, null, reason, { cause: error });
}
