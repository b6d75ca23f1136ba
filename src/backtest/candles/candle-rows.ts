import { BadFile } from '../bad-input.js';
import { COLUMN_NAMES, emptyColumns, type CandleColumns } from './columns.js';
import { readRow } from './careful-row.js';

export const HEADER = 'timestamp,open,high,low,close,volume';

const NEWLINE = 10;
const RETURN = 13;
const COMMA = 44;
const POINT = 46;
const ZERO = 48;

/** What no line of numbers needs; a file without line ends is not read into memory to find that out. */
const LONGEST_LINE = 4_096;

const FIRST_CAPACITY = 4_096;

/** 10^0 to 10^22, the powers that doubles hold exactly. */
const POWERS = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/**
 * Reads the bytes of one CSV file of candles into columns, as they come. Prices become integers digit by digit, without
 * passing through a binary fraction; the unit is as fine as the price with the most decimals asks for, trailing zeros apart.
 * A line of digits, points and commas is read on the fast way; any other is looked at carefully, and read or refused.
 */
export class CandleRows {
  private columns = emptyColumns(FIRST_CAPACITY, 0);
  private rows = 0;
  private decimals = 0;
  private line = 0;
  private lastTime = -1;
  private blankLine = 0;
  private carry: Uint8Array = new Uint8Array(0);
  /** The number that `number` read last: its digits as an integer, and how many of them are decimals. */
  private units = 0;
  private scale = 0;

  constructor(private readonly file: string) {}

  /** Lines seen so far. */
  get lines(): number {
    return this.line;
  }

  /** @throws BadFile with the line at fault. */
  push(bytes: Uint8Array): void {
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    let start = 0;
    if (this.carry.length > 0 && end > 0) {
      start = bytes.indexOf(NEWLINE) + 1;
      this.read(joined(this.carry, bytes.subarray(0, start)));
      this.carry = new Uint8Array(0);
    }
    if (start < end) this.read(bytes.subarray(start, end));
    if (end < bytes.length) this.carry = joined(this.carry, bytes.subarray(end));
    if (this.carry.length > LONGEST_LINE) this.fail('the line is too long to be a candle', this.line + 1);
  }

  /** @throws BadFile when there is no candle in the file. */
  finish(): CandleColumns {
    if (this.carry.length > 0) this.read(joined(this.carry, Uint8Array.of(NEWLINE)));
    if (this.line === 0) throw new BadFile(this.file, 1, 'the file is empty');
    if (this.rows === 0) throw new BadFile(this.file, this.line, 'there is no candle below the header');
    const whole = emptyColumns(this.rows, this.decimals);
    for (const name of COLUMN_NAMES) whole[name].set(this.columns[name].subarray(0, this.rows));
    return whole;
  }

  /** Whole lines, each with its end. */
  private read(bytes: Uint8Array): void {
    let at = 0;
    if (this.line === 0) at = this.readHeader(bytes);
    while (at < bytes.length) {
      this.line += 1;
      if (this.rows === this.columns.length) this.grow();
      const next = this.readLine(bytes, at);
      at = next > 0 ? next : this.readCarefully(bytes, at);
    }
  }

  private readHeader(bytes: Uint8Array): number {
    const end = bytes.indexOf(NEWLINE);
    const text = new TextDecoder().decode(bytes.subarray(0, Math.min(end, LONGEST_LINE))).trim();
    this.line = 1;
    if (text !== HEADER) this.fail(`the header must be ${HEADER}, not ${JSON.stringify(text.slice(0, 80))}`);
    return end + 1;
  }

