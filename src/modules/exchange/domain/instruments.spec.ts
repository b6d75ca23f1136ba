import { marketScale } from '../../../shared/pure/market/scale.js';
import { TEST_INSTRUMENTS, testInstrument } from './instruments.js';

describe('the test instruments', () => {
  test.each(TEST_INSTRUMENTS.map((instrument) => [instrument.symbol, instrument] as const))(
    '%s is a record that a number system can be made of',
    (_symbol, instrument) => {
      expect(marketScale(instrument, 2).minSize).toBeGreaterThan(0);
      expect(instrument.kind === 'perpetual').toBe(instrument.maintenanceRate !== null);
    },
  );

  test('have the rules that are written down for them', () => {
    const rows = TEST_INSTRUMENTS.map(
      ({ symbol, kind, tick, lot, minSize, minNotional, maintenanceRate, quoteScale }) =>
        [symbol, kind, tick, lot, minSize, minNotional, maintenanceRate, quoteScale].join(' '),
    );
    expect(rows.sort()).toEqual([
      'BTC/KRW spot 0.01 0.00000001 0.00000001 5000  8',
      'BTC/USDT spot 0.01 0.00001 0.00001 5  8',
      'BTC/USDT:USDT perpetual 0.1 0.0001 0.0001 5 0.005 8',
      'ETH/USDT:USDT perpetual 0.01 0.001 0.001 5 0.005 8',
      'SOL/USDT:USDT perpetual 0.01 0.01 0.01 5 0.005 8',
      'XRP/USDT:USDT perpetual 0.0001 0.1 0.1 5 0.005 8',
    ]);
    const bands = testInstrument('BTC/KRW')!.priceBands!.map(({ from, tick }) => `${from}: ${tick}`);
    expect(bands.join(', ')).toBe(
      '0: 0.01, 10: 0.1, 100: 1, 1000: 5, 10000: 10, 100000: 50, 500000: 100, 1000000: 500, 2000000: 1000',
    );
  });

  test('Bitcoin in won has two names', () => {
    expect(testInstrument('KRW-BTC')).toBe(testInstrument('BTC/KRW'));
  });

  test('an unknown name is answered with null', () => {
    expect(testInstrument('DOGE/USDT')).toBeNull();
  });
});
