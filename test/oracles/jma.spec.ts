import * as fc from 'fast-check';
import { jma } from './jma.js';

describe('the JMA oracle', () => {
  it('gives 544096000/893871739 of the first close for length 5: b = 9/19, g = 81/361, r = 2', () => {
    // e0 = 280/361, e1 = 81/361 x 10/19, J = (e0 + 2 e1) (280/361)^2 = 6940/6859 x 78400/130321.
    expect(jma([1], 5)[0]).toBeCloseTo(544096000 / 893871739, 14);
  });

  it('follows the recursion by hand on the second close', () => {
    const [b, g] = [9 / 19, 81 / 361];
    const j1 = 544096000 / 893871739;
    const e0 = (1 - g) * 3 + g * (280 / 361);
    const e1 = (3 - e0) * (10 / 19) + b * (810 / 6859);
    const e2 = (e0 + 2 * e1 - j1) * (280 / 361) ** 2 + g * g * j1;
    expect(jma([1, 3], 5)[1]).toBeCloseTo(j1 + e2, 14);
  });

  it('has forgotten the zeros of the start to 1e-9 of the price at the 120th close, for every length in use', () => {
    const ones = Array.from({ length: 120 }, () => 1);
    for (const length of [5, 10, 20]) expect(Math.abs(jma(ones, length)[119]! - 1)).toBeLessThan(1e-9);
  });

  it('scales with the price', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1, max: 1e5, noNaN: true }), { maxLength: 60 }), (closes) => {
        const doubled = jma(
          closes.map((close) => 2 * close),
          10,
        );
        expect(doubled).toEqual(jma(closes, 10).map((value) => 2 * value));
      }),
    );
  });
});
