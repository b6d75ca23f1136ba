import { money } from '../../../shared/pure/numbers/money.js';
import { encodeClientOrderId } from './client-order-id.js';
import {
  isUnexplained,
  seenAgain,
  shownPosition,
  stands,
  strangerKind,
  type SeenDifference,
} from './reconcile.js';

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
    const hedged = false;
    expect(shownPosition(snapshot, 'BTC/USDT:USDT')).toEqual({
      long: money('2'),
      short: money('0.5'),
      hedged,
    });
    expect(shownPosition(snapshot, 'ETH/USDT:USDT')).toEqual({ long: 0n, short: money('3'), hedged });
    expect(shownPosition(snapshot, 'XRP/USDT:USDT')).toEqual({ long: 0n, short: 0n, hedged });
    const positions = [{ symbol: 'X', side: 'short', size: '1', hedged: true }] as const;
    expect(shownPosition({ ...snapshot, positions }, 'X')).toMatchObject({ hedged: true });
  });

  it('an order with an id of ours is told apart from that of another installation and from that of anybody', () => {
    const ours = ['abc', 'old'];
    expect(strangerKind(encodeClientOrderId('abc', 7n, 1), ours)).toBe('unknown-order');
    expect(strangerKind(encodeClientOrderId('xyz', 7n, 1), ours)).toBe('other-installation');
    expect(strangerKind('by-hand-1', ours)).toBe('foreign');
  });

  it('an order of a time that was lost is ours', () => {
    expect(strangerKind(encodeClientOrderId('old', 7n, 1), ['abc', 'old'])).toBe('unknown-order');
  });

  const calm = (what: string) => ({ what, busy: false });
  const busy = (what: string) => ({ what, busy: true });

  it('a difference stands when it has stayed the same for ten seconds', () => {
    const first = seenAgain(undefined, calm('1 2'), 0);
    expect([stands(first, 9_999), stands(first, 10_000)]).toEqual([false, true]);
    expect(stands(seenAgain(first, calm('1.5 2'), 20_000), 20_000)).toBe(false);
    expect(stands(seenAgain(first, calm('1 2'), 20_000), 20_000)).toBe(true);
  });

  it('one that something on its way may explain does not stand, and not at once when that has ended', () => {
    const during = seenAgain(seenAgain(undefined, calm('1 2'), 0), busy('1 2'), 20_000);
    expect(stands(during, 60_000)).toBe(false);
    const after = seenAgain(during, calm('1 2'), 21_000);
    expect([stands(after, 30_999), stands(after, 31_000)]).toEqual([false, true]);
  });

  const looks = (kinds: readonly boolean[], everyMs: number) =>
    kinds.reduce<SeenDifference | undefined>(
      (before, isBusy, place) => seenAgain(before, { what: '1 2', busy: isBusy }, place * everyMs),
      undefined,
    )!;

  it('one is taken for what it is after two minutes, and never after two looks only', () => {
    const three = looks([false, false, false], 30_000);
    expect([isUnexplained(three, 119_999), isUnexplained(three, 120_000)]).toEqual([false, true]);
    expect(isUnexplained(looks([false, false], 30_000), 3_600_000)).toBe(false);
  });

  it('one that is there between tries to close what the venue does not have is taken for what it is as well', () => {
    const tried = looks([true, false, true, false, true, false], 30_000);
    expect(isUnexplained(tried, 150_000)).toBe(true);
    expect(isUnexplained(looks([false, false, false, false, true], 30_000), 120_000)).toBe(false);
    expect(isUnexplained(looks([true, true, true, true, true, false], 30_000), 150_000)).toBe(false);
  });
});
