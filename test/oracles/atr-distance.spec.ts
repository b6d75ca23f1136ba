import { atrDistance } from './atr-distance.js';

describe('an ATR as a distance in the oracle', () => {
  it('is rounded half up to 8 decimals before it is multiplied', () => {
    expect(atrDistance(1.234567891, '100', '3')).toBe('3.70370367');
    // 1.5 x 2^-9 has nine decimals, the last a 5: 0.0029296875.
    expect(atrDistance(3 / 1024, '1', '1')).toBe('0.00292969');
  });

  it('is at least 0.1 % of the reference price, before the multiple', () => {
    expect(atrDistance(0.05, '100', '2')).toBe('0.2');
    expect(atrDistance(0.1, '100', '2')).toBe('0.2');
    expect(atrDistance(0.10000001, '100', '2')).toBe('0.20000002');
    expect(atrDistance(0, '0.123456789012', '1')).toBe('0.000123456789012');
  });

  it('is exact for prices far from one', () => {
    expect(atrDistance(1234567.125, '123456789.1', '1.5')).toBe('1851850.6875');
  });
});
