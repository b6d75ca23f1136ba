import { unbookedPositions } from './unbooked.js';

const held = (symbol: string, side: 'long' | 'short', size: string, averagePrice = '100') => ({
  ...{ symbol, side, size, averagePrice },
});

describe('positions in instruments of which the books know nothing', () => {
  test('are those that no lane is for, with what was paid for them', () => {
    const positions = [held('A', 'long', '1'), held('B', 'short', '2', '7.5')];
    expect(unbookedPositions([{ symbol: 'A' }], { positions })).toEqual([
      { symbol: 'B', size: -2n * 10n ** 18n, price: '7.5' },
    ]);
  });

  test('are there where two sides of the same size are held, and not where nothing is', () => {
    const positions = [held('A', 'long', '1'), held('A', 'short', '1'), held('B', 'long', '0')];
    expect(unbookedPositions([], { positions })).toEqual([{ symbol: 'A', size: 0n, price: '100' }]);
  });
});
