import { Jma } from './jma.js';

describe('the moving average', () => {
  test('its first value is what the four formulas give from zeros', () => {
    // n = 5: b = 1.8 / 3.8, so g = (9/19)^2 = 81/361, and 1 - g = 280/361.
    const jma = new Jma(5);
    const e0 = (280 / 361) * 100;
    const e1 = (100 - e0) * (10 / 19);
    const first = (e0 + 2 * e1) * (280 / 361) ** 2;
    expect(jma.next(100)).toBeCloseTo(first, 10);
    expect(jma.snapshot().map((part) => part.toFixed(9))).toEqual(
      [e0, e1, first, first].map((part) => part.toFixed(9)),
    );
  });

  test('it follows a step exactly and in the end, the faster the shorter it is', () => {
    const late = [5, 10, 20].map((length) => {
      const jma = new Jma(length);
      let after = 0;
      while (Math.abs(jma.next(100) - 100) > 1e-7) after += 1;
      return after;
    });
    expect(late).toEqual([...late].sort((a, b) => a - b));
    expect(late[2]).toBeLessThan(120);
  });

  test.each([5, 10, 20])(
    'what a JMA of %p began with weighs less than 1e-9 of the price after 120 closes',
    (length) => {
      const jma = new Jma(length);
      for (let i = 0; i < 120; i += 1) jma.next(60_000);
      expect(Math.abs(jma.value - 60_000)).toBeLessThan(60_000 * 1e-9);
    },
  );

  test('a damaged snapshot is refused', () => {
    expect(() => Jma.restore(5, [1, 2, NaN, 4])).toThrow(RangeError);
  });
});
