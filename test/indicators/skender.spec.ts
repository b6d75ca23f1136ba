import {
  adx,
  atr,
  bollinger,
  ema,
  rsi,
  sma,
  type PriceColumns,
} from '../../src/shared/pure/indicators/index.js';
import { describeWithRecordings } from '../kit/recordings.js';
import { compare, jsonOf, once, pricesOf, rowsOf } from './vectors.js';

type Baseline = readonly Readonly<Record<string, number | null>>[];

/** What is left of doubles after 502 candles summed in another order. */
const FULL_PRECISION = { relative: 1e-12 };

describeWithRecordings('the regression baselines of Stock.Indicators', () => {
  const prices = once(() => pricesOf(rowsOf('indicators', 'skender', 'quotes', 'default.csv')));
  const baseline = (name: string, field: string): Float64Array => {
    const rows = jsonOf('indicators', 'skender', `${name}.standard.json.gz`) as Baseline;
    return Float64Array.from(rows, (row) => row[field] ?? NaN);
  };

  it.each([
    ['rsi', 'rsi', 488, ({ close }: PriceColumns) => rsi(close, 14)],
    ['sma', 'sma', 483, ({ close }: PriceColumns) => sma(close, 20)],
    ['ema', 'ema', 483, ({ close }: PriceColumns) => ema(close, 20)],
    ['atr', 'atr', 488, ({ high, low, close }: PriceColumns) => atr(high, low, close, 14)],
    ['tr', 'tr', 501, ({ high, low, close }: PriceColumns) => atr(high, low, close, 1)],
    ['bb', 'sma', 483, ({ close }: PriceColumns) => bollinger(close, 20, 2).middle],
    ['bb', 'upperBand', 483, ({ close }: PriceColumns) => bollinger(close, 20, 2).upper],
    ['bb', 'lowerBand', 483, ({ close }: PriceColumns) => bollinger(close, 20, 2).lower],
  ])('%s.%s agrees to 1e-12 relative in all %i values', (name, field, count, compute) => {
    expect(compare(compute(prices()), baseline(name, field), FULL_PRECISION)).toBe(count);
  });

  it('the deviation of 14 closes agrees to 1e-9 relative', () => {
    const { upper, middle } = bollinger(prices().close, 14, 1);
    const deviation = upper.map((value, i) => value - middle[i]!);
    expect(compare(deviation, baseline('stdev', 'stdDev'), { relative: 1e-9 })).toBe(489);
  });

  /**
   * There the first sums hold `n` moves, here as in TA-Lib `n - 1` with the n-th already decaying; the difference dies out
   * with (1 - 1/14) a candle, below 1e-12 after 28 / -ln(1 - 1/14) = 373 candles and below 1e-6 after 187.
   */
  it.each([
    ['pdi', 'plusDi', 'full precision after 400 candles', 400, 1e-11],
    ['mdi', 'minusDi', 'full precision after 400 candles', 400, 1e-11],
    ['adx', 'adx', 'full precision after 450 candles', 450, 1e-11],
    ['pdi', 'plusDi', '1e-6 after 220 candles', 220, 1e-6],
    ['adx', 'adx', '1e-6 after 260 candles', 260, 1e-6],
  ] as const)('adx.%s, seeded otherwise, converges with %s to %s', (field, output, _, from, relative) => {
    const { high, low, close } = prices();
    const actual = adx(high, low, close, 14)[output];
    const expected = baseline('adx', field);
    expect(Number.isNaN(expected[26]!)).toBe(field === 'adx');
    actual.forEach((value, i) => {
      expect(Number.isNaN(value)).toBe(Number.isNaN(expected[i]!));
    });
    expect(compare(actual.subarray(from), expected.subarray(from), { relative })).toBe(502 - from);
  });
});

describeWithRecordings('prices that never move', () => {
  const prices = once(() => pricesOf(rowsOf('indicators', 'skender', 'quotes', 'zeros.csv')));

  it('have an RSI of 50, bands of no width, and no range and no direction', () => {
    const { high, low, close } = prices();
    expect(close.length).toBeGreaterThan(100);
    expect(new Set(rsi(close, 14).subarray(14))).toEqual(new Set([50]));
    expect(new Set(atr(high, low, close, 14).subarray(14))).toEqual(new Set([0]));
    for (const band of Object.values(bollinger(close, 20, 2) as object) as Float64Array[]) {
      expect(new Set(band.subarray(19))).toEqual(new Set([0]));
    }
    for (const column of Object.values(adx(high, low, close, 14) as object) as Float64Array[]) {
      expect(new Set(column.subarray(27))).toEqual(new Set([0]));
    }
  });
});
