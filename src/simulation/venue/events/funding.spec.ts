import { money } from '../../../shared/pure/numbers/money.js';
import { chargeOf } from './funding.js';

const UNIT = 10n ** 18n;
/** 0.01 % in millionths. */
const RATE = 100n;

describe('what a simulated venue charges', () => {
  it('is paid by a long and received by a short while the rate is positive', () => {
    expect(chargeOf(2n * UNIT, 100n * UNIT, RATE)).toBe(money('-0.02'));
    expect(chargeOf(-2n * UNIT, 100n * UNIT, RATE)).toBe(money('0.02'));
    expect(chargeOf(2n * UNIT, 100n * UNIT, -RATE)).toBe(money('0.02'));
  });

  it('comes in steps of 8 decimals, rounded against whoever is charged', () => {
    const size = UNIT / 1_000n;
    expect(chargeOf(size, money('100.01'), 1n)).toBe(money('-0.00000011'));
    expect(chargeOf(-size, money('100.01'), 1n)).toBe(money('0.0000001'));
  });

  it('is nothing where nothing is due', () => {
    expect(chargeOf(UNIT, 100n * UNIT, 0n)).toBe(0n);
  });
});
