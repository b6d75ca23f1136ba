import { jma } from '../jma.js';
import { NONE, sum } from '../numbers.js';

/** The first candle whose MA cycle may be used, counted from 1. */
export const MA_CYCLE_WARM = 120;

export interface MaCycle {
  readonly fast: number;
  readonly mid: number;
  readonly slow: number;
  readonly bull: boolean;
  readonly bear: boolean;
  readonly warm: boolean;
}

const LAGS = [0, 1, 2, 3, 4, 5, 6];
const A = 0.5;
const L = 30;

const weight = (lag: number): number => (1 + lag ** 2 / (2 * A * L ** 2)) ** -A;

/** The kernel-weighted mean of the newest seven values, NONE before the seventh. */
export const smoothed = (values: readonly number[]): readonly number[] =>
  values.map((_, index) =>
    index < 6 ? NONE : sum(LAGS.map((lag) => weight(lag) * values[index - lag]!)) / sum(LAGS.map(weight)),
  );

/** Bull has two orders, bear one. */
export const directionOf = (fast: number, mid: number, slow: number): { bull: boolean; bear: boolean } => ({
  bull: (fast > mid && mid > slow) || (mid > fast && fast > slow),
  bear: slow > mid && mid > fast,
});

/** Part A: the order of three smoothed JMAs at every trend candle. */
export function maCycles(closes: readonly number[]): readonly MaCycle[] {
  const fasts = smoothed(jma(closes, 5));
  const mids = smoothed(jma(closes, 10));
  const slows = smoothed(jma(closes, 20));
  return closes.map((_, index) => {
    const fast = fasts[index]!;
    const mid = mids[index]!;
    const slow = slows[index]!;
    return {
      fast,
      mid,
      slow,
      ...directionOf(fast, mid, slow),
      warm: index + 1 >= MA_CYCLE_WARM,
    };
  });
}
