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
import { compare, numbers, once, pricesOf, rowsOf } from './vectors.js';

/** Recorded TA-Lib columns and the candle files whose rows they were computed from, by open time. */
const SERIES = [
  ['binance_BTC-USDT_1h_2023.first2000.csv.gz', 'binance_BTC-USDT_1h_2023.csv.gz', 2000],
  ['binance_ETH-USDT_1m_2021-05.rows40000-41999.csv.gz', 'binance_ETH-USDT_1m_2021-05.csv.gz', 2000],
  ['upbit_BTC-KRW_1m_2020-02.csv.gz', 'upbit_BTC-KRW_1m_2020-02.csv.gz', 240],
] as const;

const RELATIVE = { relative: 1e-6 };

describeWithRecordings.each(SERIES)('TA-Lib columns of %s', (vectorFile, candleFile, size) => {
  const rows = once(() => rowsOf('indicators', 'talib', vectorFile));
  const prices = once(() => {
    const times = new Set(rows().map((row) => row.timestamp));
    return pricesOf(rowsOf('ohlcv', candleFile).filter((row) => times.has(row.timestamp)));
  });
  const column = (name: string): Float64Array => numbers(rows(), name);

  it('are of these candles', () => {
    expect(rows()).toHaveLength(size);
    expect(prices().close).toEqual(column('close'));
  });

  it.each([
    ['sma20', 20, ({ close }: PriceColumns) => sma(close, 20)],
    ['ema12', 12, ({ close }: PriceColumns) => ema(close, 12)],
    ['ema26', 26, ({ close }: PriceColumns) => ema(close, 26)],
    ['rsi14', 15, ({ close }: PriceColumns) => rsi(close, 14)],
    ['atr14', 15, ({ high, low, close }: PriceColumns) => atr(high, low, close, 14)],
    ['bb_20_2_upperBand', 20, ({ close }: PriceColumns) => bollinger(close, 20, 2).upper],
    ['bb_20_2_middleBand', 20, ({ close }: PriceColumns) => bollinger(close, 20, 2).middle],
    ['bb_20_2_lowerBand', 20, ({ close }: PriceColumns) => bollinger(close, 20, 2).lower],
    ['adx14', 28, ({ high, low, close }: PriceColumns) => adx(high, low, close, 14).adx],
    ['plusdi14', 15, ({ high, low, close }: PriceColumns) => adx(high, low, close, 14).plusDi],
    ['minusdi14', 15, ({ high, low, close }: PriceColumns) => adx(high, low, close, 14).minusDi],
  ])('%s agrees to 1e-6 relative from candle %i on, and both are silent before', (name, first, compute) => {
    expect(compare(compute(prices()), column(name), RELATIVE)).toBe(size - first + 1);
  });

  it('the population deviation of 20 closes agrees to 1e-6 relative', () => {
    const { upper, middle } = bollinger(prices().close, 20, 1);
    const deviation = upper.map((value, i) => value - middle[i]!);
    expect(compare(deviation, column('stddev20'), RELATIVE)).toBe(size - 19);
  });

  it('the true range agrees to 1e-6 relative', () => {
    const { high, low, close } = prices();
    expect(compare(atr(high, low, close, 1), column('tr'), RELATIVE)).toBe(size - 1);
  });
});
