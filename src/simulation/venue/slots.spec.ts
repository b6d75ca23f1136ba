import { closesSlot, Slots } from './slots.js';

const [A, BTC] = ['a-1', 'BTC/USDT:USDT'];

describe('what the accounts of a simulated venue hold', () => {
  test('one net position where nobody has asked for two', () => {
    const slots = new Slots();
    slots.move(A, BTC, 'net', 3n);
    slots.move(A, BTC, 'net', -5n);
    expect([slots.of(A), slots.isHedged(A)]).toEqual([['net'], false]);
    expect([slots.sum(A, BTC), slots.short(A, BTC), slots.held(A, BTC, 'net')]).toEqual([-2n, 0n, -2n]);
  });

  test('a long and a short one beside each other in hedge mode, of that account alone', () => {
    const slots = new Slots();
    slots.hedge(A);
    slots.move(A, BTC, 'long', 3n);
    slots.move(A, BTC, 'short', -5n);
    slots.move(A, BTC, 'short', 1n);
    expect([slots.held(A, BTC, 'long'), slots.held(A, BTC, 'short')]).toEqual([3n, -4n]);
    expect([slots.sum(A, BTC), slots.short(A, BTC)]).toEqual([-1n, 4n]);
    expect([slots.of(A), slots.of('a-2')]).toEqual([['long', 'short'], ['net']]);
  });

  test('a sell closes the long one and a buy the short one', () => {
    expect([closesSlot('long', 'sell'), closesSlot('short', 'buy')]).toEqual([true, true]);
    expect([closesSlot('long', 'buy'), closesSlot('short', 'sell')]).toEqual([false, false]);
  });
});
