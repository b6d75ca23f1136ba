import { isWider, spreadOf } from './spread.js';

const book = (bids: unknown, asks: unknown) => spreadOf('A/B', { bids, asks });

describe('the spread of an order book', () => {
  it('is from the best bid to the best ask in basis points of their middle, rounded up', () => {
    expect(
      book(
        [
          ['99.9', 1],
          ['99.8', 2],
        ],
        [
          ['100.1', 1],
          ['100.3', 5],
        ],
      ),
    ).toBe('20');
    // Whatever order the levels come in.
    expect(
      book(
        [
          [99.8, 2],
          [99.9, 1],
        ],
        [
          [100.3, 5],
          [100.1, 1],
        ],
      ),
    ).toBe('20');
    expect(book([['3', 1]], [['3.001', 1]])).toBe('3.3328');
    expect(book([['3', 1]], [['3', 1]])).toBe('0');
  });

  it('is not read from what is no book', () => {
    for (const [bids, asks] of [
      [[], [[1, 1]]],
      [[[1, 1]], undefined],
      [[['x', 1]], [[1, 1]]],
      [[[0, 1]], [[1, 1]]],
      [[1], [[1, 1]]],
    ])
      expect(() => book(bids, asks)).toThrow('--book A/B: an order book has bids and asks');
    expect(() => spreadOf('A/B', null)).toThrow('--book A/B');
    expect(() => book([[2, 1]], [[1, 1]])).toThrow('its best bid is above its best ask');
  });

  it('is wider than what is allowed when it is more, however it is written', () => {
    expect(isWider('2.0001', '2')).toBe(true);
    expect(isWider('2', '2.00')).toBe(false);
    expect(isWider('1.9', '2')).toBe(false);
  });
});
