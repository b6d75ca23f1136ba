/** Digits of a number as an integer, and how many of them are decimals. */
interface Digits {
  readonly units: number;
  readonly scale: number;
}

export interface Row {
  readonly time: number;
  readonly open: Digits;
  readonly high: Digits;
  readonly low: Digits;
  readonly close: Digits;
  /** The most decimals among the prices. */
  readonly decimals: number;
}

/** Decimals that no price needs; they keep every power of ten that is computed with exact. */
const MOST_DECIMALS = 15;

/** What a calendar can show. */
const LAST_TIME_MS = 8.64e15;

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?$/;

/**
 * One line of a candle file, looked at piece by piece: what the fast way does not read (exponents, spaces, more decimals
 * than before), and everything that is wrong, with the reason.
 */
export function readRow(line: string, lastTime: number, bad: (reason: string) => never): Row {
  const fields = line.split(',');
  if (fields.length !== 6) bad(`6 fields expected, ${fields.length} found`);
  const [time, open, high, low, close, volume] = fields.map((field) => field.trim()) as [
    ...[string, string, string],
    ...[string, string, string],
  ];
  const at = timeOf(time, lastTime, bad);
  const row = {
    time: at,
    open: priceOf('open', open, bad),
    high: priceOf('high', high, bad),
    low: priceOf('low', low, bad),
    close: priceOf('close', close, bad),
  };
  const decimals = Math.max(row.open.scale, row.high.scale, row.low.scale, row.close.scale);
  if (compare(row.high, row.low) < 0) bad(`high ${high} is below low ${low}`);
  if (compare(row.high, row.open) < 0 || compare(row.high, row.close) < 0)
    bad(`high ${high} is below open ${open} or close ${close}`);
  if (compare(row.low, row.open) > 0 || compare(row.low, row.close) > 0)
    bad(`low ${low} is above open ${open} or close ${close}`);
  checkVolume(volume, bad);
  return { ...row, decimals };
}

function timeOf(text: string, last: number, bad: (reason: string) => never): number {
  if (text === '') bad('timestamp is missing');
  if (!/^\d{1,16}$/.test(text) || Number(text) > LAST_TIME_MS)
    bad(`timestamp ${show(text)} is not a time in integer milliseconds`);
  const time = Number(text);
  if (time === last) bad(`timestamp ${text} stands there twice`);
  if (time < last) bad(`timestamp ${text} is before the one above it (${last}): rows must ascend`);
  return time;
}

function priceOf(name: string, text: string, bad: (reason: string) => never): Digits {
  if (text === '') bad(`${name} is missing`);
  const digits = digitsOf(text);
  if (digits === null) return bad(`${name} ${show(text)} is not a finite number`);
  if (text.startsWith('-') && digits.units !== 0) bad(`${name} ${show(text)} is negative`);
  if (digits.units === 0) bad(`${name} is zero`);
  if (digits.units > Number.MAX_SAFE_INTEGER)
    bad(`${name} ${show(text)} has more digits than can be computed with exactly`);
  if (digits.scale > MOST_DECIMALS) bad(`${name} ${show(text)} has more than ${MOST_DECIMALS} decimals`);
  return digits;
}

/** No part of a backtest trades on volume, but a file with a broken one is a broken file. */
function checkVolume(text: string, bad: (reason: string) => never): void {
  if (text === '') bad('volume is missing');
  if (!isNumber(text) || !Number.isFinite(Number(text))) bad(`volume ${show(text)} is not a finite number`);
  if (Number(text) < 0) bad(`volume ${show(text)} is negative`);
}

/** Reads `1.50` as 15 with one decimal and `2e-3` as 2 with three; null when the text is no finite number. */
function digitsOf(text: string): Digits | null {
  const match = NUMBER.exec(text);
  if (match === null || !isNumber(text) || !Number.isFinite(Number(text))) return null;
  const [, , whole = '', fraction = '', exponent = '0'] = match;
  const significant = (whole + fraction).replace(/^0+/, '').replace(/0+$/, '');
  if (significant === '') return { units: 0, scale: 0 };
  const zeros = (whole + fraction).length - (whole + fraction).replace(/0+$/, '').length;
  const scale = fraction.length - zeros - Number(exponent);
  if (scale >= 0) return { units: Number(significant), scale };
  return { units: Number(`${significant}e${-scale}`), scale: 0 };
}

const isNumber = (text: string): boolean => NUMBER.test(text) && /\d/.test(text.split(/[eE]/)[0]!);

function compare(one: Digits, other: Digits): number {
  const scale = Math.max(one.scale, other.scale);
  const left = BigInt(one.units) * 10n ** BigInt(scale - one.scale);
  const right = BigInt(other.units) * 10n ** BigInt(scale - other.scale);
  return left < right ? -1 : left > right ? 1 : 0;
}

const show = (text: string): string => JSON.stringify(text.slice(0, 40));
