import { EquityMarks } from './equity-marks.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Marks closes of hourly candles from day 0 on, in pieces of a size. */
function marked(cash: number, equities: readonly number[], { every = HOUR, piece = 1_000 } = {}) {
  const marks = new EquityMarks(cash);
  const time = Float64Array.from(equities, (_, index) => index * every);
  const drawdowns: number[] = [];
  for (let from = 0; from < equities.length; from += piece) {
    const part = Float64Array.from(equities.slice(from, from + piece));
    const into = new Float64Array(part.length);
    marks.mark({ equities: part, count: part.length, time, from, candleMs: every }, into);
    drawdowns.push(...into);
  }
  return { ...marks.facts(), drawdowns };
}

describe('equity marked at closes', () => {
  it('falls from its running peak, which starts at the cash', () => {
    const { maxDrawdownPct, drawdowns } = marked(100, [90, 120, 90, 130]);
    expect(drawdowns).toEqual([10, 0, 25, 0]);
    expect(maxDrawdownPct).toBe(25);
  });

  it('is under water from the close of a peak to the first close at it or above it again', () => {
    expect(marked(100, [100, 110, 109, 108, 110, 100, 111]).longestUnderwaterMs).toBe(3 * HOUR);
  });

  it('is under water to the end when it does not come back', () => {
    expect(marked(100, [100, 110, 111, 90, 91, 92, 93]).longestUnderwaterMs).toBe(4 * HOUR);
  });

  it('is never under water while every close is at the peak or above it', () => {
    expect(marked(100, [100, 100, 101, 101]).longestUnderwaterMs).toBe(0);
  });

  it('has a return for each UTC day with candles, the first against the cash, partial days too', () => {
    const closes = [110, 121, 121, 60.5];
    expect(marked(100, closes, { every: DAY / 2 }).dailyReturns).toEqual([121 / 100 - 1, 60.5 / 121 - 1]);
    expect(marked(100, [110, 99], { every: 3 * DAY }).dailyReturns).toEqual([110 / 100 - 1, 99 / 110 - 1]);
  });

  it('skips days that begin with no equity', () => {
    expect(marked(100, [0, 50, 100], { every: DAY }).dailyReturns).toEqual([-1, 100 / 50 - 1]);
  });

  it('says the same however many candles are marked at once', () => {
    const equities = Array.from({ length: 500 }, (_, index) => 100 + 20 * Math.sin(index / 7) + index / 50);
    expect(marked(100, equities, { piece: 7 })).toEqual(marked(100, equities));
  });
});
