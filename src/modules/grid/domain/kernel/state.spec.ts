import { cellLeg, cellOf } from './state.js';

describe('legs of cells', () => {
  it('name their cell', () => {
    for (const [index, orders] of [
      [0, 1],
      [7, 12],
      [199, 3_456],
    ] as const)
      expect(cellOf(cellLeg(index, orders))).toBe(index);
  });

  it.each(['initial', 'close-1', 'cell-', 'cell--1', 'cell-x-1', 'cell-1x-2', 'cell-7', 'trend-1', ''])(
    '%p is no order of a cell',
    (leg) => {
      expect(cellOf(leg)).toBe(-1);
    },
  );
});
