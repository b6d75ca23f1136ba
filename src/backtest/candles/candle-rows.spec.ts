import { columnsOf } from '../testing/candle-text.js';
import { CandleRows, HEADER } from './candle-rows.js';

const T = 1_600_000_020_000;
const good = `${T},100,101,99,100.5,1`;

const failure = (...lines: readonly string[]): string => {
  try {
    columnsOf(lines.join('\n'));
  } catch (error) {
    return (error as Error).message;
  }
  return 'read';
};

describe('reading candle rows', () => {
  it('keeps prices as exact integers in units as fine as the finest price, trailing zeros apart', () => {
    const { decimals, open, high, low, close, time } = columnsOf(
      [HEADER, `${T},100.10000000,101,99.5,100.25,3`, `${T + 60_000},7,7.00,7,7.0000,0`].join('\n'),
    );
    expect(decimals).toBe(2);
    expect([...time]).toEqual([T, T + 60_000]);
    expect([open, high, low, close].map((column) => [...column])).toEqual([
      [10_010, 700],
      [10_100, 700],
      [9_950, 700],
      [10_025, 700],
    ]);
  });

  it('gives the very double of a price text when units are divided by their power of ten', () => {
    const { close, decimals } = columnsOf([HEADER, `${T},0.07123401,0.0713,0.0712,0.07123403,1`].join('\n'));
    expect(close[0]! / 10 ** decimals).toBe(Number('0.07123403'));
  });

  it('tells earlier prices in finer units when a later one needs them', () => {
    const { decimals, open } = columnsOf(
      [HEADER, `${T},5,5,5,5,1`, `${T + 1},5.125,6,5,5,1`, `${T + 2},5,5,4.00001,5,1`].join('\n'),
    );
    expect(decimals).toBe(5);
    expect([...open]).toEqual([500_000, 512_500, 500_000]);
  });

  it('reads exponents, spaces, carriage returns, a missing last line end and a leading point', () => {
    const { close, decimals, length } = columnsOf(
      `${HEADER}\r\n${T}, 1.5e2 ,2e2,.5,1E0,1e-3\r\n${T + 60_000},1,1,1,1,0`,
    );
    expect({ decimals, length, close: [...close] }).toEqual({ decimals: 1, length: 2, close: [10, 10] });
  });

  it('reads a file the same however it is cut into pieces', () => {
    const text = [HEADER, good, `${T + 60_000},1.25,1.25,1.125,1.25,1`, `${T + 120_000},3,3,3,3,9`].join(
      '\n',
    );
    const whole = columnsOf(text);
    for (let size = 1; size < 40; size += 1) {
      const rows = new CandleRows('cut.csv');
      const bytes = new TextEncoder().encode(text);
      for (let at = 0; at < bytes.length; at += size) rows.push(bytes.subarray(at, at + size));
      expect(rows.finish()).toEqual(whole);
    }
  });

  it.each([
    ['a wrong header', ['time,open,high,low,close,volume', good], 'test.csv:1: the header must be'],
    ['an empty file', [''], 'test.csv:1: the file is empty'],
    ['a header alone', [HEADER], 'test.csv:1: there is no candle below the header'],
    [
      'unsorted rows',
      [HEADER, good, `${T - 60_000},1,1,1,1,1`],
      'test.csv:3: timestamp 1599999960000 is before',
    ],
    ['a duplicate', [HEADER, good, good], 'test.csv:3: timestamp 1600000020000 stands there twice'],
    ['NaN', [HEADER, `${T},NaN,1,1,1,1`], 'test.csv:2: open "NaN" is not a finite number'],
    ['an infinity', [HEADER, `${T},1,Infinity,1,1,1`], 'test.csv:2: high "Infinity" is not a finite number'],
    ['1e400', [HEADER, `${T},1,1,1,1e400,1`], 'test.csv:2: close "1e400" is not a finite number'],
    ['high below low', [HEADER, `${T},5,4,6,5,1`], 'test.csv:2: high 4 is below low 6'],
    ['high below open', [HEADER, `${T},5,4,3,3.5,1`], 'test.csv:2: high 4 is below open 5'],
    ['low above close', [HEADER, `${T},5,6,4,3,1`], 'test.csv:2: low 4 is above open 5 or close 3'],
    ['zero', [HEADER, good, `${T + 1},0,1,0,1,1`], 'test.csv:3: open is zero'],
    ['a negative price', [HEADER, `${T},1,1,-1,1,1`], 'test.csv:2: low "-1" is negative'],
    ['text', [HEADER, `${T},1,one,1,1,1`], 'test.csv:2: high "one" is not a finite number'],
    ['a missing price', [HEADER, `${T},1,,1,1,1`], 'test.csv:2: high is missing'],
    ['a missing field', [HEADER, `${T},1,1,1,1`], 'test.csv:2: 6 fields expected, 5 found'],
    ['too many fields', [HEADER, `${good},7`], 'test.csv:2: 6 fields expected, 7 found'],
    ['a time that is no integer', [HEADER, `${T}.5,1,1,1,1,1`], 'test.csv:2: timestamp "1600000020000.5"'],
    ['a time as a date', [HEADER, `2020-09-13,1,1,1,1,1`], 'test.csv:2: timestamp "2020-09-13"'],
    ['a negative volume', [HEADER, `${T},1,1,1,1,-1`], 'test.csv:2: volume "-1" is negative'],
    ['a volume that is text', [HEADER, `${T},1,1,1,1,x`], 'test.csv:2: volume "x" is not a finite number'],
    ['a missing volume', [HEADER, `${T},1,1,1,1,`], 'test.csv:2: volume is missing'],
    ['an empty line', [HEADER, good, '', `${T + 1},1,1,1,1,1`], 'test.csv:3: the line is empty'],
    [
      'more digits than are exact',
      [HEADER, `${T},1,12345678901234567,1,1,1`],
      'test.csv:2: high "12345678901234567"',
    ],
    [
      'more digits than are exact together',
      [HEADER, `${T},900000000000,900000000000,1,1,1`, `${T + 1},0.000001,1,0.000001,1,1`],
      'test.csv:3: 6 decimals leave prices of this file with more digits than are exact',
    ],
    ['a line without an end', [HEADER, '1'.repeat(5_000)], 'test.csv:2: the line is too long'],
  ])('refuses %s with file, line and reason', (_, lines, reason) => {
    expect(failure(...lines)).toContain(reason);
  });

  it('does not mind empty lines at the end', () => {
    expect(failure(HEADER, good, '', '')).toBe('read');
  });
});
