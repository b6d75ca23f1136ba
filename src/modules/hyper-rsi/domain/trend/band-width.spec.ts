import fc from 'fast-check';
import { bandDistance, bandPlace, bandWidth, mean } from './band-width.js';

const of = (...closes: number[]) => {
  const values = Float64Array.from(closes);
  const middle = mean(values, 0, closes.length);
  return { middle, distance: bandDistance(values, 0, closes.length, middle) };
};

describe('the bands', () => {
  test('they lie one and a half population deviations from the mean', () => {
    const { middle, distance } = of(2, 4, 4, 4, 5, 5, 7, 9);
    expect([middle, distance]).toEqual([5, 3]);
    expect(bandWidth(middle, distance)).toBe(12);
    expect([bandPlace(2, 5, 3), bandPlace(5, 5, 3), bandPlace(11, 5, 3)]).toEqual([0, 0.5, 1.5]);
  });

  test('of equal closes they have no width, although the mean is rounded', () => {
    const closes = new Array<number>(15).fill(0.1);
    expect(of(...closes).middle).not.toBe(0.1);
    expect(of(...closes).distance).toBe(0);
  });

  test('a close that differs gives them a width, wherever it stands', () => {
    for (let at = 0; at < 15; at += 1) {
      const closes = new Array<number>(15).fill(100);
      closes[at] = 101;
      expect(of(...closes).distance).toBeCloseTo((1.5 * Math.sqrt(14)) / 15, 12);
    }
  });

  test('without all closes there are none', () => {
    expect(of(NaN, 1, 2).distance).toBeNaN();
    expect(of(NaN, NaN).distance).toBeNaN();
  });

  test('their width does not depend on the unit of the prices', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 50, max: 200, noNaN: true }), { minLength: 15, maxLength: 15 }),
        fc.integer({ min: -20, max: 20 }),
        (closes, power) => {
          const scaled = of(...closes.map((close) => close * 2 ** power));
          const { middle, distance } = of(...closes);
          expect(bandWidth(scaled.middle, scaled.distance)).toBe(bandWidth(middle, distance));
        },
      ),
    );
  });
});
