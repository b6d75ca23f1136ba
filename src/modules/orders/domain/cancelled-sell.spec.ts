import { readAfterCancelMs } from './cancelled-sell.js';
import { venueTerms } from './venue-terms.js';

describe('a cancelled order', () => {
  const sell = { symbol: 'BTC/USDT', side: 'sell', venue: 'okx' } as const;

  it('that sells coins ends when its venue shows all that it has filled', () => {
    expect(readAfterCancelMs(sell)).toBe(venueTerms('okx').fillsShownMs);
  });

  it.each([
    ['that buys', { side: 'buy' }],
    ['of a perpetual, where what is sold can be told to reduce only', { symbol: 'BTC/USDT:USDT' }],
    ['on paper, where nothing is told late', { venue: 'paper' }],
  ] as const)('%s ends with the word of its venue', (_, other) => {
    expect(readAfterCancelMs({ ...sell, ...other })).toBeNull();
  });
});
