import * as fc from 'fast-check';
import { describeWithRecordings } from '../kit/recordings.js';
import { adx } from './adx.js';
import { atrDistance } from './atr-distance.js';
import { mesa } from './fama.js';
import { jma } from './jma.js';
import { productIndicators } from './product-indicators.js';
import { recordedCandles } from './recorded-candles.js';
import { farthest } from './talib-vectors.js';
import { wilderAtr, wilderRsi } from './wilder.js';

/** Of the first price, or of a hundred per cent: the last digits of a double and no more. */
const LAST_DIGITS = 1e-10;

/** So many units of 10^-12 as decimal text. */
const decimalOf = (units: bigint): string => {
  const digits = units.toString().padStart(13, '0');
  return `${digits.slice(0, -12)}.${digits.slice(-12)}`;
};

/** A decimal text as an exact fraction. */
const fractionOf = (decimal: string) => {
  const [whole = '', fraction = ''] = decimal.split('.');
  return { numerator: BigInt(whole + fraction), divisor: 10n ** BigInt(fraction.length) };
};

describeWithRecordings('product and oracle on recorded candles', () => {
  it.each(['binance_BTC-USDT_1h_2023', 'binanceusdm_SOL-USDT_15m_2025-03', 'binance_XRP-ETH_1m_2019-10'])(
    'have the same RSI, ATR, DI, ADX, JMA and FAMA of every length in use: %s',
    (file) => {
      const candles = recordedCandles(`${file}.csv.gz`).slice(0, 2500);
      const closes = candles.map(({ close }) => close);
      const ofPrice = LAST_DIGITS * closes[0]!;
      const ofHundred = LAST_DIGITS * 100;
      for (const length of [2, 5, 14, 28, 100]) {
        const [ours, theirs] = [adx(candles, length), productIndicators.adx(candles, length)];
        for (const part of ['plusDi', 'minusDi', 'adx'] as const) {
          expect(
            farthest(
              ours.map((each) => each[part]),
              theirs.map((each) => each[part]),
            ),
          ).toBeLessThan(ofHundred);
        }
        expect(farthest(wilderRsi(closes, length), productIndicators.rsi(closes, length))).toBeLessThan(
          ofHundred,
        );
        expect(farthest(wilderAtr(candles, length), productIndicators.atr(candles, length))).toBeLessThan(
          ofPrice,
        );
      }
      for (const length of [5, 10, 20]) {
        expect(farthest(jma(closes, length), productIndicators.jma(closes, length))).toBeLessThan(ofPrice);
      }
      expect(
        farthest(
          mesa(closes).map(({ fama }) => fama),
          productIndicators.fama(closes),
        ),
      ).toBeLessThan(ofPrice);
    },
  );
});

describe('product and oracle', () => {
  it('make the same distance of an ATR, to the last digit', () => {
    const atrs = fc.oneof(
      fc.double({ min: 0, max: 5000, noNaN: true }),
      // Half a unit of the eighth decimal, exactly: multiples of 2^-9.
      fc.integer({ min: 0, max: 100_000 }).map((count) => count / 512),
    );
    const references = fc.bigInt({ min: 1n, max: 10n ** 18n });
    const multiples = fc.integer({ min: 1, max: 10_000 }).map((hundredths) => (hundredths / 100).toFixed(2));
    fc.assert(
      fc.property(atrs, references, multiples, (atr, reference, multiple) => {
        const ours = fractionOf(atrDistance(atr, decimalOf(reference), multiple));
        const theirs = productIndicators.atrDistance(atr, reference, multiple);
        expect(theirs.numerator * ours.divisor).toBe(ours.numerator * theirs.divisor * 10n ** 12n);
      }),
    );
  });
});
