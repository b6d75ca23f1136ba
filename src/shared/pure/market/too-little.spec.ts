import { money } from '../numbers/money.js';
import { isTooLittle } from './too-little.js';

const COINS = { kind: 'spot', minSize: '0.001', minNotional: '5' } as const;

describe('a holding is too little to be closed', () => {
  test.each([
    ['0.0009', '100000', true],
    ['0.001', '4999.99', true],
    ['0.001', '5000', false],
    ['0.001', null, false],
  ])('of coins: %s at %s is %s', (size, price, expected) => {
    expect(isTooLittle(COINS, money(size), price === null ? null : money(price))).toBe(expected);
  });

  test('of a perpetual only by its size: what reduces may be worth anything', () => {
    const perpetual = { ...COINS, kind: 'perpetual' } as const;
    expect(isTooLittle(perpetual, money('0.001'), money('1'))).toBe(false);
    expect(isTooLittle(perpetual, money('0.0009'), money('100000'))).toBe(true);
  });
});
