import { money } from '../../../shared/pure/numbers/money.js';
import { encodeClientOrderId } from './client-order-id.js';
import { isUnexplained, seenAgain, shownPosition, stands, strangerKind } from './reconcile.js';

const snapshot = {
  openOrders: [],
  positions: [
    { symbol: 'BTC/USDT:USDT', side: 'long', size: '2' },
    { symbol: 'BTC/USDT:USDT', side: 'short', size: '0.5' },
    { symbol: 'ETH/USDT:USDT', side: 'short', size: '3' },
  ],
};

describe('books held against a venue', () => {
  it('a position has two sides, and none is none', () => {
    expect(shownPosition(snapshot, 'BTC/USDT:USDT')).toEqual({ long: money('2'), short: money('0.5') });
    expect(shownPosition(snapshot, 'ETH/USDT:USDT')).toEqual({ long: 0n, short: money('3') });
    expect(shownPosition(snapshot, 'XRP/USDT:USDT')).toEqual({ long: 0n, short: 0n });
  });

  it('an order with an id of ours is told apart from that of another installation and from that of anybody', () => {
    expect(strangerKind(encodeClientOrderId('abc', 7n, 1), 'abc')).toBe('unknown-order');
    expect(strangerKind(encodeClientOrderId('xyz', 7n, 1), 'abc')).toBe('other-installation');
    expect(strangerKind('by-hand-1', 'abc')).toBe('foreign');
  });

  it('a difference stands when it has stayed the same for ten seconds', () => {
    const first = seenAgain(undefined, '1 2', 0);
    expect([stands(first, 9_999), stands(first, 10_000)]).toEqual([false, true]);
    expect(seenAgain(first, '1.5 2', 20_000)).toEqual({ what: '1.5 2', sinceMs: 20_000, looks: 1 });
    expect(seenAgain(first, '1 2', 20_000)).toEqual({ what: '1 2', sinceMs: 0, looks: 2 });
  });

  it('one is taken for what it is after two minutes, and never after two looks only', () => {
    const seen = (looks: number) => ({ what: '1 2', sinceMs: 0, looks });
    expect([isUnexplained(seen(3), 119_999), isUnexplained(seen(3), 120_000)]).toEqual([false, true]);
    expect(isUnexplained(seen(2), 3_600_000)).toBe(false);
  });
});
