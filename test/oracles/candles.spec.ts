import { closedCandles, type FinestCandle, lastEnded } from './candles.js';

const MINUTE = 60_000;

/** Minute candles whose prices tell their minute: close = minute, high a half above, low a half below. */
const minutes = (...list: readonly number[]): readonly FinestCandle[] =>
  list.map((minute) => ({
    openTime: minute * MINUTE,
    open: minute - 0.25,
    high: minute + 0.5,
    low: minute - 0.5,
    close: minute,
  }));

const threes = (...list: readonly number[]) =>
  closedCandles(minutes(...list), MINUTE, 3 * MINUTE).map(({ end, close }) => [end / MINUTE, close]);

describe('candles of a coarser timeframe', () => {
  it('have the first open, the highest high, the lowest low and the last close, from the epoch on', () => {
    expect(closedCandles(minutes(0, 1, 2), MINUTE, 3 * MINUTE)).toEqual([
      { openTime: 0, end: 3 * MINUTE, open: -0.25, high: 2.5, low: -0.5, close: 2 },
    ]);
  });

  it('do not include a first bucket that begins late', () => {
    expect(threes(1, 2, 3, 4, 5)).toEqual([[6, 5]]);
  });

  it('do not include a last bucket that is unfinished', () => {
    expect(threes(0, 1, 2, 3, 4)).toEqual([[3, 2]]);
  });

  it('close at their nominal end when candles are missing at their start, inside or at their end', () => {
    expect(threes(0, 1, 2, 4, 5, 6, 8, 9, 12, 13, 14)).toEqual([
      [3, 2],
      [6, 5],
      [9, 8],
      [12, 9],
      [15, 14],
    ]);
  });

  it('are none where a bucket has no row', () => {
    expect(threes(0, 1, 2, 9, 10, 11)).toEqual([
      [3, 2],
      [12, 11],
    ]);
  });

  it('count from the very instant of their end', () => {
    const candles = closedCandles(minutes(0, 1, 2, 3, 4, 5), MINUTE, 3 * MINUTE);
    const instants = [0, 3 * MINUTE - 1, 3 * MINUTE, 6 * MINUTE - 1, 6 * MINUTE, 60 * MINUTE];
    expect(lastEnded(candles, instants)).toEqual([-1, -1, 0, 0, 1, 1]);
  });
});
