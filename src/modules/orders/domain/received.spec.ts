import fc from 'fast-check';
import { formatMoney, type Money } from '../../../shared/pure/numbers/money.js';
import { unitsOfText } from './exposure.js';
import { movedBy, movedByOthers, type MovingExecution } from './received.js';

const buy: MovingExecution = { side: 'buy', size: '0.606', fee: '0.000606', feeCurrency: 'BTC' };
const moved = (symbol: string, execution: MovingExecution): string => formatMoney(movedBy(symbol, execution));

describe('What an execution moves', () => {
  it('is on spot what arrives once the fee is taken in the coin', () => {
    expect(moved('BTC/USDT', buy)).toBe('0.605394');
  });

  it('is all of it where the fee is taken in quote or in a third coin', () => {
    expect(moved('BTC/USDT', { ...buy, feeCurrency: 'USDT' })).toBe('0.606');
    expect(moved('BTC/USDT', { ...buy, feeCurrency: 'BNB' })).toBe('0.606');
  });

  it('is more than was sold where the fee of a sale is taken in the coin', () => {
    expect(moved('BTC/USDT', { ...buy, side: 'sell' })).toBe('-0.606606');
  });

  it('is more than was bought by a rebate in the coin', () => {
    expect(moved('BTC/USDT', { ...buy, fee: '-0.000606' })).toBe('0.606606');
  });

  it('is all of it on a perpetual, whose fee is cash also where it is called like the coin', () => {
    expect(moved('BTC/USDT:USDT', buy)).toBe('0.606');
    expect(moved('BTC/USD:BTC', buy)).toBe('0.606');
  });

  it('by others is part of a perpetual, and nothing of the coins that are held here', () => {
    expect(formatMoney(movedByOthers('BTC/USDT:USDT', { side: 'sell', size: '0.5' }))).toBe('-0.5');
    expect(movedByOthers('BTC/USDT', { side: 'buy', size: '0.5' })).toBe(0n);
    expect(movedByOthers('BTC/USDT', { side: 'sell', size: '0.5' })).toBe(0n);
  });

  it('adds up to the last digit, whatever was bought and sold', () => {
    const units = fc.bigInt({ min: 1n, max: 10n ** 24n });
    const execution = fc.record({
      side: fc.constantFrom('buy' as const, 'sell' as const),
      ...{ size: units, fee: units, feeCurrency: fc.constantFrom('BTC', 'USDT', 'BNB') },
    });
    fc.assert(
      fc.property(fc.array(execution), (executions) => {
        let held = 0n;
        let expected = 0n;
        for (const { side, size, fee, feeCurrency } of executions) {
          const text = { size: formatMoney(size), fee: formatMoney(fee) };
          held += movedBy('BTC/USDT', { side, feeCurrency, ...text });
          expected += side === 'buy' ? size : 0n - size;
          if (feeCurrency === 'BTC') expected -= fee;
        }
        expect(held).toBe(expected);
        expect(unitsOfText(formatMoney(held as Money))).toBe(expected);
      }),
    );
  });
});
