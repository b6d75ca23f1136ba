import { formatMoney } from '../../../shared/pure/numbers/money.js';
import { feeInQuote, movedSize, quoteOf } from './currency.js';
import { readPrice } from './scales.js';

describe('currencies of a position', () => {
  it.each([
    ['BTC/USDT', 'USDT'],
    ['BTC/USDT:USDT', 'USDT'],
    ['BTC/KRW', 'KRW'],
  ])('%s counts in %s', (symbol, quote) => {
    expect(quoteOf(symbol)).toBe(quote);
  });

  it('refuses what is no unified symbol', () => {
    expect(() => quoteOf('BTCUSDT')).toThrow(RangeError);
  });

  it('takes a fee in the quote currency as it is, a rebate too', () => {
    expect(formatMoney(feeInQuote('-0.0125', 'USDT', 'BTC/USDT', readPrice('3')))).toBe('-0.0125');
  });

  it('values a fee in the base coin at the price of its fill', () => {
    expect(formatMoney(feeInQuote('0.0001', 'BTC', 'BTC/USDT', readPrice('60000.5')))).toBe('6.00005');
  });

  it('takes a fee in the coin off what a buy brings on spot, and adds it to what a sell takes', () => {
    const fill = { size: '1.5', fee: '0.0015', feeCurrency: 'BTC' };
    expect(movedSize({ symbol: 'BTC/USDT', side: 'buy' }, fill)).toBe('1.4985');
    expect(movedSize({ symbol: 'BTC/USDT', side: 'sell' }, fill)).toBe('1.5015');
    expect(movedSize({ symbol: 'BTC/USDT', side: 'buy' }, { ...fill, feeCurrency: 'USDT' })).toBe('1.5');
    expect(movedSize({ symbol: 'BTC/USD:BTC', side: 'buy' }, fill)).toBe('1.5');
  });

  it('does not guess the price of a third currency', () => {
    expect(() => feeInQuote('0.1', 'BNB', 'BTC/USDT', readPrice('3'))).toThrow('has no price');
  });
});
