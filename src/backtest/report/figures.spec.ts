import { figure, showDuration, showExact, showMoney, showRate, showTime, signedFigure } from './figures.js';

describe('figures for people', () => {
  test.each([
    ['1234.505', 'USDT', '1,234.51'],
    ['-0.004', 'USDT', '-0.004'],
    ['0', 'USDT', '0.00'],
    ['1234567.8', 'KRW', '1,234,568'],
    ['123456789012345678.125', 'USDT', '123,456,789,012,345,678.13'],
  ])('%s %s is shown as %s', (amount, currency, shown) => {
    expect(showMoney(amount, currency)).toBe(shown);
  });

  test('sizes and prices lose no digit', () => {
    expect(showExact('12345.000000012345')).toBe('12,345.000000012345');
  });

  test('a fee is a percentage without the noise of a double', () => {
    expect(['0.0002', '0.0005', '0.00055', '-0.0001'].map(showRate)).toEqual([
      ...['0.02%', '0.05%', '0.055%', '-0.01%'],
    ]);
  });

  test('a length of time has its two largest units', () => {
    expect([0, 40, 720, 18_720, 273_600, 86_400].map(showDuration)).toEqual([
      ...['0s', '40s', '12m', '5h 12m', '3d 4h', '1d'],
    ]);
  });

  test('times are UTC', () => {
    expect(showTime(Date.UTC(2023, 4, 1, 13, 45))).toBe('2023-05-01 13:45');
  });

  test('the exact value stands beside what is shown', () => {
    expect(figure('0.123456789', '0.12').text).toBe('<data value="0.123456789">0.12</data>');
    expect(signedFigure('5.5', '5.50').text).toBe('<data value="5.5" class="gain">+5.50</data>');
    expect(signedFigure(-2, '-2.00').text).toBe('<data value="-2" class="loss">-2.00</data>');
  });
});
