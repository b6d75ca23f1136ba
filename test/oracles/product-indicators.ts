import { AdaptiveAverage } from '../../src/modules/grid/domain/dynamic/adaptive-average.js';
import { DynamicCentre } from '../../src/modules/grid/domain/dynamic/dynamic-centre.js';
import { dynamicLines } from '../../src/modules/grid/domain/dynamic/dynamic-lines.js';
import { pointIn } from '../../src/modules/grid/domain/index.js';
import { AdxTrend } from '../../src/modules/grid/domain/trend/adx-trend.js';
import { testInstrument } from '../../src/modules/exchange/domain/instruments.js';
import { marketScale } from '../../src/shared/pure/market/scale.js';
import { distance, moved } from '../../src/modules/hyper-rsi/domain/distance.js';
import { Jma } from '../../src/modules/hyper-rsi/domain/trend/jma.js';
import { adx, atr, rsi } from '../../src/shared/pure/indicators/index.js';
import type { DirectionalMovement } from './adx.js';
import type { HighLowClose } from './wilder.js';

/** The one place where the comparison touches the product's indicators. */
export const productIndicators = {
  rsi: (closes: readonly number[], length: number): readonly number[] =>
    Array.from(rsi(Float64Array.from(closes), length)),

  atr: (candles: readonly HighLowClose[], length: number): readonly number[] => {
    const { highs, lows, closes } = columns(candles);
    return Array.from(atr(highs, lows, closes, length));
  },

  adx: (candles: readonly HighLowClose[], length: number): readonly DirectionalMovement[] => {
    const { highs, lows, closes } = columns(candles);
    const result = adx(highs, lows, closes, length);
    return candles.map((_, index) => ({
      plusDi: result.plusDi[index]!,
      minusDi: result.minusDi[index]!,
      adx: result.adx[index]!,
    }));
  },

  jma: (closes: readonly number[], length: number): readonly number[] => {
    const it = new Jma(length);
    return closes.map((close) => it.next(close));
  },

  /** FAMA from its first close on, its warm-up included. */
  fama: (closes: readonly number[]): readonly number[] => {
    const it = new AdaptiveAverage();
    return closes.map((close) => {
      it.next(close);
      return it.early;
    });
  },

  /** State of the grid's trend filter at each 4h candle. */
  adxTrend: (candles: readonly HighLowClose[]): readonly number[] => {
    const trend = new AdxTrend();
    return candles.map(({ high, low, close }) => {
      trend.next(high, low, close);
      return trend.values['adx.trend']!;
    });
  },

  /** The grid's dynamic lines at each 15m candle, in quote, on ticks of `decimals`; null until they exist. */
  dynamicLines: (candles: readonly HighLowClose[], levels: number, decimals: number) => {
    const centre = new DynamicCentre();
    const tick = decimals === 0 ? '1' : `0.${'1'.padStart(decimals, '0')}`;
    const scale = marketScale({ ...testInstrument('SOL/USDT:USDT')!, tick }, decimals);
    return candles.map(({ high, low, close }) => {
      centre.next(high, low, close);
      const point = pointIn(centre.values);
      if (point === null) return null;
      const lines = dynamicLines(point, levels, scale);
      if (!lines.ok) throw new Error(lines.error.message);
      return lines.value.map((line) => line / 10 ** decimals);
    });
  },

  /** How far a distance of so many ATRs moves a reference of so many units of 10^-12, as a fraction of such units. */
  atrDistance: (atrValue: number, referenceUnits: bigint, multiple: string) => {
    const by = distance({ unit: 'atr', value: multiple });
    const { numerator, divisor } = moved(referenceUnits, by, 1, atrValue);
    return { numerator: numerator - referenceUnits * divisor, divisor };
  },
};

const columns = (candles: readonly HighLowClose[]) => ({
  highs: Float64Array.from(candles, ({ high }) => high),
  lows: Float64Array.from(candles, ({ low }) => low),
  closes: Float64Array.from(candles, ({ close }) => close),
});
