import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { Candle } from '../../../../shared/pure/market/candle.js';
import { decimalsOf, parseDecimal, rescale } from '../../../../shared/pure/numbers/decimal.js';
import { epochMs } from '../../../../shared/pure/time/epoch.js';
import { TIMEFRAME_MS, TIMEFRAMES, type Timeframe } from '../../../../shared/pure/time/timeframe.js';

const HEADER = 'timestamp,open,high,low,close,volume';

/** What a calendar can show. */
const LAST_TIME_MS = 8.64e15;

/** A row of a candle file cannot be trusted; the message names file, line and reason. */
export class BadCandleFile extends Error {
  override readonly name = 'BadCandleFile';
}

export interface CandleFile {
  readonly candles: readonly Candle[];
  /** The smallest distance between two rows. */
  readonly timeframe: Timeframe;
  /** Decimals of the price that has the most. */
  readonly priceDecimals: number;
  /** SHA-256 of the file's text, hexadecimal. */
  readonly digest: string;
}

/** Reads a CSV (or CSV.gz) of candles whole, checking every row. @throws BadCandleFile with line and reason. */
export async function readCandleFile(path: string): Promise<CandleFile> {
  const text = await textOf(path);
  const lines = text.split('\n');
  const bad = (line: number, reason: string): never => {
    throw new BadCandleFile(`${path}, line ${line}: ${reason}`);
  };
  if (lines[0]?.trim() !== HEADER) bad(1, `the header must be ${HEADER}`);
  const candles: Candle[] = [];
  for (let index = 1; index < lines.length; index += 1) {
    const line = lines[index]!.trim();
    if (line === '' && index === lines.length - 1) continue;
    const candle = candleOf(line, (reason) => bad(index + 1, reason));
    const previous = candles.at(-1);
    if (previous !== undefined && candle.openTime <= previous.openTime) {
      bad(index + 1, candle.openTime === previous.openTime ? 'the same time twice' : 'not in order of time');
    }
    candles.push(candle);
  }
  if (candles.length < 2) throw new BadCandleFile(`${path}: at least two candles are needed`);
  const timeframe = finest(candles);
  if (timeframe === null)
    throw new BadCandleFile(`${path}: its rows are no known timeframe apart (${TIMEFRAMES.join(', ')})`);
  const digest = createHash('sha256').update(text).digest('hex');
  return { candles, timeframe, priceDecimals: mostDecimals(candles), digest };
}

async function textOf(path: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw new BadCandleFile(`${path} cannot be read`, { cause: error });
  }
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString('utf8');
  try {
    return gunzipSync(bytes).toString('utf8');
  } catch (error) {
    throw new BadCandleFile(`${path} is not a whole gzip file`, { cause: error });
  }
}

function candleOf(line: string, bad: (reason: string) => never): Candle {
  const fields = line.split(',');
  if (fields.length !== 6) bad(`6 fields expected, ${fields.length} found`);
  const [time, open, high, low, close, volume] = fields as [string, string, string, string, string, string];
  if (!/^\d{1,16}$/.test(time) || Number(time) > LAST_TIME_MS)
    bad(`"${time}" is not a time in integer milliseconds`);
  const price = (name: string, text: string): bigint => {
    const value = parseDecimal(text);
    const units = value === null ? null : rescale(value, 18);
    if (units === null || units <= 0n) return bad(`${name} "${text}" is not a price > 0`);
    return units;
  };
  const [o, h, l, c] = [price('open', open), price('high', high), price('low', low), price('close', close)];
  if (h < l) bad(`high ${high} is below low ${low}`);
  if (h < o || h < c) bad(`high ${high} is below open or close`);
  if (l > o || l > c) bad(`low ${low} is above open or close`);
  const amount = parseDecimal(volume);
  if (amount === null || amount.units < 0n) bad(`volume "${volume}" is not a number >= 0`);
  return { openTime: epochMs(Number(time)), open, high, low, close, volume };
}

function finest(candles: readonly Candle[]): Timeframe | null {
  let distance = Number.MAX_SAFE_INTEGER;
  for (let index = 1; index < candles.length; index += 1) {
    distance = Math.min(distance, candles[index]!.openTime - candles[index - 1]!.openTime);
  }
  return TIMEFRAMES.find((timeframe) => TIMEFRAME_MS[timeframe] === distance) ?? null;
}

function mostDecimals(candles: readonly Candle[]): number {
  let most = 0;
  for (const { open, high, low, close } of candles)
    for (const text of [open, high, low, close])
      // A text with no more digits after the point than the most so far cannot have more decimals.
      if (text.length - text.indexOf('.') - 1 > most) most = Math.max(most, decimalsOf(parseDecimal(text)!));
  return most;
}
