import * as fc from 'fast-check';
import { mesa } from './fama.js';

const prices = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 1, maxLength: 80 });

describe('the MAMA and FAMA oracle', () => {
  it('begins at the first close and moves by the fast limit until the phase falls', () => {
    // alpha = 0.5: MAMA 12, 16, 13; FAMA 0.25 of it and 0.75 of the one before.
    expect(mesa([10, 14, 20, 10])).toMatchObject([
      { mama: 10, fama: 10 },
      { mama: 12, fama: 10.5 },
      { mama: 16, fama: 11.875 },
      { mama: 13, fama: 12.15625 },
    ]);
  });

  it('stays at a price that does not move', () => {
    for (const { mama, fama } of mesa(Array.from({ length: 100 }, () => 64))) {
      expect(mama).toBeCloseTo(64, 10);
      expect(fama).toBeCloseTo(64, 10);
    }
  });

  it('stays within the closes seen', () => {
    fc.assert(
      fc.property(prices, (closes) => {
        mesa(closes).forEach(({ mama, fama }, index) => {
          const seen = closes.slice(0, index + 1);
          for (const value of [mama, fama]) {
            expect(value).toBeGreaterThanOrEqual(Math.min(...seen) * (1 - 1e-12));
            expect(value).toBeLessThanOrEqual(Math.max(...seen) * (1 + 1e-12));
          }
        });
      }),
    );
  });

  it('doubles with the price', () => {
    fc.assert(
      fc.property(prices, (closes) => {
        const doubled = mesa(closes.map((close) => 2 * close));
        expect(doubled).toEqual(mesa(closes).map(({ mama, fama }) => ({ mama: 2 * mama, fama: 2 * fama })));
      }),
    );
  });

  it('lags less in a cycle than in a straight move: alpha falls to the slow limit on the way', () => {
    const wave = Array.from({ length: 200 }, (_, index) => 100 + 10 * Math.sin((2 * Math.PI * index) / 20));
    const steps = mesa(wave).map(({ mama }, index, all) => {
      const before = all[index - 1]?.mama ?? mama;
      return (mama - before) / (wave[index]! - before);
    });
    const alphas = steps.slice(50).filter((alpha) => Number.isFinite(alpha));
    expect(Math.min(...alphas)).toBeCloseTo(0.05, 6);
    expect(Math.max(...alphas)).toBeCloseTo(0.5, 6);
  });
});
