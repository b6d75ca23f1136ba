import fc from 'fast-check';
import { money, type Money } from '../../../shared/pure/numbers/money.js';
import { closableOf, closingOrder, leftAfter, type Kept } from './kept-position.js';

const kept = (held: string, position: Kept['position'] = 'net', symbol = 'BTC/USDT:USDT'): Kept => ({
  ...{ symbol, position, held: money(held) },
});
const lane = (position: string, short = '0') => ({ position: money(position), short: money(short) });
const NOTHING = 0n as Money;

describe('what of a kept position can be closed', () => {
  test('is all of it, or all but what is to be left', () => {
    expect(closableOf(kept('2'), NOTHING, lane('2'))).toBe(money('2'));
    expect(closableOf(kept('-2'), money('0.5'), lane('-2'))).toBe(money('1.5'));
    expect(closableOf(kept('2'), money('2'), lane('2'))).toBe(0n);
  });

  test('is no more than the difference where somebody stands on the other side', () => {
    expect(closableOf(kept('2'), NOTHING, lane('0.5'))).toBe(money('0.5'));
    expect(closableOf(kept('2'), NOTHING, lane('0'))).toBe(0n);
    expect(closableOf(kept('2'), NOTHING, lane('-1'))).toBe(0n);
  });

  test('of coins is not set off against anything', () => {
    expect(closableOf(kept('2', 'net', 'BTC/USDT'), NOTHING, lane('-1'))).toBe(money('2'));
  });

  test('in hedge mode is that of its own side', () => {
    expect(closableOf(kept('2', 'long'), NOTHING, lane('-1', '3'))).toBe(money('2'));
    expect(closableOf(kept('-3', 'short'), NOTHING, lane('-1', '2'))).toBe(money('2'));
  });

  test('in hedge mode is nothing of what is not on its own side', () => {
    expect(closableOf(kept('-0.1', 'long'), NOTHING, lane('-0.1'))).toBe(0n);
    expect(closableOf(kept('0.1', 'short'), NOTHING, lane('0', '-0.1'))).toBe(0n);
  });

  test('never turns anything over and never leaves less than asked, whatever is held and there', () => {
    const units = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
    fc.assert(
      fc.property(units, units, fc.bigInt({ min: 0n, max: 10n ** 20n }), (held, there, left) => {
        const holding = { symbol: 'BTC/USDT:USDT', position: 'net' as const, held: held as Money };
        const size = closableOf(holding, left as Money, { position: there as Money, short: NOTHING });
        const abs = (one: bigint): bigint => (one < 0n ? 0n - one : one);
        expect(size >= 0n).toBe(true);
        if (size === 0n) return;
        const { side } = closingOrder(holding, size);
        const moved = side === 'buy' ? size : 0n - size;
        expect(abs(held + moved)).toBe(abs(held) - size);
        expect(abs(held + moved) >= left).toBe(true);
        expect(abs(there + moved)).toBe(abs(there) - size);
      }),
    );
  });
});

describe('what is to be left', () => {
  test('is nothing, or what a part leaves', () => {
    expect(leftAfter({ held: money('-2'), left: null }, null)).toBe(0n);
    expect(leftAfter({ held: money('-2'), left: null }, '0.5')).toBe(money('1.5'));
    expect(leftAfter({ held: money('1'), left: null }, '3')).toBe(0n);
  });

  test('is never more than somebody has asked for before', () => {
    expect(leftAfter({ held: money('2'), left: money('0.25') }, '0.5')).toBe(money('0.25'));
    expect(leftAfter({ held: money('2'), left: NOTHING }, '0.5')).toBe(0n);
  });
});

describe('the order that closes it', () => {
  test('is reduce-only and at the market, and in hedge mode says which position', () => {
    expect(closingOrder(kept('2'), money('0.5'))).toEqual({
      ...{ type: 'market', side: 'sell', reduceOnly: true, size: '0.5' },
    });
    expect(closingOrder(kept('-2', 'short'), money('2'))).toEqual({
      ...{ type: 'market', side: 'buy', reduceOnly: true, size: '2', positionSide: 'short' },
    });
  });
});
