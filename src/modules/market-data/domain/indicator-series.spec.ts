import { planIndicator } from '../../../shared/pure/indicators/index.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { historyOf, indicatorSeries } from './indicator-series.js';

const candles = Array.from({ length: 40 }, (_, minute) => {
  const close = `${100 + (minute % 7)}`;
  return { openTime: epochMs(minute * 60_000), open: close, high: close, low: close, close, volume: '1' };
});

const plan = (name: string, given: Record<string, string> = {}) => {
  const planned = planIndicator(name, given);
  if (!planned.ok) throw new Error('refused');
  return planned.value;
};

describe('an indicator over stored candles', () => {
  test('one point per candle, the newest ones, null before warm-up', () => {
    const series = indicatorSeries(plan('sma', { length: '30' }), candles, 12);
    expect(series.points).toHaveLength(12);
    expect(series.points.at(-1)!.openTime).toBe(39 * 60_000);
    expect(series.points[0]!.values).toEqual({ sma: null });
    expect(series.points[1]!.values.sma).toBeCloseTo(100 + 85 / 30, 9);
    expect(series.parameters).toEqual({ length: 30 });
  });

  test('an indicator with several outputs has them all', () => {
    const { values } = indicatorSeries(plan('bollinger'), candles, 1).points[0]!;
    expect(Object.keys(values)).toEqual(['middle', 'upper', 'lower']);
  });

  test('as much history is read as a smoothed value needs to forget its start', () => {
    expect(historyOf(plan('rsi'))).toBe(315);
    expect((1 - 1 / 14) ** historyOf(plan('rsi'))).toBeLessThan(1e-9);
  });
});
