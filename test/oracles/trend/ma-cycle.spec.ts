import { directionOf, maCycles, smoothed } from './ma-cycle.js';

const line = (count: number, start: number, step: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => start + step * index);

describe('the kernel mean', () => {
  it('weighs the value of l candles ago by 30 / sqrt(900 + l^2)', () => {
    const weights = [0, 1, 2, 3, 4, 5, 6].map((lag) => 30 / Math.sqrt(900 + lag ** 2));
    const total = weights.reduce((left, right) => left + right);
    for (const lag of [0, 1, 2, 3, 4, 5, 6]) {
      const single = [0, 0, 0, 0, 0, 0, 0].with(6 - lag, 1);
      expect(smoothed(single)[6]).toBeCloseTo(weights[lag]! / total, 14);
    }
  });

  it('exists from the 7th value', () => {
    expect(smoothed(line(8, 5, 0)).map(Number.isNaN)).toEqual([
      ...line(6, 0, 0).map(() => true),
      false,
      false,
    ]);
  });
});

describe('the MA cycle oracle', () => {
  it('is bull in two of the six orders and bear in one', () => {
    expect(directionOf(3, 2, 1)).toEqual({ bull: true, bear: false });
    expect(directionOf(2, 3, 1)).toEqual({ bull: true, bear: false });
    expect(directionOf(1, 2, 3)).toEqual({ bull: false, bear: true });
    expect(directionOf(2, 1, 3)).toEqual({ bull: false, bear: false });
    expect(directionOf(1, 3, 2)).toEqual({ bull: false, bear: false });
    expect(directionOf(3, 1, 2)).toEqual({ bull: false, bear: false });
  });

  it('is neither between equal means', () => {
    expect(directionOf(2, 2, 1)).toEqual({ bull: false, bear: false });
    expect(directionOf(1, 2, 2)).toEqual({ bull: false, bear: false });
  });

  it('is neither while the means do not exist', () => {
    for (const cycle of maCycles(line(6, 1, 1))) expect(cycle).toMatchObject({ bull: false, bear: false });
  });

  it('is bull on a rising line and bear on a falling one', () => {
    expect(maCycles(line(200, 100, 1)).at(-1)).toMatchObject({ bull: true, bear: false });
    expect(maCycles(line(200, 1000, -1)).at(-1)).toMatchObject({ bull: false, bear: true });
  });

  it('is warm from the 120th candle', () => {
    const cycles = maCycles(line(121, 100, 1));
    expect(cycles.findIndex(({ warm }) => warm)).toBe(119);
  });
});
