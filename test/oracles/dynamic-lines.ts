import { mesa } from './fama.js';
import { at, mean, NONE } from './numbers.js';
import { type HighLowClose, wilderAtr } from './wilder.js';

const SMOOTHING = 5;
const VALID_FROM = 33;

/**
 * The dynamic lines of the grid page at each 15m candle, lowest first, before they are snapped to ticks; null until they
 * exist. Every line is smoothed for itself, as the page says it.
 */
export function dynamicLines(
  candles: readonly HighLowClose[],
  half: number,
): readonly (readonly number[] | null)[] {
  const closes = candles.map(({ close }) => close);
  const centre = ema(mesa(closes).map(({ fama }) => fama));
  const ranges = wilderAtr(candles, 14);
  const offsets = Array.from({ length: 2 * half + 1 }, (_, index) => half - index);
  const smoothed = offsets.map((k) => {
    const levels = candles.slice(VALID_FROM - 1).map((_, index) => {
      const m = at(centre, index + VALID_FROM - 1);
      const a = Math.max(at(ranges, index + VALID_FROM - 1), 0.004 * m);
      return mean([m * (1 - 0.006 * k), m - 1.5 * a * k]);
    });
    return [...Array.from({ length: VALID_FROM - 1 }, () => NONE), ...ema(levels)];
  });
  return candles.map((_, t) => {
    const level = (k: number): number => at(smoothed[half - k]!, t);
    if (Number.isNaN(level(0))) return null;
    const below = walkOut(level(0), half, (k) => level(k), -1);
    const above = walkOut(level(0), half, (k) => level(-k), 1);
    return [...below.reverse(), level(0), ...above];
  });
}

/** From the centre outwards: each gap to the neighbour is held within its bounds, measured from the neighbour. */
function walkOut(centre: number, half: number, level: (k: number) => number, direction: 1 | -1): number[] {
  const lines: number[] = [];
  let neighbour = centre;
  for (let k = 1; k <= half; k += 1) {
    const gap = (direction * (level(k) - neighbour)) / neighbour;
    const held = Math.max(0.004, Math.min(gap, Math.min(0.05 * k, 0.5)));
    neighbour *= 1 + direction * held;
    lines.push(neighbour);
  }
  return lines;
}

/** Of length 5: begins with the mean of the first five, then moves a third of the way to each new value. */
function ema(values: readonly number[]): readonly number[] {
  let last = NONE;
  return values.map((value, t) => {
    if (t + 1 < SMOOTHING) return NONE;
    last = t + 1 === SMOOTHING ? mean(values.slice(0, SMOOTHING)) : last + (value - last) / 3;
    return last;
  });
}
