import * as fc from 'fast-check';
import { describeWithRecordings } from '../kit/recordings.js';
import type { FinestCandle } from './candles.js';
import {
  type PartsAtClose,
  productTrend,
  productTrendWithRestarts,
  type StateAtClose,
  timeframesOf,
} from './product-trend.js';
import { recordedCandles } from './recorded-candles.js';
import { type Chart, inMs, type Timeframe, trendTimeframes } from './trend/timeframes.js';
import { type TrendInput, trendStates } from './trend/trend-states.js';

const CHARTS: readonly Chart[] = ['1m', '3m', '5m', '15m', '30m', '1h', '2h', '4h', '1d'];

/** What the oracle says at every decision close, and what each part of it says as soon as both are warm. */
const oracleTrend = (input: TrendInput): readonly PartsAtClose[] =>
  trendStates(input).map(({ at, state, cycle, band }) => ({
    at,
    state,
    parts:
      cycle?.warm === true && band?.warm === true
        ? { bull: cycle.bull, bear: cycle.bear, band: band.state }
        : null,
  }));

/** One decision close in a few words: when, which state, and the parts where the product tells them. */
const written = ({ at, state, parts }: StateAtClose & Partial<PartsAtClose>): string =>
  `${at}: ${state}${parts ? ` bull ${parts.bull} bear ${parts.bear} band ${parts.band}` : ''}`;

/** The first decision close on which oracle and product do not agree, or null; short enough to read in a failed test. */
function firstDifference(oracle: readonly PartsAtClose[], product: readonly (StateAtClose | PartsAtClose)[]) {
  for (let index = 0; index < Math.max(oracle.length, product.length); index++) {
    const [ours, theirs] = [oracle[index], product[index]];
    if (ours === undefined || theirs === undefined) return { index, ours, theirs };
    const expected = written('parts' in theirs ? ours : { at: ours.at, state: ours.state });
    if (expected !== written(theirs)) return { index, oracle: expected, product: written(theirs) };
  }
  return null;
}

const counted = (states: readonly StateAtClose[], value: StateAtClose['state']): number =>
  states.filter(({ state }) => state === value).length;

describe('the timeframes of the trend in the product', () => {
  it('are those of the oracle for every chart, chosen or not', () => {
    for (const chart of CHARTS) {
      for (const explicit of ['auto', '30m', '8h', '1d'] as const) {
        const { a, b } = trendTimeframes(chart, explicit);
        expect(timeframesOf(chart, explicit)).toEqual({ cycle: a, band: b });
      }
    }
  });
});

describeWithRecordings('the trend state of product and oracle on recorded candles', () => {
  it.each<readonly [file: string, finest: Timeframe, chart: Chart, trendTimeframe: Timeframe | 'auto']>([
    ['binance_BTC-USDT_1m_2021-05', '1m', '1m', 'auto'],
    ['binance_ETH-USDT_1m_2021-05', '1m', '30m', '2h'],
    ['binanceusdm_BTC-USDT_1m_2025-05', '1m', '5m', 'auto'],
    ['binanceusdm_SOL-USDT_1m_2025-05', '1m', '3m', 'auto'],
    ['binanceusdm_XRP-USDT_1m_2025-05', '1m', '1m', '3m'],
    ['binance_XRP-ETH_1m_2019-10', '1m', '1m', 'auto'],
    ['coinbase_BTC-USD_1m_2018-04', '1m', '1m', 'auto'],
    ['binance_BTC-USDT_5m_2023', '5m', '15m', 'auto'],
    ['binance_ETH-BTC_5m_2018-01', '5m', '5m', 'auto'],
    ['binance_ETH-USDT_15m_2023', '15m', '30m', 'auto'],
    ['binance_BTC-USDT_1h_2017-2024', '1h', '4h', 'auto'],
    ['coinbase_BTC-USD_1h_2017-2019', '1h', '2h', 'auto'],
    ['coinbase_BTC-USD_1h_2017-2019', '1h', '1d', 'auto'],
  ])(
    'is the same at every close: %s, %s candles, chart %s, trend %s',
    (file, finest, chart, trendTimeframe) => {
      const input = {
        finest: recordedCandles(`${file}.csv.gz`),
        finestMs: inMs(finest),
        chart,
        trendTimeframe,
      };
      const oracle = oracleTrend(input);
      expect(firstDifference(oracle, productTrend(input))).toBeNull();
      expect(firstDifference(oracle, productTrendWithRestarts(input, 97))).toBeNull();
      expect(counted(oracle, 0)).toBeGreaterThan(0);
    },
  );

  it('is the same where prices swing within a quarter of an hour as they did within four hours', () => {
    const wild = recordedCandles('coinbase_BTC-USD_4h_2016-2025.csv.gz').map((candle, index) => ({
      ...candle,
      openTime: index * inMs('15m'),
    }));
    const input = { finest: wild, finestMs: inMs('15m'), chart: '15m', trendTimeframe: 'auto' } as const;
    const oracle = oracleTrend(input);
    expect(firstDifference(oracle, productTrend(input))).toBeNull();
    expect(firstDifference(oracle, productTrendWithRestarts(input, 97))).toBeNull();
  });

  it('takes all of its values there, so that agreeing says something', () => {
    const oracle = oracleTrend({
      finest: recordedCandles('binance_BTC-USDT_15m_2023.csv.gz'),
      finestMs: inMs('15m'),
      chart: '15m',
      trendTimeframe: 'auto',
    });
    for (const value of [-2, 2, 0] as const) expect(counted(oracle, value)).toBeGreaterThan(1000);
    expect(counted(oracle, null)).toBe(239);
  });
});

