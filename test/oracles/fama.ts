import { at } from './numbers.js';

/** MESA adaptive moving averages at one close. */
export interface Mesa {
  readonly mama: number;
  readonly fama: number;
}

const FAST_LIMIT = 0.5;
const SLOW_LIMIT = 0.05;

const degrees = (radians: number): number => (radians * 180) / Math.PI;

/**
 * MAMA and FAMA as the grid page writes them (Ehlers, MESA adaptive moving averages), limits 0.5 and 0.05. Every
 * series stands at 0 before the first close, MAMA and FAMA at the first close itself.
 */
export function mesa(closes: readonly number[]): readonly Mesa[] {
  const smooth: number[] = [];
  const det: number[] = [];
  const q1: number[] = [];
  const i1: number[] = [];
  const i2: number[] = [];
  const q2: number[] = [];
  const re: number[] = [];
  const im: number[] = [];
  const period: number[] = [];
  const phase: number[] = [];
  const result: Mesa[] = [];
  const ago = (series: readonly number[], index: number, k: number): number =>
    index - k < 0 ? 0 : at(series, index - k);

  closes.forEach((close, t) => {
    const x = (k: number): number => ago(closes, t, k);
    const periodBefore = ago(period, t, 1);
    const h = (y: readonly number[]): number =>
      (0.0962 * ago(y, t, 0) + 0.5769 * ago(y, t, 2) - 0.5769 * ago(y, t, 4) - 0.0962 * ago(y, t, 6)) *
      (0.075 * periodBefore + 0.54);

    smooth.push((4 * x(0) + 3 * x(1) + 2 * x(2) + x(3)) / 10);
    det.push(h(smooth));
    q1.push(h(det));
    i1.push(ago(det, t, 3));
    i2.push(0.2 * (i1[t]! - h(q1)) + 0.8 * ago(i2, t, 1));
    q2.push(0.2 * (q1[t]! + h(i1)) + 0.8 * ago(q2, t, 1));
    const i2Before = ago(i2, t, 1);
    const q2Before = ago(q2, t, 1);
    re.push(0.2 * (i2[t]! * i2Before + q2[t]! * q2Before) + 0.8 * ago(re, t, 1));
    im.push(0.2 * (i2[t]! * q2Before - q2[t]! * i2Before) + 0.8 * ago(im, t, 1));

    let p = re[t] !== 0 && im[t] !== 0 ? (2 * Math.PI) / Math.atan(im[t]! / re[t]!) : periodBefore;
    p = Math.min(p, 1.5 * periodBefore);
    p = Math.max(p, 0.67 * periodBefore);
    p = Math.min(Math.max(p, 6), 50);
    period.push(0.2 * p + 0.8 * periodBefore);

    const phaseBefore = ago(phase, t, 1);
    phase.push(i1[t] === 0 ? phaseBefore : degrees(Math.atan(q1[t]! / i1[t]!)));
    const d = Math.max(1, phaseBefore - phase[t]!);
    const alpha = Math.max(SLOW_LIMIT, FAST_LIMIT / d);
    const before = result.at(-1) ?? { mama: close, fama: close };
    const mama = alpha * close + (1 - alpha) * before.mama;
    result.push({ mama, fama: 0.5 * alpha * mama + (1 - 0.5 * alpha) * before.fama });
  });
  return result;
}
