import fc from 'fast-check';
import { bucketEnd, bucketOpen, TIMEFRAME_MS, type Timeframe } from '../time/timeframe.js';
import { epochMs } from '../time/epoch.js';
import { bucketsOf, lastOfEach, rolledUp, type PriceTable } from './roll-up.js';

const MINUTE = TIMEFRAME_MS['1m'];
const START = Date.UTC(2025, 0, 1);

const times = (...minutes: number[]): Float64Array => Float64Array.from(minutes, (at) => START + at * MINUTE);
const buckets = (minutes: readonly number[], timeframe: Timeframe = '5m') => {
  const { end, first, last } = bucketsOf(times(...minutes), MINUTE, timeframe);
  return [...end].map((at, k) => [(at - START) / MINUTE, first[k], last[k]]);
};
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

describe('buckets of a coarser timeframe', () => {
  test('five minutes make one, which counts from its nominal end on', () => {
    expect(buckets(range(0, 10))).toEqual([
      [5, 0, 4],
      [10, 5, 9],
    ]);
  });

  test('a first bucket that does not begin at its start is left out', () => {
    expect(buckets(range(1, 10))).toEqual([[10, 4, 8]]);
    expect(buckets(range(1, 4))).toEqual([]);
  });

  test('a later one whose start is missing is used', () => {
    expect(buckets([0, 1, 2, 3, 4, 7, 8, 9])).toEqual([
      [5, 0, 4],
      [10, 5, 7],
    ]);
  });

  test('candles missing inside or at the end change nothing about where it ends', () => {
    expect(buckets([0, 2, 3, 5, 6, 7, 8, 9])).toEqual([
      [5, 0, 2],
      [10, 3, 7],
    ]);
  });

  test('an empty bucket is none', () => {
    expect(buckets([0, 1, 2, 3, 4, 15, 16, 17, 18, 19])).toEqual([
      [5, 0, 4],
      [20, 5, 9],
    ]);
  });

  test('a last one that the candles do not reach the end of is none', () => {
    expect(buckets(range(0, 9))).toEqual([[5, 0, 4]]);
    expect(buckets([0, 4])).toEqual([[5, 0, 1]]);
    expect(buckets([0, 3])).toEqual([]);
    expect(buckets([])).toEqual([]);
  });

  test('days and eight hours too begin with the epoch', () => {
    const hours = Float64Array.from({ length: 49 }, (_, hour) => START + (hour - 1) * 3_600_000);
    expect([...bucketsOf(hours, 3_600_000, '1d').end]).toEqual([START + 86_400_000, START + 2 * 86_400_000]);
    expect(bucketsOf(hours, 3_600_000, '8h').end[0]).toBe(START + 8 * 3_600_000);
  });
});

const gappy = fc
  .tuple(
    fc.integer({ min: 0, max: 100 }),
    fc.array(fc.tuple(fc.constantFrom(1, 1, 1, 1, 2, 7, 40), fc.nat(50), fc.nat(9)), { maxLength: 200 }),
  )
  .map(([first, steps]): PriceTable => {
    let minute = first;
    const rows = steps.map(([step, price, reach]) => {
      minute += step;
      return { time: START + minute * MINUTE, price: 100 + price, reach };
    });
    const column = (read: (row: (typeof rows)[number]) => number): Float64Array =>
      Float64Array.from(rows, read);
    return {
      time: column(({ time }) => time),
      open: column(({ price, reach }) => price + reach / 2),
      high: column(({ price, reach }) => price + reach),
      low: column(({ price, reach }) => price - reach),
      close: column(({ price }) => price),
    };
  });

const timeframes = fc.constantFrom<Timeframe>('1m', '3m', '5m', '15m', '1h');

describe('rolled up columns', () => {
  test('are open of the first, highest high, lowest low and close of the last, as grouping by hand has them', () => {
    fc.assert(
      fc.property(gappy, timeframes, (prices, timeframe) => {
        const rolled = rolledUp(prices, timeframe, bucketsOf(prices.time, MINUTE, timeframe));
        expect(asRows(rolled)).toEqual(byHand(prices, timeframe));
      }),
    );
  });

  test('the buckets of the first candles are those of all candles, as far as they have ended', () => {
    fc.assert(
      fc.property(gappy, timeframes, fc.nat(200), (prices, timeframe, cut) => {
        const part = prices.time.subarray(0, cut);
        const short = bucketsOf(part, MINUTE, timeframe);
        const whole = bucketsOf(prices.time, MINUTE, timeframe);
        for (const name of ['end', 'first', 'last'] as const)
          expect([...short[name]]).toEqual([...whole[name].subarray(0, short.length)]);
        const reached = part.length === 0 ? 0 : part[part.length - 1]! + MINUTE;
        expect(short.length).toBe(whole.end.filter((end) => end <= reached).length);
      }),
    );
  });

  test('closes alone are the close column of the candles', () => {
    fc.assert(
      fc.property(gappy, timeframes, (prices, timeframe) => {
        const cut = bucketsOf(prices.time, MINUTE, timeframe);
        expect(lastOfEach(prices.close, cut)).toEqual(rolledUp(prices, timeframe, cut).close);
      }),
    );
  });
});

const asRows = ({ time, open, high, low, close }: PriceTable) =>
  [...time].map((at, i) => ({ at, open: open[i], high: high[i], low: low[i], close: close[i] }));

/** The same, one bucket at a time and without any cleverness. */
function byHand({ time, open, high, low, close }: PriceTable, timeframe: Timeframe) {
  const groups = new Map<number, number[]>();
  time.forEach((at, i) => {
    const bucket = bucketOpen(epochMs(at), timeframe);
    groups.set(bucket, [...(groups.get(bucket) ?? []), i]);
  });
  const reached = time.length === 0 ? 0 : time[time.length - 1]! + MINUTE;
  return [...groups]
    .filter(([bucket], index) => index > 0 || time[0] === bucket)
    .filter(([bucket]) => bucketEnd(epochMs(bucket), timeframe) <= reached)
    .map(([at, inside]) => ({
      at,
      open: open[inside[0]!],
      high: Math.max(...inside.map((i) => high[i]!)),
      low: Math.min(...inside.map((i) => low[i]!)),
      close: close[inside.at(-1)!],
    }));
}
