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

  test('Bitcoin in won has two names', () => {
    expect(testInstrument('KRW-BTC')).toBe(testInstrument('BTC/KRW'));
  });

  test('an unknown name is answered with null', () => {
    expect(testInstrument('DOGE/USDT')).toBeNull();
  });
});
