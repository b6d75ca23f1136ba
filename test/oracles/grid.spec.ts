import * as fc from 'fast-check';
import { describeWithRecordings } from '../kit/recordings.js';
import { adxTrend } from './adx-trend.js';
import { closedCandles } from './candles.js';
import { dynamicLines } from './dynamic-lines.js';
import { productIndicators } from './product-indicators.js';
import { recordedCandles } from './recorded-candles.js';
import type { HighLowClose } from './wilder.js';

const HOUR = 3_600_000;

/** A market that trends one way and then the other, so that every state is reached. */
const walks = fc
  .array(
    fc.record({
      length: fc.integer({ min: 5, max: 40 }),
      drift: fc.double({ min: -0.03, max: 0.03, noNaN: true }),
      noise: fc.double({ min: 0, max: 0.02, noNaN: true }),
    }),
    { minLength: 6, maxLength: 16 },
  )
  .map((legs): readonly HighLowClose[] => {
    let close = 100;
    let turn = 0;
    return legs.flatMap(({ length, drift, noise }) =>
      Array.from({ length }, () => {
        turn += 1;
        const before = close;
        close *= Math.exp(drift + noise * Math.sin(turn * 2.4));
        return {
          high: Math.max(before, close) * (1 + noise / 2),
          low: Math.min(before, close) * (1 - noise / 2),
          close,
        };
      }),
    );
  });

describeWithRecordings('the grid and its oracle on recorded candles', () => {
  test.each(['binance_BTC-USDT_1h_2023', 'binance_ETH-USDT_1h_2023'])(
    'have the same trend state at every 4h candle: %s',
    (file) => {
      const candles = closedCandles(recordedCandles(`${file}.csv.gz`), HOUR, 4 * HOUR);
      const ours = adxTrend(candles);
      expect(productIndicators.adxTrend(candles)).toEqual(ours);
      expect(new Set(ours.filter((state) => !Number.isNaN(state)))).toEqual(new Set([-2, -1, 0, 1, 2]));
    },
  );

  test('have the same dynamic lines at every 15m candle, to the tick', () => {
    const candles = recordedCandles('binanceusdm_SOL-USDT_15m_2025-03.csv.gz').slice(0, 2_000);
    const ours = dynamicLines(candles, 5);
    const theirs = productIndicators.dynamicLines(candles, 11, 4);
    expect(theirs.findIndex((lines) => lines !== null)).toBe(36);
    ours.forEach((lines, candle) => {
      expect(theirs[candle] === null).toBe(lines === null);
      lines?.forEach((line, index) => {
        expect(Math.abs(theirs[candle]![index]! - line)).toBeLessThan(0.00005 + 1e-9);
      });
    });
  });
});

describe('the grid and its oracle', () => {
  test('have the same trend state on markets that turn', () => {
    const reached = new Set<number>();
    fc.assert(
      fc.property(walks, (candles) => {
        const ours = adxTrend(candles);
        for (const state of ours) reached.add(state);
        expect(productIndicators.adxTrend(candles)).toEqual(ours);
      }),
    );
    expect([...reached].sort()).toEqual(expect.arrayContaining([-2, -1, 0, 1, 2]));
  });

  test('have the same dynamic lines on markets that turn, to the tick', () => {
    fc.assert(
      fc.property(walks, fc.integer({ min: 1, max: 12 }), (candles, half) => {
        const ours = dynamicLines(candles, half);
        productIndicators.dynamicLines(candles, 2 * half + 1, 6).forEach((lines, candle) => {
          expect(lines === null).toBe(ours[candle] === null);
          lines?.forEach((line, index) => {
            expect(Math.abs(line - ours[candle]![index]!)).toBeLessThan(0.5e-6 + 1e-7);
          });
        });
      }),
      { numRuns: 60 },
    );
  });
});
