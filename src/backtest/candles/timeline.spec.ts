import { columnsOf, csvOf, MINUTE_MS, START } from '../testing/candle-text.js';
import { candleMs, gapsOf } from './timeline.js';

const flat = (...times: readonly number[]) => columnsOf(csvOf(times.map((at) => [1, 1, 1, 1, at] as const)));

describe('the timeline of a file', () => {
  it('has the smallest distance between two rows as its timeframe', () => {
    expect(candleMs(flat(0, 5, 7, 20))).toBe(2 * MINUTE_MS);
    expect(candleMs(flat(0))).toBeNull();
  });

  it('has a gap from the end of the candle before to the open of the one after', () => {
    expect(gapsOf(flat(0, 1, 4, 5), MINUTE_MS)).toEqual([
      { from: START + 2 * MINUTE_MS, to: START + 4 * MINUTE_MS, missing: 2 },
    ]);
  });
});
