import type { Candle } from '../../../shared/pure/market/candle.js';
import type { IndicatorPlan, PriceColumns } from '../../../shared/pure/indicators/index.js';
import type { IndicatorSeries } from '../contracts/queries/get-indicator.query.js';

/** Wilder's smoothing forgets a fraction 1/n a candle: after 21 n candles less than a billionth of the start is left. */
const FADE_LENGTHS = 21;

/** Candles to read before the first value that is shown. */
export const historyOf = (plan: IndicatorPlan): number => plan.warmUp * FADE_LENGTHS;

/** The newest `limit` values of an indicator over `candles` (ascending). */
export function indicatorSeries(
  plan: IndicatorPlan,
  candles: readonly Candle[],
  limit: number,
): IndicatorSeries {
  const outputs = plan.compute(columnsOf(candles));
  const first = Math.max(0, candles.length - limit);
  const points = candles.slice(first).map(({ openTime }, offset) => ({
    openTime,
    values: Object.fromEntries(plan.outputs.map((name) => [name, finite(outputs[name]![first + offset]!)])),
  }));
  return { name: plan.name, parameters: plan.parameters, points };
}

function columnsOf(candles: readonly Candle[]): PriceColumns {
  const column = (read: (candle: Candle) => string): Float64Array =>
    Float64Array.from(candles, (candle) => Number(read(candle)));
  return {
    high: column(({ high }) => high),
    low: column(({ low }) => low),
    close: column(({ close }) => close),
  };
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
