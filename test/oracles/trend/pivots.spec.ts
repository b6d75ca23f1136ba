import { pivotHigh, pivotLow } from './pivots.js';

const reach = { before: 2, after: 1 };

describe('pivots of the oracle', () => {
  it('are confirmed as many values later as they need newer neighbours', () => {
    expect([0, 1, 2, 3, 4].map((index) => pivotHigh([1, 2, 5, 4, 3], index, reach))).toEqual([
      null,
      null,
      null,
      5,
      null,
    ]);
    expect([0, 1, 2, 3, 4].map((index) => pivotLow([5, 4, 1, 2, 3], index, reach))).toEqual([
      null,
      null,
      null,
      1,
      null,
    ]);
  });

  it('need every neighbour', () => {
    expect(pivotHigh([1, 5, 4], 2, reach)).toBeNull();
    expect(pivotHigh([NaN, 1, 5, 4], 3, reach)).toBeNull();
    expect(pivotLow([5, 1, 4], 2, reach)).toBeNull();
    expect(pivotLow([NaN, 5, 1, 4], 3, reach)).toBeNull();
  });

  it('are none beside an equal neighbour', () => {
    expect(pivotHigh([5, 2, 5, 4], 3, reach)).toBeNull();
    expect(pivotHigh([1, 2, 5, 5], 3, reach)).toBeNull();
    expect(pivotLow([1, 2, 1, 4], 3, reach)).toBeNull();
    expect(pivotLow([3, 2, 1, 1], 3, reach)).toBeNull();
  });

  it('are above 0', () => {
    expect(pivotLow([2, 2, 0, 2], 3, reach)).toBeNull();
    expect(pivotHigh([-2, -2, 0, -2], 3, reach)).toBeNull();
  });
});
