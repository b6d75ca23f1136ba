import fc from 'fast-check';
import { showMoney, showPrice, showSigned, showSize } from './numbers.js';

describe('numbers for people', () => {
  it.each([
    ['0.00500', '0.005'],
    ['1234567.5', '1,234,567.5'],
    ['12', '12'],
    ['0', '0'],
  ])('a size of %s is shown as %s', (size, shown) => {
    expect(showSize(size)).toBe(shown);
  });

  it.each([
    ['60000.1', '60,000.1'],
    ['60123.456789012345', '60,123.46'],
    ['1.234567', '1.2346'],
    ['0.071234567891', '0.07123457'],
    ['-1500.004', '-1,500'],
  ])('a price of %s is shown as %s', (price, shown) => {
    expect(showPrice(price)).toBe(shown);
  });

  it.each([
    ['12.8', 'USDT', '12.80'],
    ['-1234567.005', 'USDT', '-1,234,567.01'],
    ['1234567.5', 'KRW', '1,234,568'],
    ['0', 'USDT', '0'],
    ['0.000', 'KRW', '0'],
    ['0.00012345', 'USDT', '0.00012'],
    ['-0.004', 'USDT', '-0.004'],
    ['0.04', 'KRW', '0.04'],
  ])('%s %s is shown as %s', (amount, currency, shown) => {
    expect(showMoney(amount, currency)).toBe(shown);
  });

  it('shows the sign of a gain as well as of a loss, and none of nothing', () => {
    const shown = ['1.5', '-1.5', '0'].map((amount) => showSigned(amount, 'USDT'));
    expect(shown).toEqual(['+1.50', '-1.50', '0']);
  });

  it('never shows a nonzero amount as zero, nor off by more than half a cent', () => {
    const amounts = fc.bigInt({ min: 1n, max: 10n ** 24n });
    fc.assert(
      fc.property(amounts, (units) => {
        const text = `${units / 10n ** 18n}.${(units % 10n ** 18n).toString().padStart(18, '0')}`;
        const shown = showMoney(text, 'USDT').replaceAll(',', '');
        expect(shown).toMatch(/[1-9]/);
        const decimals = (shown.split('.')[1] ?? '').length;
        const error = BigInt(shown.replace('.', '')) * 10n ** BigInt(18 - decimals) - units;
        expect(2n * (error < 0n ? -error : error)).toBeLessThanOrEqual(10n ** 16n);
      }),
    );
  });
});