  /** The fast way: the index behind the line, or 0 when it must be looked at carefully. */
  private readLine(bytes: Uint8Array, start: number): number {
    const { rows } = this;
    let at = this.number(bytes, start);
    if (bytes[at] !== COMMA || this.scale > 0 || at === start) return 0;
    const time = this.units;
    if (time <= this.lastTime || time > 8.64e15) return 0;
    const open = this.price(bytes, at + 1);
    at = this.next;
    if (open <= 0 || bytes[at] !== COMMA) return 0;
    const high = this.price(bytes, at + 1);
    at = this.next;
    if (high <= 0 || bytes[at] !== COMMA) return 0;
    const low = this.price(bytes, at + 1);
    at = this.next;
    if (low <= 0 || bytes[at] !== COMMA) return 0;
    const close = this.price(bytes, at + 1);
    at = this.next;
    if (close <= 0 || bytes[at] !== COMMA) return 0;
    const volume = at + 1;
    at = this.number(bytes, volume);
    if (at === volume) return 0;
    if (bytes[at] === RETURN) at += 1;
    if (bytes[at] !== NEWLINE || this.blankLine > 0) return 0;
    // A price with more decimals than any before it has made the unit finer: the careful way reads the line anew.
    if (this.refined || high > Number.MAX_SAFE_INTEGER) return 0;
    if (high < open || high < close || low > open || low > close) return 0;
    const { columns } = this;
    columns.time[rows] = time;
    columns.open[rows] = open;
    columns.high[rows] = high;
    columns.low[rows] = low;
    columns.close[rows] = close;
    this.lastTime = time;
    this.rows = rows + 1;
    return at + 1;
  }

  private next = 0;
  private refined = false;

  /** A price in units of the columns; 0 or less where there is none. `next` is the index behind it. */
  private price(bytes: Uint8Array, start: number): number {
    const at = this.number(bytes, start);
    this.next = at;
    if (at === start) return -1;
    if (this.scale > this.decimals) {
      this.refined = true;
      return 1;
    }
    return this.units * POWERS[this.decimals - this.scale]!;
  }

  /** Digits with at most one point among them; answers the index behind. Zeros at the end of the decimals do not count. */
  private number(bytes: Uint8Array, start: number): number {
    let at = start;
    let units = 0;
    let scale = 0;
    let digit = bytes[at]! - ZERO;
    while (digit >= 0 && digit <= 9) {
      units = units * 10 + digit;
      at += 1;
      digit = bytes[at]! - ZERO;
    }
    if (bytes[at] === POINT && at > start) {
      let zeros = 1;
      at += 1;
      digit = bytes[at]! - ZERO;
      while (digit >= 0 && digit <= 9) {
        if (digit === 0) zeros += 1;
        else {
          units = units * POWERS[zeros]! + digit;
          scale += zeros;
          zeros = 1;
          if (scale > 15) return start;
        }
        at += 1;
        digit = bytes[at]! - ZERO;
      }
      if (bytes[at - 1] === POINT) return start;
    }
    this.units = units;
    this.scale = scale;
    return at;
  }

  private readCarefully(bytes: Uint8Array, start: number): number {
    const end = bytes.indexOf(NEWLINE, start);
    this.refined = false;
    const text = new TextDecoder().decode(bytes.subarray(start, Math.min(end, start + LONGEST_LINE)));
    const trimmed = text.trim();
    if (trimmed === '') {
      if (this.blankLine === 0) this.blankLine = this.line;
      return end + 1;
    }
    if (this.blankLine > 0) this.fail('the line is empty', this.blankLine);
    const row = readRow(trimmed, this.lastTime, (reason) => this.fail(reason));
    this.refine(row.decimals);
    const { columns, rows } = this;
    columns.time[rows] = row.time;
    for (const name of ['open', 'high', 'low', 'close'] as const) {
      const { units, scale } = row[name];
      const value = units * POWERS[this.decimals - scale]!;
      if (!(value <= Number.MAX_SAFE_INTEGER))
        this.fail(`${name}: with ${this.decimals} decimals the price has more digits than are exact`);
      columns[name][rows] = value;
    }
    this.lastTime = row.time;
    this.rows = rows + 1;
    return end + 1;
  }

  /** Tells the prices so far in finer units. */
  private refine(decimals: number): void {
    if (decimals <= this.decimals) return;
    const factor = POWERS[decimals - this.decimals]!;
    for (const name of ['open', 'high', 'low', 'close'] as const) {
      const column = this.columns[name];
      for (let i = 0; i < this.rows; i += 1) {
        column[i] = column[i]! * factor;
        if (column[i]! > Number.MAX_SAFE_INTEGER)
          this.fail(`${decimals} decimals leave prices of this file with more digits than are exact`);
      }
    }
    this.decimals = decimals;
  }

  private grow(): void {
    const larger = emptyColumns(this.columns.length * 2, 0);
    for (const name of COLUMN_NAMES) larger[name].set(this.columns[name]);
    this.columns = larger;
  }

  private fail(reason: string, line = this.line): never {
    throw new BadFile(this.file, line, reason);
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
