import fc from 'fast-check';
import { coarsen, keepExtremes } from './thin.js';

const series = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 400 });

describe('thinning a line', () => {
  test('a short one is kept whole', () => {
    expect(keepExtremes([[3, 1, 2]], 10)).toEqual([0, 1, 2]);
    expect(keepExtremes([[]], 10)).toEqual([]);
  });

  test('the lowest and the highest value of every series, the first and the last point stay', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 20 }), (values, stretches) => {
        const mirrored = values.map((value, index) => (value * 7 + index * 13) % 101);
        const kept = keepExtremes([values, mirrored], stretches);
        for (const one of [values, mirrored]) {
          const drawn = kept.map((index) => one[index]!);
          expect(Math.min(...drawn)).toBe(Math.min(...one));
          expect(Math.max(...drawn)).toBe(Math.max(...one));
        }
        expect(kept[0]).toBe(0);
        expect(kept.at(-1)).toBe(values.length - 1);
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
        expect(kept.length).toBeLessThanOrEqual(Math.max(stretches * 6, 1));
      }),
    );
  });
});

describe('coarser bars', () => {
  const MINUTE = 60_000;

  test('few bars stay as they are', () => {
    const bars = [[0, 1, 2, 0.5, 1.5]] as const;
    expect(coarsen(bars, MINUTE, 10)).toEqual({ bars, barMs: MINUTE });
  });

  test('each has the first open, the highest high, the lowest low and the last close of its own', () => {
    const bars = [
      [MINUTE, 1, 4, 1, 2],
      [2 * MINUTE, 2, 3, 0.5, 3],
      [3 * MINUTE, 3, 9, 3, 8],
      [5 * MINUTE, 8, 8, 7, 7],
    ] as const;
    expect(coarsen(bars, MINUTE, 3)).toEqual({
      bars: [
        [0, 1, 4, 0.5, 3],
        [3 * MINUTE, 3, 9, 3, 7],
      ],
      barMs: 3 * MINUTE,
    });
  });

  test.each([
    [15 * MINUTE, 20_000, 15 * MINUTE],
    [15 * MINUTE, 4_000, 60 * MINUTE],
    [1_440 * MINUTE, 100, 128 * 1_440 * MINUTE],
    [7 * MINUTE, 5_000, 14 * MINUTE],
  ])('bars of %d ms become at most about %d, of %d ms', (barMs, most, length) => {
    const bars = Array.from({ length: 9_000 }, (_, index) => [index * barMs, 1, 1, 1, 1] as const);
    const rolled = coarsen(bars, barMs, most);
    expect(rolled.barMs).toBe(length);
    expect(rolled.bars.length).toBeLessThanOrEqual(most + 1);
  });
});