/** One stretch of a walk: so many candles whose ticks go up and down by at most `swing`, around a drift. */
const stretch = fc.record({
  count: fc.integer({ min: 1, max: 250 }),
  swing: fc.constantFrom(0, 1, 3, 20, 150),
  drift: fc.constantFrom(0, 0, -2, 2, -10, 10),
  missingAfter: fc.constantFrom(0, 0, 0, 1, 2, 7, 40, 500),
  seed: fc.integer({ min: 1, max: 0x7fffffff }),
});

interface Walk {
  readonly start: number;
  readonly firstBar: number;
  readonly stretches: readonly {
    readonly count: number;
    readonly swing: number;
    readonly drift: number;
    readonly missingAfter: number;
    readonly seed: number;
  }[];
}

const walk: fc.Arbitrary<Walk> = fc.record({
  start: fc.constantFrom(300, 20_000, 4_000_000),
  firstBar: fc.integer({ min: 0, max: 2000 }),
  stretches: fc.array(stretch, { minLength: 4, maxLength: 20 }),
});

/** Candles with closes in hundredths, stretch after stretch, with the candles between the stretches missing. */
function candlesOf({ start, firstBar, stretches }: Walk, finestMs: number): readonly FinestCandle[] {
  const candles: FinestCandle[] = [];
  let ticks = start;
  let bar = firstBar;
  for (const { count, swing, drift, missingAfter, seed } of stretches) {
    let random = seed;
    for (let index = 0; index < count; index++) {
      random = (Math.imul(random, 1103515245) + 12345) & 0x7fffffff;
      const step = swing === 0 ? 0 : ((random >> 8) % (2 * swing + 1)) - swing + (swing > 1 ? drift : 0);
      ticks = Math.max(1, ticks + step);
      const close = ticks / 100;
      candles.push({ openTime: bar * finestMs, open: close, high: close, low: close, close });
      bar++;
    }
    bar += missingAfter;
  }
  return candles;
}

describe('the trend state of product and oracle on made candles', () => {
  const settings = fc.constantFrom<
    readonly [finest: Timeframe, chart: Chart, trendTimeframe: Timeframe | 'auto']
  >(
    ['1m', '1m', '3m'],
    ['1m', '3m', 'auto'],
    ['5m', '5m', 'auto'],
    ['15m', '15m', 'auto'],
    ['30m', '30m', 'auto'],
    ['1h', '1h', 'auto'],
    ['1h', '2h', '4h'],
    ['1h', '4h', 'auto'],
    ['1h', '1d', 'auto'],
  );

  it('is the same with calm and wild stretches, drifts, prices that stand still and candles that are missing', () => {
    fc.assert(
      fc.property(
        walk,
        settings,
        fc.integer({ min: 1, max: 50 }),
        (made, [finest, chart, trendTimeframe], every) => {
          const finestMs = inMs(finest);
          const input = { finest: candlesOf(made, finestMs), finestMs, chart, trendTimeframe };
          const oracle = oracleTrend(input);
          expect(firstDifference(oracle, productTrend(input))).toBeNull();
          expect(firstDifference(oracle, productTrendWithRestarts(input, every))).toBeNull();
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is the same where the price stands still for exactly as long as one band: a BBW of 0 is no pivot', () => {
    const restless = { count: 45, swing: 20, drift: 0, missingAfter: 0 };
    const still = { count: 14, swing: 0, drift: 0, missingAfter: 0, seed: 1 };
    const stretches = Array.from({ length: 30 }, (_, index) => [
      { ...restless, seed: 7 + index },
      still,
    ]).flat();
    const input = {
      finest: candlesOf({ start: 20_000, firstBar: 0, stretches }, inMs('15m')),
      finestMs: inMs('15m'),
      chart: '15m',
      trendTimeframe: 'auto',
    } as const;
    const oracle = oracleTrend(input);
    expect(firstDifference(oracle, productTrend(input))).toBeNull();
    expect(firstDifference(oracle, productTrendWithRestarts(input, 13))).toBeNull();
  });
});
