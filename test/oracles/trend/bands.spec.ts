import { band, bands } from './bands.js';

describe('Bollinger bands of the oracle', () => {
  it('stand 1.5 population deviations around the mean: of 98 and 102 at 97 and 103', () => {
    const { width, position } = band([98, 102]);
    expect(width).toBeCloseTo(0.6, 14);
    expect(position).toBeCloseTo(5 / 6, 14);
  });

  it('coincide exactly for equal closes, whatever the mean rounds to; there is no BBR then', () => {
    const equal = Array.from({ length: 15 }, () => 0.1);
    expect(band(equal)).toEqual({ width: 0, position: NaN });
  });

  it('exist from the first full window', () => {
    expect(bands([1, 2, 3, 4], 3).map(({ width }) => Number.isNaN(width))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('hold 30 sqrt(k (15 - k)) / (10 + k) of BBW when k of 15 closes stand at 250 and the others at 100', () => {
    for (const k of [1, 4, 7, 14]) {
      const closes = Array.from({ length: 15 }, (_, index) => (index < 15 - k ? 100 : 250));
      expect(band(closes).width).toBeCloseTo((30 * Math.sqrt(k * (15 - k))) / (10 + k), 12);
    }
  });
});
