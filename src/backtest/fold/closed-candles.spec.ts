import fc from 'fast-check';
import { bucketsOf, rolledUp } from '../../shared/pure/market/roll-up.js';
import { TIMEFRAME_MS } from '../../shared/pure/time/timeframe.js';
import { columnsOf, csvOf, MINUTE_MS, START, type CandleSketch } from '../testing/candle-text.js';
import { walk } from '../testing/walk.js';
import { ClosedCandles } from './closed-candles.js';
import { PIECE } from './piece.js';

interface Closed {
  readonly before: number;
  readonly end: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** Reads candles in pieces of a size, and lists all that closed. */
function closed(sketches: readonly CandleSketch[], lengthMs: number, piece = PIECE): readonly Closed[] {
  const columns = { ...columnsOf(csvOf(sketches)), candleMs: MINUTE_MS };
  const candles = new ClosedCandles(lengthMs);
  const list: Closed[] = [];
  for (let from = 0; from < columns.length; from += piece) {
    candles.read(columns, from, Math.min(from + piece, columns.length));
    for (let index = 0; index < candles.count; index += 1)
      list.push({
        before: candles.before[index]!,
        end: (candles.end[index]! - START) / MINUTE_MS,
        high: candles.high[index]!,
        low: candles.low[index]!,
        close: candles.close[index]!,
      });
  }
  return list;
}

const flat = (...minutes: readonly number[]): readonly CandleSketch[] =>
  minutes.map((at) => [at + 1, at + 1, at + 1, at + 1, at]);

describe('candles of a coarser timeframe', () => {
  const threes = (...minutes: readonly number[]) =>
    closed(flat(...minutes), 3 * MINUTE_MS).map(({ before, end, close }) => [before, end, close]);

  it('close with their last finer candle, before the next one is looked at', () => {
    expect(threes(0, 1, 2, 3, 4, 5)).toEqual([
      [3, 3, 3],
      [6, 6, 6],
    ]);
  });

  it('leave out a first bucket that does not begin at its start', () => {
    expect(threes(1, 2, 3, 4, 5)).toEqual([[5, 6, 6]]);
  });

  it('use a bucket with candles missing inside', () => {
    expect(threes(0, 2, 4, 5)).toEqual([
      [2, 3, 3],
      [4, 6, 6],
    ]);
  });

  it('close at their nominal end, before the next candle, when their last candles are missing', () => {
    expect(threes(0, 1, 5)).toEqual([
      [2, 3, 2],
      [3, 6, 6],
    ]);
  });

  it('are none where there is no finer candle at all', () => {
    expect(threes(0, 1, 2, 9, 10, 11).map(([, end]) => end)).toEqual([3, 12]);
  });

  it('leave an unfinished last bucket alone', () => {
    expect(threes(0, 1, 2, 3, 4)).toEqual([[3, 3, 3]]);
  });

  it('are those of the columns that live trading rolls up, however many candles are read at once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.constantFrom('3m', '5m', '15m', '1h'),
        fc.integer({ min: 1, max: 300 }),
        (seed, timeframe, piece) => {
          const sketches = walk(seed, 400);
          const columns = columnsOf(csvOf(sketches));
          const buckets = bucketsOf(columns.time, MINUTE_MS, timeframe);
          const table = rolledUp(columns, timeframe, buckets);
          const expected = Array.from({ length: buckets.length }, (_, k) => ({
            before: buckets.last[k]! + 1,
            end: (buckets.end[k]! - START) / MINUTE_MS,
            high: table.high[k]!,
            low: table.low[k]!,
            close: table.close[k]!,
          }));
          expect(closed(sketches, TIMEFRAME_MS[timeframe], piece)).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });
});
