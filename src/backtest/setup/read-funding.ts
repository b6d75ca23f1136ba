import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { FundingCharge } from '../../modules/exchange/domain/index.js';
import { formatUnits, parseDecimal, pow10 } from '../../shared/pure/numbers/decimal.js';
import { epochMs } from '../../shared/pure/time/epoch.js';
import { BadFile } from '../bad-input.js';

const HEADER = 'timestamp,funding_rate';

/** Reads a CSV or CSV.gz of funding rates: ms UTC, fraction of the value. @throws BadFile with file, line and reason. */
export async function readFunding(file: string): Promise<readonly FundingCharge[]> {
  const lines = (await textOf(file)).split('\n').map((line) => line.trim());
  if (lines.at(-1) === '') lines.pop();
  if (lines.length === 0) throw new BadFile(file, 1, 'the file is empty');
  if (lines[0] !== HEADER) throw new BadFile(file, 1, `the header must be ${HEADER}`);
  const charges: FundingCharge[] = [];
  for (const [index, line] of lines.slice(1).entries()) {
    const bad = (reason: string): never => {
      throw new BadFile(file, index + 2, reason);
    };
    const [time = '', rate = '', ...rest] = line.split(',');
    if (rest.length > 0 || rate === '') bad('2 fields expected');
    if (!/^\d{1,16}$/.test(time) || Number(time) > 8.64e15)
      bad(`timestamp "${time}" is not a time in integer milliseconds`);
    const plain = plainDecimal(rate);
    if (plain === null) return bad(`funding_rate "${rate}" is not a finite number`);
    const last = charges.at(-1)?.at ?? -1;
    if (Number(time) <= last) bad(`timestamp ${time} is not after the one above it (${last})`);
    charges.push({ at: epochMs(Number(time)), rate: plain });
  }
  return charges;
}

/** Rates are small, so files have them with exponents too: `9.95e-05` is 0.0000995, exactly. */
function plainDecimal(text: string): string | null {
  const [digits = '', exponent = '0', ...rest] = text.toLowerCase().split('e');
  const value = parseDecimal(digits);
  if (value === null || rest.length > 0 || !/^[+-]?\d{1,2}$/.test(exponent)) return null;
  const scale = value.scale - Number(exponent);
  return scale >= 0 ? formatUnits(value.units, scale) : formatUnits(value.units * pow10(-scale), 0);
}

async function textOf(file: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file' : `the file cannot be read (${code})`;
    throw new BadFile(file, null, reason, { cause: error });
  }
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString('utf8');
  try {
    return gunzipSync(bytes).toString('utf8');
  } catch (error) {
    throw new BadFile(file, 1, 'the gzip data are damaged or end in the middle', { cause: error });
  }
}
