import * as fc from 'fast-check';
import type { FinestCandle } from '../candles.js';
import { canBeBuilt, type Chart, inMs, trendTimeframes } from './timeframes.js';
import { nextState, trendStates } from './trend-states.js';

const MINUTE = 60_000;

/** Candles without any range, one per close; `first` is the number of the first bar since the epoch. */
const candlesOf = (closes: readonly number[], timeframeMs: number, first = 0): readonly FinestCandle[] =>
  closes.map((close, index) => ({
    openTime: (first + index) * timeframeMs,
    open: close,
    high: close,
    low: close,
    close,
  }));

const times = (count: number, close: number): readonly number[] => Array.from({ length: count }, () => close);

/** The decision close, in minutes, at which the state first is known. */
const firstKnown = (closes: readonly number[], minutes: number, chart: Chart) =>
  trendStates({
    finest: candlesOf(closes, minutes * MINUTE),
    finestMs: minutes * MINUTE,
    chart,
    trendTimeframe: 'auto',
  }).find(({ state }) => state !== null)!.at / MINUTE;

describe('the timeframes of the trend', () => {
  it('follow the table of the page', () => {
    const rows = (['1m', '3m', '5m', '15m', '30m', '1h', '2h', '4h', '1d'] as const).map((chart) => {
      const { a, b } = trendTimeframes(chart, 'auto');
      return `${chart} ${a} ${b}`;
    });
    expect(rows).toEqual([
      '1m 15m 5m',
      '3m 15m 5m',
      '5m 30m 15m',
      '15m 30m 15m',
      '30m 30m 1h',
      '1h 1h 1h',
      '2h 1h 1h',
      '4h 8h 1h',
      '1d 8h 1h',
    ]);
  });

  it('take an explicit timeframe for the MA cycle only', () => {
    expect(trendTimeframes('5m', '4h')).toEqual({ a: '4h', b: '15m' });
  });

  it('cannot be built of candles they are no whole multiple of', () => {
    expect(canBeBuilt('3m', 'auto', '3m')).toBe(false);
    expect(canBeBuilt('3m', 'auto', '1m')).toBe(true);
    expect(canBeBuilt('4h', 'auto', '4h')).toBe(false);
    expect(canBeBuilt('1d', 'auto', '1h')).toBe(true);
  });
});

describe('one step of the state', () => {
  const bull = { bull: true, bear: false };
  const bear = { bull: false, bear: true };
  const neither = { bull: false, bear: false };

  it('needs both parts to become +2 or -2', () => {
    expect(nextState(0, bull, 2)).toBe(2);
    expect(nextState(0, bear, -2)).toBe(-2);
    for (const band of [-2, -1, 0, 2] as const) expect(nextState(0, neither, band)).toBe(0);
    for (const band of [-2, -1, 0] as const) expect(nextState(0, bull, band)).toBe(0);
    for (const band of [2, -1, 0] as const) expect(nextState(0, bear, band)).toBe(0);
  });

  it('is kept by the MA cycle alone', () => {
    for (const band of [-2, -1, 0, 2] as const) {
      expect(nextState(2, bull, band)).toBe(2);
      expect(nextState(-2, bear, band)).toBe(-2);
      expect(nextState(2, neither, band)).toBe(0);
      expect(nextState(-2, neither, band)).toBe(0);
    }
  });

  it('can go from one extreme to the other at one close', () => {
    expect(nextState(2, bear, -2)).toBe(-2);
    expect(nextState(-2, bull, 2)).toBe(2);
  });
});

describe('the trend state oracle', () => {
  it('is unknown until the close at which the 120th trend candle ends', () => {
    expect(firstKnown(times(300, 100), 15, '15m')).toBe(120 * 30);
    expect(firstKnown(times(60 * 24, 100), 60, '1d')).toBe(120 * 480);
  });

  it('is unknown until the first close after the 114th band candle where that is later', () => {
    expect(firstKnown(times(300, 100), 30, '30m')).toBe(114 * 60);
  });

  it('begins with 0', () => {
    const states = trendStates({
      finest: candlesOf(times(300, 100), inMs('15m')),
      finestMs: inMs('15m'),
      chart: '15m',
      trendTimeframe: 'auto',
    });
    expect(states.filter(({ state }) => state === null)).toHaveLength(239);
    expect(states.slice(239).every(({ state }) => state === 0)).toBe(true);
  });

  it('is +2 after a jump in a rise and -2 after a fall in a decline', () => {
    const after = (closes: readonly number[]) =>
      trendStates({
        finest: candlesOf(closes, inMs('15m')),
        finestMs: inMs('15m'),
        chart: '15m',
        trendTimeframe: 'auto',
      }).at(-1);
    const rise = Array.from({ length: 300 }, (_, index) => 1000 + index);
    const decline = rise.map((close) => 3000 - close);
    expect(after([...rise, 3000, 3100, 3200, 3300])).toMatchObject({ state: 2, band: { state: 2 } });
    expect(after([...decline, 30, 29, 28, 27])).toMatchObject({ state: -2, band: { state: -2 } });
  });

  it('at a close does not depend on any later candle', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 300, maxLength: 500 }),
        fc.integer({ min: 1, max: 200 }),
        (steps, dropped) => {
          let close = 5000;
          const all = candlesOf(
            steps.map((step) => (close = Math.max(100, close + step))),
            inMs('15m'),
            1,
          );
          const input = { finestMs: inMs('15m'), chart: '15m', trendTimeframe: 'auto' } as const;
          const full = trendStates({ ...input, finest: all });
          const short = trendStates({ ...input, finest: all.slice(0, -dropped) });
          expect(full.slice(0, short.length)).toEqual(short);
        },
      ),
      { numRuns: 15 },
    );
  });
});
