import { NONE, sum } from './numbers.js';
import { type HighLowClose, trueRanges, wilderAverage } from './wilder.js';

/** Directional movement at one candle; NONE where it does not exist yet. */
export interface DirectionalMovement {
  readonly plusDi: number;
  readonly minusDi: number;
  readonly adx: number;
}

/**
 * Wilder's DI and ADX of any length, in TA-Lib's reading: the smoothed sums start as plain sums of the first
 * length - 1 movements and shrink by 1/length before each new one; DI exists from candle length + 1, ADX from
 * candle 2 length (counted from 1) as the mean of the first `length` DX.
 */
export function adx(candles: readonly HighLowClose[], length: number): readonly DirectionalMovement[] {
  const steps = candles.slice(1).map((candle, index) => ({ candle, before: candles[index]! }));
  const ups = steps.map(({ candle, before }) => candle.high - before.high);
  const downs = steps.map(({ candle, before }) => before.low - candle.low);
  const plus = smoothedSum(
    ups.map((up, index) => (up > downs[index]! && up > 0 ? up : 0)),
    length,
  );
  const minus = smoothedSum(
    downs.map((down, index) => (down > ups[index]! && down > 0 ? down : 0)),
    length,
  );
  const ranges = smoothedSum(trueRanges(candles), length);
  const plusDis = ranges.map((range, index) => share(plus[index]!, range));
  const minusDis = ranges.map((range, index) => share(minus[index]!, range));
  const dxs = plusDis.map((di, index) => share(Math.abs(di - minusDis[index]!), di + minusDis[index]!));
  const existing = dxs.slice(length - 1);
  const adxs = wilderAverage(existing, length);
  return candles.map((_, index) => ({
    plusDi: plusDis[index - 1] ?? NONE,
    minusDi: minusDis[index - 1] ?? NONE,
    adx: adxs[index - length] ?? NONE,
  }));
}

/** NONE until the `length`-th value. */
function smoothedSum(values: readonly number[], length: number): readonly number[] {
  let total = sum(values.slice(0, length - 1));
  return values.map((value, index) => {
    if (index + 1 < length) return NONE;
    total = total - total / length + value;
    return total;
  });
}

/** A percentage; nothing of nothing is 0. */
const share = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / whole);
