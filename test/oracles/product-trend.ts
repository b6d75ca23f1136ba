import { HYPER_RSI_DEFAULTS, requiredIndicators } from '../../src/modules/hyper-rsi/domain/index.js';
import { Trend, trendColumn } from '../../src/modules/hyper-rsi/domain/trend/index.js';
import { bucketsOf, lastOfEach } from '../../src/shared/pure/market/roll-up.js';
import type { Chart, Timeframe } from './trend/timeframes.js';
import type { TrendAtClose, TrendInput } from './trend/trend-states.js';

/** What the product and the oracle must agree on: every decision close and the state there, null = unknown. */
export type StateAtClose = Pick<TrendAtClose, 'at' | 'state'>;

/** The same with the two parts the state was made of, as soon as both are warm. */
export interface PartsAtClose extends StateAtClose {
  readonly parts: { readonly bull: boolean; readonly bear: boolean; readonly band: -2 | -1 | 0 | 2 } | null;
}

/** The one place where the comparison touches the product as a backtest runs it: whole columns at once. */
export function productTrend({
  finest,
  finestMs,
  chart,
  trendTimeframe,
}: TrendInput): readonly StateAtClose[] {
  const time = Float64Array.from(finest, ({ openTime }) => openTime);
  const unitsPerPrice = unitsOf(finest.map(({ close }) => close));
  const close = Float64Array.from(finest, (candle) => Math.round(candle.close * unitsPerPrice));
  const decisions = bucketsOf(time, finestMs, chart).end;
  const fine = { time, close, candleMs: finestMs, unitsPerPrice };
  const column = trendColumn(fine, timeframesOf(chart, trendTimeframe), decisions);
  return Array.from(column, (value, index) => ({ at: decisions[index]!, state: stateOf(value) }));
}

/** As a bot lives it, and from within: candle by candle, its memory written as JSON and read back every so many decisions. */
export function productTrendWithRestarts(
  { finest, finestMs, chart, trendTimeframe }: TrendInput,
  restartEvery: number,
): readonly PartsAtClose[] {
  const time = Float64Array.from(finest, ({ openTime }) => openTime);
  const close = Float64Array.from(finest, (candle) => candle.close);
  const closesOf = (timeframe: Timeframe) => {
    const buckets = bucketsOf(time, finestMs, timeframe);
    const closes = lastOfEach(close, buckets);
    return Array.from(closes, (value, index) => ({ end: buckets.end[index]!, close: value }));
  };
  const timeframes = timeframesOf(chart, trendTimeframe);
  const cycle = closesOf(timeframes.cycle);
  const band = closesOf(timeframes.band);
  let trend = Trend.start();
  let toldOfCycle = 0;
  let toldOfBand = 0;
  return closesOf(chart).map(({ end: at }, index) => {
    if (index % restartEvery === 0) trend = Trend.restore(JSON.parse(JSON.stringify(trend.snapshot())));
    while (toldOfCycle < cycle.length && cycle[toldOfCycle]!.end <= at)
      trend.cycle.next(cycle[toldOfCycle++]!.close);
    while (toldOfBand < band.length && band[toldOfBand]!.end <= at)
      trend.band.next(band[toldOfBand++]!.close);
    const state = trend.decide();
    const { cycle: ma, band: bands } = trend;
    const parts = ma.warm && bands.warm ? { bull: ma.bull, bear: ma.bear, band: bands.state } : null;
    return { at, state, parts };
  });
}

/** The product's own reading of the table of timeframes. */
export function timeframesOf(timeframe: Chart, trendTimeframe: Timeframe | 'auto') {
  const { trend } = requiredIndicators({ ...HYPER_RSI_DEFAULTS, timeframe, trendTimeframe, useTrend: true });
  if (trend === null) throw new Error('the trend is in use and needs candles');
  return trend;
}

/** The coarsest power of ten in which all these prices are whole. */
function unitsOf(prices: readonly number[]): number {
  for (let units = 1; units <= 1e12; units *= 10) {
    if (prices.every((price) => Math.round(price * units) / units === price)) return units;
  }
  throw new Error('a price has more than 12 decimals');
}

function stateOf(value: number): StateAtClose['state'] {
  if (Number.isNaN(value)) return null;
  if (value === -2 || value === 0 || value === 2) return value;
  throw new Error(`the product says ${value}`);
}
