import { money } from '../../../shared/pure/numbers/money.js';
import { encodeClientOrderId } from './client-order-id.js';
import { confirmed, isComparable, strangerKind, venuePosition } from './reconcile.js';

const snapshot = {
  openOrders: [],
  positions: [
    { symbol: 'BTC/USDT:USDT', side: 'long', size: '2' },
    { symbol: 'BTC/USDT:USDT', side: 'short', size: '0.5' },
    { symbol: 'ETH/USDT:USDT', side: 'short', size: '3' },
  ],
};

describe('books held against a venue', () => {
  it('a position is signed, both sides of a hedge together, and none is none', () => {
    expect(venuePosition(snapshot, 'BTC/USDT:USDT')).toBe(money('1.5'));
    expect(venuePosition(snapshot, 'ETH/USDT:USDT')).toBe(money('-3'));
    expect(venuePosition(snapshot, 'XRP/USDT:USDT')).toBe(0n);
    expect([isComparable('BTC/USDT:USDT'), isComparable('BTC/USDT')]).toEqual([true, false]);
  });

  it('an order with an id of ours is told apart from that of another installation and from that of anybody', () => {
    expect(strangerKind(encodeClientOrderId('abc', 7n, 1), 'abc')).toBe('unknown-order');
    expect(strangerKind(encodeClientOrderId('xyz', 7n, 1), 'abc')).toBe('other-installation');
    expect(strangerKind('by-hand-1', 'abc')).toBe('foreign');
  });

  it('a difference is believed when it has stayed the same for ten seconds', () => {
    const at = (atMs: number, ours = '1') => ({ ours: money(ours), theirs: money('2'), atMs });
    expect(confirmed(undefined, at(0)).stands).toBe(false);
    expect(confirmed(at(0), at(9_999)).stands).toBe(false);
    expect(confirmed(at(0), at(10_000))).toEqual({ since: at(0), stands: true });
    expect(confirmed(at(0), at(20_000, '1.5'))).toEqual({ since: at(20_000, '1.5'), stands: false });
  });
});
