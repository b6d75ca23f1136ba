import { movePosition } from './position.js';
import { Desk } from './testing/desk.js';

/** Moves by [lots, price in price units of 0.01] one after the other. */
function averageAfter(...moves: readonly (readonly [number, number])[]) {
  const { book } = new Desk();
  for (const [lots, price] of moves) movePosition(book.rules, book, lots, price);
  return { position: book.position, average: book.average };
}

describe('the average entry', () => {
  it('is weighted by size and kept at 12 decimals, rounded half up', () => {
    // (100 x 1 + 97 x 1.5) / 2.5 = 98.2
    expect(averageAfter([1000, 10000], [1500, 9700]).average).toBe(98_200_000_000_000n);
    // (100 x 1 + 100.01 x 2) / 3 = 100.006666666666|6...
    expect(averageAfter([1000, 10000], [2000, 10001]).average).toBe(100_006_666_666_667n);
    expect(averageAfter([-2000, 10000], [-1000, 10001]).average).toBe(100_003_333_333_333n);
  });

  it('is unchanged by a reduction and 0 when flat', () => {
    expect(averageAfter([1000, 10000], [-400, 12000])).toEqual({
      position: 600,
      average: 100_000_000_000_000n,
    });
    expect(averageAfter([1000, 10000], [-1000, 12000])).toEqual({ position: 0, average: 0n });
  });

  it('is the price of the fill that turns the position over', () => {
    expect(averageAfter([1000, 10000], [-1500, 12000])).toEqual({
      position: -500,
      average: 120_000_000_000_000n,
    });
  });
});
