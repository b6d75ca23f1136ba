import { readCandles } from '../../src/backtest/candles/read-candles.js';
import { sliceColumns, joinColumns } from '../../src/backtest/candles/columns.js';
import { candleMs } from '../../src/backtest/candles/timeline.js';
import { backtest, type Asked } from '../../src/backtest/testing/requests.js';
import { identities } from '../../src/backtest/testing/sums.js';
import { describeWithRecordings, recording } from '../kit/recordings.js';

const MINUTE_MS = 60_000;
const gridAround = (lower: string, upper: string, investment: string, more: object = {}): object => ({
  ...{ lower, upper, investment, levels: 12 },
  ...more,
});

/** Small files of every kind: venues, timeframes, thin markets, gaps, Korean won. */
const cases: readonly (readonly [file: string, asked: Asked])[] = [
  ['bybit_BTC-USDT_1m_2022-12-13.csv.gz', { strategy: 'hyper-rsi' }],
  [
    'bybit_BTC-USDT_1m_2022-12-13.csv.gz',
    { strategy: 'grid', settings: gridAround('17000', '18000', '4000') },
  ],
  ['binanceusdm_XRP-USDT_5m_2021-11.csv.gz', { strategy: 'hyper-rsi', instrument: 'XRP/USDT:USDT' }],
  [
    'binanceusdm_SOL-USDT_15m_2025-03.csv.gz',
    { strategy: 'hyper-rsi', instrument: 'SOL/USDT:USDT', funding: { kind: 'constant', rate: '0.0001' } },
  ],
  ['coinbase_BTC-USD_1m_2018-04.csv.gz', { strategy: 'hyper-rsi', settings: { signalTiming: 'intrabar' } }],
  [
    'binanceusdm_BTC-USDT_1h_2025-03.csv.gz',
    { strategy: 'hyper-rsi', timeframe: '4h', settings: { useTrend: false } },
  ],
  [
    'coinbase_BTC-USD_1d_2014-2018.csv.gz',
    { strategy: 'hyper-rsi', timeframe: '1d', settings: { useTrend: false } },
  ],
  [
    'upbit_BTC-KRW_1m_2020-02.csv.gz',
    {
      strategy: 'grid',
      instrument: 'KRW-BTC',
      cash: '20000000',
      settings: gridAround('11300000', '11800000', '15000000', { levels: 6 }),
    },
  ],
];

describeWithRecordings('recorded candles', () => {
  it.each(cases)('%s: sums agree, digests do not depend on how the file is cut', async (name, asked) => {
    const file = await readCandles([recording('ohlcv', name)], { cacheDir: null });
    const result = backtest(file, asked);
    for (const [what, left, right] of identities(result)) expect([what, left]).toEqual([what, right]);
    const middle = Math.floor(file.length / 3);
    const parts = [sliceColumns(file, 0, middle), sliceColumns(file, middle, file.length)];
    expect(backtest(joinColumns(parts), asked).digest).toBe(result.digest);
    expect(result.decisions.evaluated).toBeGreaterThan(0);
  });

  it('have the gaps that are told of them', async () => {
    const file = await readCandles([recording('ohlcv', 'coinbase_BTC-USD_1m_2018-04.csv.gz')], {
      cacheDir: null,
    });
    expect(candleMs(file)).toBe(MINUTE_MS);
    const { candles } = backtest(file, { strategy: 'hyper-rsi' });
    expect(candles.gaps.map(({ missing }) => missing)).toEqual([1, 432]);
  });
});
